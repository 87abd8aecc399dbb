import type { Request } from "express";
import type { Deps } from "../../../actions/deps.ts";
import { previewDraft } from "../../../actions/templates/preview-draft.ts";
import { storeTemplateUpload } from "../../../actions/templates/store-template-upload.ts";
import { getTemplate } from "../../../actions/templates/get-template.ts";
import { checkTemplate } from "../../../domain/templates/template-check.ts";
import { templateDefinitionSchema } from "../../../domain/templates/template-schema.ts";
import type { TemplateDefinition } from "../../../domain/templates/template.ts";
import type { FieldError } from "../../../errors.ts";
import { pictureImages } from "../../../views/preview/picture-images.ts";
import type { DrawnTicket } from "../../../views/provider/template-draft-preview.tsx";
import {
  templateOfValues,
  type TemplateFormValues,
} from "../../../views/provider/template-form-values.ts";
import type { ProviderActor } from "../../auth/api-key.ts";
import { withRenderQueue, withUpload } from "../render-queue.ts";
import { readTemplateForm, type TemplateForm } from "./template-form.ts";

type DraftDeps = Pick<Deps, "clock" | "db">;

/** Reads the form and stores its pictures; `errors` are the pictures' faults. */
export const receiveDraft = (
  deps: DraftDeps,
  request: Request,
  actor: ProviderActor,
): Promise<Pick<TemplateForm, "pressed" | "values" | "errors">> =>
  withUpload(deps, actor, () => receive(deps, request, actor));

async function receive(deps: DraftDeps, request: Request, actor: ProviderActor) {
  const { pressed, values, sent, ...form } = await readTemplateForm(request);
  const errors = [...form.errors];
  const uploads = { ...values.uploads };
  for (const [role, bytes] of sent) {
    const kept = await withRenderQueue(deps, actor, () =>
      storeTemplateUpload(deps, { actor, role, bytes }),
    );
    if ("id" in kept) uploads[role] = kept.id;
    else errors.push(...kept.errors);
  }
  return { pressed, values: { ...values, uploads }, errors };
}

export interface Draft {
  definition: unknown;
  errors: FieldError[];
  /** Maps a fault's path to the form's input. */
  inputOf: (path: string) => string;
  /** Undefined when the draft cannot be rendered. */
  ticket: DrawnTicket | undefined;
}

/** Renders the template that the form describes, and lists its faults. */
export async function drawnDraft(
  deps: DraftDeps,
  actor: ProviderActor,
  values: TemplateFormValues,
): Promise<Draft> {
  const { baseId, ownLook, uploads, without } = values;
  const base =
    baseId === undefined ? undefined : await getTemplate(deps, { actor, templateId: baseId });
  const { definition, inputOf } = templateOfValues(values, base?.definition);
  const sketch = sketchOf(values, base?.definition);
  const drawn =
    sketch &&
    (await withRenderQueue(deps, actor, () =>
      previewDraft(deps, { actor, definition: sketch, baseId, ownLook, uploads, without }),
    ));
  return {
    definition,
    inputOf,
    errors: [...faultsOf(definition), ...contrastFaultsOf(sketch)],
    ticket: drawn && {
      content: drawn.content,
      uses: drawn.uses,
      image: pictureImages(drawn.images),
      thumbnails: drawn.thumbnails,
      warnings: drawn.warnings,
    },
  };
}

function faultsOf(definition: unknown): FieldError[] {
  const checked = checkTemplate(definition);
  return "errors" in checked ? checked.errors : [];
}

/** Contrast faults, which are reported for an incomplete form, too. */
const contrastFaultsOf = (sketch: TemplateDefinition | undefined): FieldError[] =>
  faultsOf(sketch).filter(({ code }) => code === "contrast");

/** The template with “…” for missing texts, so that an incomplete form has a preview. */
function sketchOf(
  values: TemplateFormValues,
  base: TemplateDefinition | undefined,
): TemplateDefinition | undefined {
  const { definition } = templateOfValues(values, base, "…");
  return templateDefinitionSchema.safeParse(definition).data;
}

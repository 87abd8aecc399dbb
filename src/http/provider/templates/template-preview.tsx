import { renderToStaticMarkup } from "react-dom/server";
import type { Deps } from "../../../actions/deps.ts";
import type { FieldError } from "../../../errors.ts";
import { placedFaults } from "../../../views/provider/placed-faults.ts";
import { TemplateDraftPreview } from "../../../views/provider/template-draft-preview.tsx";
import type { TemplateFormValues } from "../../../views/provider/template-form-values.ts";
import { templateTexts, type TemplateTexts } from "../../../views/texts/staff-texts.ts";
import type { Faults } from "../../../views/ui/faults.tsx";
import type { Visit } from "../../pages/visit.ts";
import { drawnDraft, receiveDraft } from "./template-draft.ts";
import { templateFaultsOf } from "./template-faults.ts";

/** Answers the script of a form that was sent for its preview; `shown` makes a whole template of a form's part. */
export async function sendPreview(
  deps: Pick<Deps, "clock" | "db">,
  { actor, frame: { language }, request, response }: Visit<"provider">,
  shown: (values: TemplateFormValues) => TemplateFormValues,
): Promise<undefined> {
  const { errors, ...received } = await receiveDraft(deps, request, actor);
  const values = shown(received.values);
  const draft = await drawnDraft(deps, actor, values);
  const faultsOf = (all: readonly FieldError[]) =>
    templateFaultsOf(all, { ...draft, values, language });
  const faults = faultsOf([...errors, ...draft.errors]);
  response.set("Cache-Control", "private, no-store").json({
    html: renderToStaticMarkup(
      <TemplateDraftPreview language={language} ticket={draft.ticket} faults={faults} />,
    ),
    uploads: values.uploads,
    thumbnails: draft.ticket?.thumbnails ?? {},
    refused: Object.fromEntries(faultsOf(errors)),
    contrast: contrastFault(faults, templateTexts(language)),
  });
  return undefined;
}

/** Text of the contrast faults; empty without any. */
function contrastFault(faults: Faults, texts: TemplateTexts): string {
  const named = placedFaults(faults, texts);
  return ["colors.foreground", "colors.label"].flatMap((input) => named.get(input) ?? []).join(" ");
}

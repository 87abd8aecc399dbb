import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../../actions/deps.ts";
import { getLook } from "../../../actions/templates/get-look.ts";
import { updateLook } from "../../../actions/templates/update-look.ts";
import type { ProviderLook } from "../../../domain/templates/look.ts";
import { colorsSchema } from "../../../domain/templates/template-schema.ts";
import type { FieldError } from "../../../errors.ts";
import { LookPage } from "../../../views/provider/look-page.tsx";
import { withOwnLook } from "../../../views/provider/template-beginnings.ts";
import {
  valuesOfTemplate,
  type TemplateFormValues,
} from "../../../views/provider/template-form-values.ts";
import { lookTexts } from "../../../views/texts/look-texts.ts";
import type { StaffLanguage } from "../../../views/texts/staff-texts.ts";
import { shownForm } from "../../pages/merge-form.ts";
import { pageRouter } from "../../pages/page-router.ts";
import type { Visit } from "../../pages/visit.ts";
import { blankTemplate } from "./blank-template.ts";
import { saveDraft, type DraftRefusal } from "./save-draft.ts";
import { drawnDraft, receiveDraft } from "./template-draft.ts";
import { mergeColors } from "./template-merge.ts";
import { templateFaultsOf } from "./template-faults.ts";
import { sendPreview } from "./template-preview.tsx";
import { changedForm, sentTexts, templateValuesOf } from "./template-form.ts";

interface Shown {
  values: TemplateFormValues;
  errors?: FieldError[];
  isRefused?: boolean;
  others?: DraftRefusal["others"];
}

const savedQuery = z.object({ saved: z.literal("1") });

/** `/provider/look`: the logo and colours of a provider, and their preview. */
export function lookPages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "provider");

  page("/provider/look", async (visit) => {
    const saved = savedQuery.safeParse(visit.request.query).success;
    const look = await getLook(deps, { actor: visit.actor });
    return show(visit, { values: startOf(look) }, saved);
  });

  post("/provider/look", {
    fields: sentTexts,
    async run(visit) {
      const { actor, frame, request } = visit;
      const { pressed, errors, ...received } = await receiveDraft(deps, request, actor);
      const values = changedForm(exampleWith(received.values), pressed);
      if (pressed !== "save") return show(visit, { values, errors });
      const refuse = async (refused: DraftRefusal) => ({
        status: 422,
        page: await show(visit, { ...refused, isRefused: true }),
      });
      if (errors.length > 0) return refuse({ values, errors });
      const saved = await saveDraft(deps, actor, values, {
        late: {
          merge: async (typed) =>
            mergedLook(typed, startOf(await getLook(deps, { actor })), frame.language),
          input: "colors.background",
        },
        async save(artwork, ifMatch) {
          await updateLook(deps, { actor, look: { colors: values.colors }, artwork, ifMatch });
          return "/provider/look?saved=1";
        },
      });
      return typeof saved === "string" ? saved : refuse(saved);
    },
    again: (visit, { values }) =>
      show(visit, { values: exampleWith(templateValuesOf(new Map(Object.entries(values)))) }),
  });

  post("/provider/look/preview", {
    run: (visit) => sendPreview(deps, visit, exampleWith),
  });

  async function show(
    { actor, frame }: Visit<"provider">,
    { values, errors, isRefused = false, others }: Shown,
    saved = false,
  ) {
    const draft = await drawnDraft(deps, actor, values);
    const faults = errors ? [...errors, ...draft.errors] : [];
    return (
      <LookPage
        frame={frame}
        values={values}
        faults={templateFaultsOf(faults, { ...draft, values, language: frame.language })}
        isRefused={isRefused}
        others={others}
        notice={saved ? lookTexts(frame.language).saved : undefined}
        ticket={draft.ticket}
      />
    );
  }

  return router;
}

/** A template to show a look on. */
const example: TemplateFormValues = valuesOfTemplate(
  { ...blankTemplate, style: "admission", name: { nb: "–" } },
  undefined,
);

function startOf(look: ProviderLook | undefined): TemplateFormValues {
  const values = look
    ? { ...withOwnLook(example, look), version: String(look.version) }
    : { ...example };
  return { ...values, shown: JSON.stringify(values.colors) };
}

/**
 * The form that another's change came before: the colours that this person touched as typed, the others as they are now.
 * Without what the form showed, all are as typed, and nothing is said of the rest.
 */
function mergedLook(
  typed: TemplateFormValues,
  now: TemplateFormValues,
  language: StaffLanguage,
): Pick<DraftRefusal, "values" | "others"> {
  const { version } = now;
  const shown = colorsSchema.safeParse(shownForm(typed.shown)).data;
  if (!shown) return { values: { ...typed, version } };
  const colors = { shown, typed: typed.colors, now: now.colors };
  const { values, others } = mergeColors(colors, language);
  return { values: { ...typed, colors: values, version, shown: now.shown }, others };
}

/** The example in the look that was sent. */
const exampleWith = ({
  colors,
  ownLook,
  shown,
  uploads,
  version,
  without,
}: TemplateFormValues): TemplateFormValues => ({
  ...example,
  colors,
  ownLook,
  shown,
  uploads,
  version,
  without,
});

import { z } from "zod";
import { requireUnapprovedOffer } from "../../../actions/offers/require-unapproved-offer.ts";
import { getLook } from "../../../actions/templates/get-look.ts";
import { getTemplate } from "../../../actions/templates/get-template.ts";
import type { Actor, Deps } from "../../../actions/deps.ts";
import { newStyles } from "../../../domain/templates/template.ts";
import { inOwnLook, namedForOffer } from "../../../views/provider/template-beginnings.ts";
import {
  valuesOfTemplate,
  type TemplateFormValues,
} from "../../../views/provider/template-form-values.ts";
import { blankTemplate } from "./blank-template.ts";

const newQuery = z.object({
  from: z.uuid().optional().catch(undefined),
  offer: z.uuid().optional().catch(undefined),
  style: z.enum(newStyles).catch("admission"),
});

/**
 * Values of a new template's form, like the template `from`, or empty but for the style. All but a copy of one of the
 * provider's own are in the provider's look; one for a single `offer` begins with what the offer has, and bears its name.
 */
export async function newTemplateForm(
  deps: Pick<Deps, "db">,
  { actor, query }: { actor: Actor; query: unknown },
): Promise<TemplateFormValues> {
  const { from: templateId, offer: offerId, style } = newQuery.parse(query);
  const base =
    templateId === undefined ? undefined : await getTemplate(deps, { actor, templateId });
  const values = valuesOfTemplate(base?.definition ?? { ...blankTemplate, style }, base?.id);
  if (offerId !== undefined) {
    const { title } = await requireUnapprovedOffer(deps, { actor, offerId });
    return { ...namedForOffer(values, title), offerId };
  }
  return base?.slug === null ? values : inOwnLook(values, await getLook(deps, { actor }));
}

import { templateSummariesOf } from "../../db/templates/template-summaries.ts";
import type { Texts } from "../../domain/language.ts";
import type { TemplateColors } from "../../domain/templates/template.ts";
import { requireProvider } from "../access/require-provider.ts";
import type { Actor, Deps } from "../deps.ts";

/** The template that has a provider's logo and colours. */
export interface OwnLook {
  id: string;
  name: Texts;
  colors: TemplateColors;
}

/**
 * Returns the provider's newest template, whose logo, icon and colours its next one takes over; undefined before the
 * first. Throws AppError("forbidden") for all but providers.
 */
export async function getOwnLook(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<OwnLook | undefined> {
  const [newest] = await templateSummariesOf(db, requireProvider(actor));
  return newest?.slug === null ? newest : undefined;
}

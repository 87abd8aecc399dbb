import type { Request } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { getClaimedTickets } from "../../actions/access/get-claimed-tickets.ts";
import { languages, type Language } from "../../domain/language.ts";
import { AppError } from "../../errors.ts";
import type { HolderFrame } from "../../views/holder/holder-document.tsx";

export const nothingHere = () => new AppError("not_found", "There is nothing at this address.");

const notices = ["returned", "kept", "undone", "tooLate", "left"] as const;
export type Notice = (typeof notices)[number];

export const holderQuery = z.object({
  lang: z.enum(languages).optional().catch(undefined),
  notice: z.enum(notices).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
  /** Serial number of the only ticket to print. */
  ticket: z.string().optional().catch(undefined),
  layout: z.enum(["pages", "sheets"]).catch("pages"),
  /** Serial number of the ticket whose page is shown, with its barcode expanded. */
  code: z.string().optional().catch(undefined),
});

/** Language of a page without a claim link: `lang`, or else the best of Accept-Language. */
export function holderLanguage(request: Request): Language {
  const asked = holderQuery.parse(request.query).lang;
  if (asked) return asked;
  const accepted = request.acceptsLanguages("nb", "no", "nn", "en", "sma");
  return accepted === "no" || accepted === false ? "nb" : (accepted as Language);
}

/** The tickets of the request's claim link, with its query and language. Throws AppError "not_found". */
export async function claimOf(
  deps: Pick<Deps, "db" | "keyRing">,
  request: Request<{ token: string }>,
) {
  const link = await getClaimedTickets(deps, { token: request.params.token });
  if (!link) throw nothingHere();
  const { lang, ...rest } = holderQuery.parse(request.query);
  return { ...link, ...rest, language: lang ?? link.language, path: `/t/${request.params.token}` };
}

export const holderFrame = (language: Language, path: string): HolderFrame => ({ language, path });

import type { Request } from "express";
import { z } from "zod";
import { languages, type Language } from "../../domain/language.ts";

const asLanguage = z.enum(languages).catch("nb");

/** The language in which a page shows a ticket, by `?ticket=`: a holder's, which pages may lack. */
export function ticketLanguage(request: Request): Language {
  return asLanguage.parse(request.query["ticket"]);
}

import type { Language } from "../../domain/language.ts";
import { holderTexts, spokenLanguage } from "../texts/holder-texts.ts";
import type { PaperTicket } from "./paper-ticket.ts";
import { createPaper, endPaper } from "./pdf-document.ts";
import { drawTicketPage, margin } from "./ticket-page.ts";
import { drawSheets } from "./ticket-sheets.ts";

export type PaperLayout = "pages" | "sheets";

/**
 * Renders tickets as a tagged PDF of A4 pages: a page for each, or sheets of eight to cut out, with pages for those
 * whose texts are too long for it. Its metadata names no offer and no provider.
 */
export async function ticketsPdf(
  tickets: readonly PaperTicket[],
  { layout, ...options }: { language: Language; brandName: string; at: Date; layout?: PaperLayout },
): Promise<Buffer> {
  const { language } = options;
  const { oneTicket, yourTickets } = holderTexts(language);
  const title = tickets.length === 1 ? oneTicket : yourTickets;
  const paper = createPaper({ ...options, title, lang: spokenLanguage(language), margin });
  const alone = layout === "sheets" ? drawSheets(paper, tickets) : tickets;
  for (const ticket of alone) drawTicketPage(paper, ticket);
  return endPaper(paper);
}

import { ticketNumberText } from "../../domain/passes/ticket-number.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { drawCode } from "./code-figure.ts";
import { drawOwnCode } from "./own-code-pdf.ts";
import { codeAlt, contactOf, rowsOf, type PaperTicket } from "./paper-ticket.ts";
import { decorate, heightOf, sectionOf, write, type Paper } from "./pdf-document.ts";

/** Points. */
const width = 595.28;
export const margin = 42;
const inner = width - 2 * margin;
const heroHeight = 120;
const codeSize = 180;
const grey = "#3b424e";

/**
 * Draws a ticket on an A4 page of its own. The title and the code come first; what follows flows below them,
 * onto further pages where it is long, so that nothing runs over the code.
 */
export function drawTicketPage(whole: Paper, ticket: PaperTicket): void {
  const paper = sectionOf(whole);
  const { document, language } = paper;
  const full = { x: margin, width: inner };
  document.addPage();
  drawHead(paper, ticket);
  write(paper, "H1", ticket.title, { ...full, size: 24, weight: "semibold" });
  const top = document.y + 14;
  const page = document.page;
  const column = ticket.ownCodes
    ? full
    : { x: margin + codeSize + 22, width: inner - codeSize - 22 };
  const bottom = drawCodePart(paper, ticket, top);
  document.y = ticket.ownCodes ? bottom + 14 : top + 8;
  for (const [label, lines] of rowsOf(ticket, language)) {
    write(paper, "P", label, { ...column, size: 9.5, color: grey });
    write(paper, "P", lines.join("\n"), { ...column, size: 12, weight: "semibold" });
    document.y += 7;
  }
  if (document.page === page) document.y = Math.max(document.y, bottom);
  document.y += 14;
  if (ticket.description) write(paper, "P", ticket.description, { ...full, size: 11 });
  const contact = contactOf(ticket, language);
  const notes = ticket.notes.map(({ label, text }) => [label, text] as const);
  for (const [label, text] of contact ? [...notes, contact] : notes) {
    document.y += 8;
    write(paper, "H2", label, { ...full, size: 9.5, weight: "semibold", color: grey });
    write(paper, "P", text, { ...full, size: 9.5, color: grey });
  }
}

/** The template's colours with the logo and the provider's name, and its picture below. */
function drawHead(paper: Paper, { provider, colors, hero, logo }: PaperTicket): void {
  const { document } = paper;
  const logoWidth = logo ? 130 : 0;
  const name = { x: margin, width: inner - logoWidth, size: 15, weight: "semibold" } as const;
  const nameHeight = heightOf(paper, provider, name);
  const height = Math.max(62, nameHeight + 28);
  decorate(paper, () => {
    document.rect(0, 0, width, height).fill(colors.background);
    if (logo) {
      const fit: [number, number] = [logoWidth, 34];
      const place = { fit, align: "right", valign: "center" } as const;
      document.image(Buffer.from(logo), width - margin - logoWidth, (height - 34) / 2, place);
    }
    if (hero) {
      document.save().rect(0, height, width, heroHeight).clip();
      const cover: [number, number] = [width, heroHeight];
      document.image(Buffer.from(hero), 0, height, { cover, align: "center", valign: "center" });
      document.restore();
    }
  });
  const y = (height - nameHeight) / 2;
  write(paper, "P", provider, { ...name, y, color: colors.foreground });
  document.y = height + (hero ? heroHeight : 0) + 18;
}

/** Draws the code and what stands under it, and returns the lower edge. */
function drawCodePart(paper: Paper, ticket: PaperTicket, y: number): number {
  const { document, language } = paper;
  const texts = holderTexts(language);
  const alt = codeAlt(ticket, language);
  if (ticket.ownCodes) {
    const area = { x: margin, y, width: inner, height: 200 };
    drawOwnCode(paper, { ...ticket, ownCodes: ticket.ownCodes }, { alt, area });
    return document.y;
  }
  const column = { x: margin, width: codeSize, align: "center" } as const;
  const area = { ...column, y, height: codeSize };
  document.y = drawCode(paper, { symbology: "qr", text: ticket.barcode, alt }, area);
  const number = `${texts.ticketNumber} ${ticketNumberText(ticket.ticketNumber)}`;
  write(paper, "P", number, { ...column, size: 10, weight: "semibold" });
  write(paper, "P", texts.showAtEntrance, { ...column, size: 9.5, color: grey });
  return document.y;
}

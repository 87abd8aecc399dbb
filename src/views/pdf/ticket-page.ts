import type { Language } from "../../domain/language.ts";
import { ticketNumberText } from "../../domain/passes/ticket-number.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { drawCode } from "./code-figure.ts";
import { drawOwnCode } from "./own-code-pdf.ts";
import { codeAlt, contactOf, rowsOf, type PaperTicket } from "./paper-ticket.ts";
import { blockHeight, writeBlocks, type Block } from "./page-blocks.ts";
import { decorate, heightOf, sectionOf, write, type Paper } from "./pdf-document.ts";

/** Points. */
const width = 595.28;
export const margin = 42;
const inner = width - 2 * margin;
/** Of the picture, which gives way where the texts would else need a second page for a few lines. */
const [heroHeight, leastHero] = [120, 56];
const codeSize = 180;
const grey = "#3b424e";
const [titleStyle, labelStyle, ruleStyle] = [
  { size: 24, weight: "semibold" },
  { size: 9.5, color: grey },
  { size: 12, weight: "semibold" },
] as const;

/**
 * Draws a ticket on an A4 page of its own. The title and the code come first; what follows flows below them,
 * onto further pages where it is long, so that nothing runs over the code.
 */
export function drawTicketPage(whole: Paper, ticket: PaperTicket): void {
  const paper = sectionOf(whole);
  const { document, language } = paper;
  const full = { x: margin, width: inner };
  const blocks = blocksOf(ticket, language);
  document.addPage();
  drawHead(paper, ticket, heroOf(paper, ticket, blocks));
  write(paper, "H1", ticket.title, { ...full, ...titleStyle });
  const top = document.y + 14;
  const page = document.page;
  const column = ticket.ownCodes ? full : besideCode;
  const bottom = drawCodePart(paper, ticket, top);
  document.y = ticket.ownCodes ? bottom + 14 : top + 8;
  for (const [label, lines] of rowsOf(ticket, language)) {
    write(paper, "P", label, { ...column, ...labelStyle });
    write(paper, "P", lines.join("\n"), { ...column, ...ruleStyle });
    document.y += 7;
  }
  if (document.page === page) document.y = Math.max(document.y, bottom);
  document.y += 14;
  writeBlocks(paper, blocks, full);
}

/** The column beside the code, for the rules. */
const besideCode = { x: margin + codeSize + 22, width: inner - codeSize - 22 };

/** What follows rules and code. The contact stands last, beside the end of what is before it. */
function blocksOf(ticket: PaperTicket, language: Language): Block[] {
  const contact = contactOf(ticket, language);
  const notes = ticket.notes.map(({ label, text }) => [label, text] as const);
  const small = { size: 9.5, color: grey };
  return [
    ...(ticket.description ? [{ text: ticket.description, style: { size: 11 } }] : []),
    ...(contact ? [...notes, contact] : notes).map(([heading, text]) => ({
      ...{ heading, text, style: small },
    })),
  ];
}

/** Height of the picture: as much less than usual as lets the ticket stand on one page, if that is not too little. */
function heroOf(paper: Paper, ticket: PaperTicket, blocks: readonly Block[]): number {
  if (!ticket.hero) return 0;
  if (ticket.ownCodes) return heroHeight;
  const { page } = paper.document;
  const rows = rowsOf(ticket, paper.language).reduce(
    (sum, [label, lines]) =>
      sum +
      heightOf(paper, label, { ...besideCode, ...labelStyle }) +
      heightOf(paper, lines.join("\n"), { ...besideCode, ...ruleStyle }) +
      7,
    8,
  );
  const under = blocks.reduce((sum, block) => sum + blockHeight(paper, block, inner), 14);
  const title = heightOf(paper, ticket.title, { width: inner, ...titleStyle });
  const needed =
    bandHeight(paper, ticket) + 18 + title + 14 + Math.max(rows, codeSize + 40) + under;
  const left = page.height - page.margins.bottom - needed;
  return left < leastHero ? heroHeight : Math.min(heroHeight, left);
}

const nameStyle = ({ logo }: PaperTicket) =>
  ({ width: inner - (logo ? logoWidth : 0), size: 15, weight: "semibold" }) as const;
const logoWidth = 130;
const bandHeight = (paper: Paper, ticket: PaperTicket) =>
  Math.max(62, heightOf(paper, ticket.provider, nameStyle(ticket)) + 28);

/** The template's colours with the logo and the provider's name, and its picture below. */
function drawHead(paper: Paper, ticket: PaperTicket, heroHeight: number): void {
  const { document } = paper;
  const { provider, colors, hero, logo } = ticket;
  const name = nameStyle(ticket);
  const height = bandHeight(paper, ticket);
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
  const y = (height - heightOf(paper, provider, name)) / 2;
  write(paper, "P", provider, { ...name, x: margin, y, color: colors.foreground });
  document.y = height + heroHeight + 18;
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

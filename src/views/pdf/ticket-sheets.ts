import { ticketNumberText } from "../../domain/passes/ticket-number.ts";
import type { Texts } from "../../domain/language.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { drawCode } from "./code-figure.ts";
import { codeAlt, contactOf, rowsOf, type PaperTicket } from "./paper-ticket.ts";
import { decorate, heightOf, sectionOf, write, type Paper } from "./pdf-document.ts";

/** Points: A4 in two columns and four rows. */
const [width, height] = [595.28 / 2, 841.89 / 4];
/** More than printers leave white at the edge. */
const edge = 18;
const codeSize = 114;
const column = width - 2 * edge - codeSize - 6;
const perSheet = 8;
/** Parts of the full size of letters that a card's texts may have. */
const scales = [1, 0.9, 0.8, 0.7];

type Line = [role: string, text: string | Texts, size: number, weight?: "semibold"];
interface Card {
  ticket: PaperTicket;
  lines: Line[];
  scale: number;
}

/** Draws tickets as cards, eight to an A4 sheet, with lines to cut along. Returns those that need a page of their own. */
export function drawSheets(paper: Paper, tickets: readonly PaperTicket[]): PaperTicket[] {
  const cards = tickets.map((ticket) => cardOf(paper, ticket));
  const fitting = cards.filter((card) => card !== undefined);
  fitting.forEach((card, index) => {
    if (index % perSheet === 0) startSheet(paper);
    const place = index % perSheet;
    drawCard(paper, card, { x: (place % 2) * width, y: Math.floor(place / 2) * height });
  });
  return tickets.filter((_, index) => cards[index] === undefined);
}

/** The largest letters in which all texts stand on a card; undefined where none does, and for own codes. */
function cardOf(paper: Paper, ticket: PaperTicket): Card | undefined {
  if (ticket.ownCodes) return undefined;
  const { language } = paper;
  const contact = contactOf(ticket, language);
  const lines: Line[] = [
    ["P", ticket.provider, 8.5, "semibold"],
    ["H1", ticket.title, 13, "semibold"],
    ...rowsOf(ticket, language).map(([label, rows]): Line => [
      "P",
      `${label}: ${rows.join("\n")}`,
      9,
    ]),
    ...(ticket.description ? [["P", ticket.description, 8.5] satisfies Line] : []),
    ...(contact ? [["P", contact[1].replaceAll("\n", ", "), 8] satisfies Line] : []),
  ];
  const heightAt = (scale: number) =>
    lines.reduce(
      (sum, [, text, size, weight]) =>
        sum +
        3 * scale +
        heightOf(paper, text, { width: column, size: size * scale, ...(weight && { weight }) }),
      0,
    );
  const scale = scales.find((each) => heightAt(each) <= height - 2 * edge - 12);
  return scale === undefined ? undefined : { ticket, lines, scale };
}

function startSheet(paper: Paper): void {
  const { document } = paper;
  document.addPage({ size: "A4", margin: 0 });
  decorate(paper, () => {
    document.moveTo(width, 0).lineTo(width, 4 * height);
    for (const row of [1, 2, 3]) document.moveTo(0, row * height).lineTo(2 * width, row * height);
    document.lineWidth(0.5).dash(4, { space: 4 }).stroke("#8a919e").undash();
  });
}

function drawCard(
  whole: Paper,
  { ticket, lines, scale }: Card,
  at: { x: number; y: number },
): void {
  const paper = sectionOf(whole);
  const { document, language } = paper;
  const [x, y] = [at.x + edge, at.y + edge];
  decorate(paper, () => document.rect(x, y, width - 2 * edge, 6).fill(ticket.colors.background));
  document.y = y + 12;
  for (const [role, text, size, weight] of lines) {
    write(paper, role, text, { x, width: column, size: size * scale, ...(weight && { weight }) });
    document.y += 3 * scale;
  }
  const area = { x: x + column + 6, y: y + 6, width: codeSize, height: codeSize };
  const alt = codeAlt(ticket, language);
  document.y = drawCode(paper, { symbology: "qr", text: ticket.barcode, alt }, area);
  const under = {
    x: area.x,
    width: codeSize,
    size: 9,
    weight: "semibold",
    align: "center",
  } as const;
  write(paper, "P", holderTexts(language).ticketNumber, under);
  write(paper, "P", ticketNumberText(ticket.ticketNumber), under);
}

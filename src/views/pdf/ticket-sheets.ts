import type { TicketNote } from "../../domain/templates/template.ts";
import { ticketNumberText } from "../../domain/passes/ticket-number.ts";
import { textIn, type Language, type Texts } from "../../domain/language.ts";
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
/** Height of the band, and with a logo in it. */
const [plainBand, logoBand] = [6, 20];
/** Font sizes to try for a card's texts, as fractions of the full size. */
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

const bandOf = ({ logo }: PaperTicket) => (logo ? logoBand : plainBand);

/** A card's texts; of the ticket's terms the whole, or the first sentence of each. */
function linesOf(ticket: PaperTicket, language: Language, terms: (text: string) => string): Line[] {
  const contact = contactOf(ticket, language);
  return [
    ["P", ticket.provider, 8.5, "semibold"],
    ["H1", ticket.title, 13, "semibold"],
    ...rowsOf(ticket, language).map(([label, rows]): Line => [
      "P",
      `${label}: ${rows.join("\n")}`,
      9,
    ]),
    ...(ticket.description ? [["P", ticket.description, 8.5] satisfies Line] : []),
    ...ticket.notes.map((note): Line => ["P", noteTexts(note, terms), 8]),
    ...(contact ? [["P", contact[1].replaceAll("\n", ", "), 8] satisfies Line] : []),
  ];
}

/** In each of the languages that the text has, so that readers are told which is shown. */
const noteTexts = ({ label, text }: TicketNote, terms: (text: string) => string): Texts => ({
  ...text,
  ...Object.fromEntries(
    (Object.keys(text) as Language[]).map((language) => [
      language,
      `${textIn(label, language)}: ${terms(textIn(text, language))}`,
    ]),
  ),
});

const firstSentence = (text: string) => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;

/**
 * The largest letters in which all texts stand on a card, with the terms whole where they do; undefined where none does,
 * and for own codes.
 */
function cardOf(paper: Paper, ticket: PaperTicket): Card | undefined {
  if (ticket.ownCodes) return undefined;
  const { language } = paper;
  const room = height - 2 * edge - bandOf(ticket) - 6;
  const heightAt = (lines: readonly Line[], scale: number) =>
    lines.reduce(
      (sum, [, text, size, weight]) =>
        sum +
        3 * scale +
        heightOf(paper, text, { width: column, size: size * scale, ...(weight && { weight }) }),
      0,
    );
  for (const terms of [(text: string) => text, firstSentence]) {
    const lines = linesOf(ticket, language, terms);
    const scale = scales.find((each) => heightAt(lines, each) <= room);
    if (scale !== undefined) return { ticket, lines, scale };
  }
  return undefined;
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
  const [inner, band] = [width - 2 * edge, bandOf(ticket)];
  decorate(paper, () => {
    document.rect(x, y, inner, band).fill(ticket.colors.background);
    if (!ticket.logo) return;
    const fit: [number, number] = [inner - 12, band - 6];
    document.image(Buffer.from(ticket.logo), x + 6, y + 3, { fit, valign: "center" });
  });
  document.y = y + band + 6;
  for (const [role, text, size, weight] of lines) {
    write(paper, role, text, { x, width: column, size: size * scale, ...(weight && { weight }) });
    document.y += 3 * scale;
  }
  const area = { x: x + column + 6, y: y + band, width: codeSize, height: codeSize };
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

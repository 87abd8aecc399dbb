import { create } from "qrcode";
import type { OwnCodes } from "../../domain/codes/own-codes.ts";
import { textIn, type Language, type Texts } from "../../domain/language.ts";
import type { Place } from "../../domain/offers/offer.ts";
import { ticketNumberText } from "../../domain/passes/ticket-number.ts";
import type { TemplateColors } from "../../domain/templates/template.ts";
import { ticketTerms, type HeldTerms } from "../ui/ticket-terms.ts";
import { holderTexts, spokenLanguage } from "../texts/holder-texts.ts";
import { drawOwnCode } from "./own-code-pdf.ts";
import { createPdf, endPdf, tagged, type Pdf } from "./pdf-document.ts";

export interface PaperTicket extends HeldTerms {
  ticketNumber: string | null;
  title: Texts;
  description?: Texts | undefined;
  provider: string;
  place?: Place | undefined;
  colors: TemplateColors;
  barcode: string;
  /** Under the barcode or in its place, where the code is the provider's own. */
  barcodeText?: string | undefined;
  ownCodes?: OwnCodes | undefined;
  /** PNG of 1032 × 336 pixels. */
  hero?: Uint8Array | undefined;
}

const [width, height] = [419.53, 595.28]; // A5, points
const margin = 34;
const inner = width - 2 * margin;
const heroHeight = 126;
const top = 46;
const column = inner / 2;
/** The coloured ground: as high as its texts need, so that none stands white on white. */
const face = { least: 352, most: 400 };
const qrSize = 166;
const foot = 62;

/** Renders tickets as a tagged PDF, one A5 page each. Its metadata names no offer and no provider. */
export async function ticketsPdf(
  tickets: readonly PaperTicket[],
  { language, brandName, at }: { language: Language; brandName: string; at: Date },
): Promise<Buffer> {
  const title = holderTexts(language).yourTickets;
  const lang = spokenLanguage(language);
  const document = createPdf({ size: "A5", title, lang, brandName, at });
  for (const ticket of tickets) drawTicket(document, ticket, language);
  return endPdf(document);
}

function drawTicket(document: Pdf, ticket: PaperTicket, language: Language): void {
  const texts = holderTexts(language);
  const { background, foreground, label } = ticket.colors;
  const title = textIn(ticket.title, language);
  document.addPage();
  const rows = ticketTerms(ticket, language);
  if (ticket.place) rows.push([texts.where, [ticket.place.name, ticket.place.address]]);
  const needed = top + 14 + titleHeight(document, title) + 8 + rowsHeight(document, rows) + 12;
  const hero = needed + heroHeight <= face.most ? ticket.hero : undefined;
  const faceHeight = Math.max(face.least, needed + (hero ? heroHeight : 0));

  document.markContent("Artifact", { type: "Layout" });
  document.rect(0, 0, width, faceHeight).fill(background);
  if (hero) {
    const cover = { cover: [width, heroHeight], align: "center", valign: "center" } as const;
    document.save().rect(0, top, width, heroHeight).clip();
    document.image(Buffer.from(hero), 0, top, { ...cover, cover: [...cover.cover] }).restore();
  }
  document.endMarkedContent();

  tagged(document, "P", () => {
    document.font("semibold").fontSize(13).fillColor(foreground);
    document.text(ticket.provider, margin, 15, { width: inner, height: 18, ellipsis: true });
  });
  let y = top + (hero ? heroHeight : 0) + 14;
  tagged(document, "H1", () => {
    document.font("semibold").fontSize(21).fillColor(foreground);
    document.text(title, margin, y, { width: inner, height: 54, ellipsis: true });
  });
  y = document.y + 8;

  let rowTop = y;
  let rowBottom = y;
  rows.forEach(([term, lines], index) => {
    if (index % 2 === 0) rowTop = rowBottom + (index === 0 ? 0 : 8);
    const x = margin + (index % 2) * column;
    tagged(document, "P", () => {
      document.font("regular").fontSize(9).fillColor(label);
      document.text(term, x, rowTop, { width: column - 10 });
      document.font("semibold").fontSize(11).fillColor(foreground);
      document.text(lines.join("\n"), x, document.y, { width: column - 10 });
    });
    rowBottom = Math.max(rowBottom, document.y);
  });

  const room = height - foot - (faceHeight + 18);
  if (ticket.ownCodes) {
    const area = { x: margin, y: faceHeight + 14, width: inner, height: room };
    drawOwnCode(document, { ...ticket, ownCodes: ticket.ownCodes }, { language, area });
    return;
  }
  drawQr(document, ticket.barcode, texts.codeFor(title), faceHeight + 18, Math.min(qrSize, room));
  tagged(document, "P", () => {
    document.font("regular").fontSize(9).fillColor("#3b424e");
    document.text(texts.showAtEntrance, margin, height - 50, { width: inner, align: "center" });
    document.text(
      `${texts.ticketNumber} ${ticketNumberText(ticket.ticketNumber)}`,
      margin,
      document.y,
      {
        width: inner,
        align: "center",
      },
    );
  });
}

function titleHeight(document: Pdf, title: string): number {
  document.font("semibold").fontSize(21);
  return Math.min(54, document.heightOfString(title, { width: inner }));
}

/** The height of the rows in two columns, as they are drawn. */
function rowsHeight(document: Pdf, rows: [label: string, lines: string[]][]): number {
  const cells = rows.map(([term, lines]) => {
    const label = document.font("regular").fontSize(9);
    const above = label.heightOfString(term, { width: column - 10 });
    const value = document.font("semibold").fontSize(11);
    return above + value.heightOfString(lines.join("\n"), { width: column - 10 });
  });
  const pairs = cells.filter((_, index) => index % 2 === 0);
  return pairs.reduce((sum, cell, n) => sum + 8 + Math.max(cell, cells[2 * n + 1] ?? 0), -8);
}

function drawQr(document: Pdf, text: string, alt: string, y: number, size: number): void {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const unit = size / modules.size;
  const x = (width - size) / 2;
  tagged(
    document,
    "Figure",
    () => {
      // One rectangle for each run of dark modules: a fifth of the shapes, and no hairlines in a run.
      for (let row = 0; row < modules.size; row++) {
        let start = 0;
        for (let column = 0; column <= modules.size; column++) {
          const dark = column < modules.size && modules.get(row, column) !== 0;
          if (dark) continue;
          const length = column - start;
          if (length > 0)
            document.rect(x + start * unit, y + row * unit, length * unit, unit + 0.05);
          start = column + 1;
        }
      }
      document.fill("#000");
    },
    alt,
  );
}

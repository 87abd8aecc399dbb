import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import { fontPath } from "../ui/assets.ts";

export type Pdf = InstanceType<typeof PDFDocument>;

interface PdfOptions {
  size: "A4" | "A5";
  title: string;
  lang: string;
  brandName: string;
  at: Date;
}

/** Creates a tagged PDF document without pages, with the fonts "regular" and "semibold". */
export function createPdf({ size, title, lang, brandName, at }: PdfOptions): Pdf {
  const document = new PDFDocument({
    size,
    margin: 0,
    autoFirstPage: false,
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang,
    info: { Title: title, Creator: brandName, Producer: brandName, CreationDate: at },
  });
  for (const weight of ["regular", "semibold"] as const) {
    document.registerFont(weight, fontPath(weight));
  }
  return document;
}

/** Draws an element of the PDF's structure tree, which screen readers follow. */
export function tagged(document: Pdf, role: string, draw: () => void, alt?: string): void {
  document.addStructure(document.struct(role, alt === undefined ? {} : { alt }, draw));
}

/** Ends the document and returns the file. */
export async function endPdf(document: Pdf): Promise<Buffer> {
  document.end();
  return buffer(document);
}

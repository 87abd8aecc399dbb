import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import type { Language, Texts } from "../../domain/language.ts";
import { fontPath } from "../ui/assets.ts";
import { drawable, type Weight } from "../ui/drawn-font.ts";

type Pdf = InstanceType<typeof PDFDocument>;

/** A PDF that is being drawn. */
export interface Paper {
  document: Pdf;
  /** Element of the structure tree, which screen readers follow, that takes what is drawn. */
  parent: ReturnType<Pdf["struct"]>;
  language: Language;
  /** Language of the file's own words. */
  lang: Language;
}

interface PaperOptions {
  title: string;
  language: Language;
  lang: Language;
  brandName: string;
  at: Date;
  /** In points. Text that passes the lower margin continues on the next page. */
  margin: number;
}

/** Creates a tagged PDF of A4 pages, without any yet, with the fonts "regular" and "semibold". */
export function createPaper({ title, language, lang, brandName, at, margin }: PaperOptions): Paper {
  const document = new PDFDocument({
    size: "A4",
    margin,
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
  const parent = document.struct("Document");
  document.addStructure(parent);
  return { document, parent, language, lang };
}

/** Creates a section of the structure tree. */
export function sectionOf(paper: Paper): Paper {
  const parent = paper.document.struct("Sect");
  paper.parent.add(parent);
  return { ...paper, parent };
}

/** Draws an element of the structure tree. */
export function tagged(
  { document, parent }: Paper,
  role: string,
  draw: () => void,
  options: { alt?: string; lang?: string } = {},
): void {
  parent.add(document.struct(role, options, draw));
}

/** Draws what screen readers pass over. */
export function decorate({ document }: Paper, draw: () => void): void {
  document.markContent("Artifact", { type: "Layout" });
  draw();
  document.endMarkedContent();
}

export interface TextStyle {
  x: number;
  width: number;
  /** Top of the first line; unset: below what was written last. */
  y?: number;
  size: number;
  weight?: Weight;
  color?: string;
  align?: "left" | "center";
}

const dark = "#16181d";

const begin = (
  { document }: Paper,
  { weight = "regular", size }: Pick<TextStyle, "weight" | "size">,
) => document.font(weight).fontSize(size);

/** A text in the paper's language, or in Bokmål, without what cannot be drawn. */
const wordsOf = ({ language }: Paper, text: string | Texts) =>
  drawable(typeof text === "string" ? text : (text[language] ?? text.nb));

/** Writes a paragraph, and tells screen readers its language where it is another than the file's. */
export function write(paper: Paper, role: string, text: string | Texts, style: TextStyle): void {
  const words = wordsOf(paper, text);
  if (words === "") return;
  const { x, y = paper.document.y, width, color = dark, align = "left" } = style;
  const spoken =
    typeof text === "string" ? paper.lang : text[paper.language] ? paper.language : "nb";
  const draw = () => begin(paper, style).fillColor(color).text(words, x, y, { width, align });
  tagged(paper, role, draw, spoken === paper.lang ? {} : { lang: spoken });
}

/** Height of a paragraph in points, as `write` draws it. */
export function heightOf(
  paper: Paper,
  text: string | Texts,
  style: Pick<TextStyle, "weight" | "size" | "width">,
): number {
  const words = wordsOf(paper, text);
  return words === "" ? 0 : begin(paper, style).heightOfString(words, { width: style.width });
}

/** Ends the document and returns the file. */
export async function endPaper({ document, parent }: Paper): Promise<Buffer> {
  parent.end();
  document.end();
  return buffer(document);
}

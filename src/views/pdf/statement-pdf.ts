import { formatDate } from "../../domain/date-text.ts";
import type { Settlement } from "../../db/statistics/statistics.ts";
import { statementNumber } from "../../domain/statistics/statement-number.ts";
import { formatMoney, formatMonth } from "../ui/format.ts";
import { numbersTexts, type NumbersTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { settlementTexts } from "../texts/settlement-texts.ts";
import { createPaper, endPaper } from "./pdf-document.ts";
import { margin, Pen, right } from "./pen.ts";

/** A settlement statement: the lines of the month, and corrections of earlier months. */
export interface Statement {
  provider: { name: string; organisationNumber: string };
  month: string;
  statedAt: Date | null;
  items: (Settlement & { usedIn: string })[];
  corrections: (Settlement & { usedIn: string })[];
  refundOre: number;
  payers: { name: string; refundOre: number; reference: string; dueOn: string | null }[];
}

/** Its table's columns, in points. */
const columns = { ends: [352, 444, right], cellWidth: 90, firstWidth: 236, size: 11 };

/** Renders a month's settlement statement as a tagged PDF of A4 pages. */
export async function statementPdf(
  statement: Statement,
  { language, brandName, at }: { language: StaffLanguage; brandName: string; at: Date },
): Promise<Buffer> {
  const texts = numbersTexts(language);
  const paying = settlementTexts(language);
  const title = texts.statement(formatMonth(statement.month));
  const paper = createPaper({ title, language, lang: language, brandName, at, margin });
  paper.document.addPage();
  const pen = new Pen(paper);
  pen.text("H1", title, { size: 22, font: "semibold", after: 10 });
  pen.text("P", statement.provider.name, { size: 13, font: "semibold", after: 2 });
  const { organisationNumber } = statement.provider;
  const facts = [
    `${texts.organisationNumber}: ${organisationNumber}`,
    `${texts.number}: ${statementNumber(statement.month, organisationNumber)}`,
    statement.statedAt
      ? `${texts.statedAt}: ${formatDate(statement.statedAt, language)}`
      : texts.preliminaryStatement,
  ];
  for (const fact of facts) pen.text("P", fact, { size: 11, after: 1 });
  pen.gap(20);

  const cells = cellsIn(texts);
  const head = [texts.offer, texts.admissions, texts.each, texts.sum];
  if (statement.items.length === 0) pen.text("P", texts.nothingToPay, { size: 11, after: 8 });
  else pen.table(head, statement.items.map(cells), columns);
  if (statement.corrections.length > 0) {
    pen.gap(18);
    pen.text("H2", texts.corrections, { size: 14, font: "semibold", after: 8 });
    const named = statement.corrections.map((line) => ({
      ...line,
      title: `${line.title}, ${formatMonth(line.usedIn)}`,
    }));
    pen.table(head, named.map(cells), columns);
  }
  pen.gap(14);
  pen.total(texts.total, formatMoney(statement.refundOre));
  if (statement.payers.length > 0) {
    pen.gap(36);
    pen.text("H2", paying.payers, { size: 14, font: "semibold", after: 8 });
  }
  for (const { name, refundOre, reference, dueOn } of statement.payers) {
    const due = dueOn === null ? [] : [`${paying.due} ${formatDate(noonOf(dueOn), language)}`];
    const facts = [
      `${name}: ${formatMoney(refundOre)}`,
      `${paying.reference} ${reference}`,
      ...due,
    ];
    pen.text("P", facts.join(". "), { size: 11, after: 2 });
  }
  return endPaper(paper);
}

const noonOf = (day: string) => new Date(`${day}T12:00:00Z`);

const cellsIn =
  ({ forShownCodes }: NumbersTexts) =>
  ({ title, admissions, codesShown, refundPerAdmissionOre, refundOre }: Settlement): string[] => [
    codesShown === 0 ? title : forShownCodes(title),
    String(codesShown === 0 ? admissions : codesShown),
    formatMoney(refundPerAdmissionOre),
    formatMoney(refundOre),
  ];

import { formatDate } from "../../domain/date-text.ts";
import type { Settlement } from "../../db/statistics/statistics.ts";
import { formatAccountNumber } from "../../domain/providers/account-number.ts";
import { isCut } from "../../domain/statistics/settlement-line.ts";
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
  vatPercent: number;
  netOre: number;
  vatOre: number;
  payers: {
    name: string;
    refundOre: number;
    netOre: number;
    vatOre: number;
    accountNumber: string | null;
    reference: string;
    dueOn: string | null;
  }[];
}

/** Its table's columns, in points. */
const columns = { ends: [318, 428, right], cellWidth: 105, firstWidth: 216, size: 11 };

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
  const head = [texts.offer, texts.admissions, texts.rate, texts.sum];
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
  pen.createRoom(110);
  pen.gap(14);
  pen.total(texts.total, formatMoney(statement.refundOre));
  pen.gap(26);
  for (const fact of [...taxFacts(statement, texts), ...accountFact(statement, texts)]) {
    pen.text("P", fact, { size: 11, after: 2 });
  }
  if (statement.payers.length > 0) {
    pen.gap(20);
    pen.text("H2", paying.payers, { size: 14, font: "semibold", after: 8 });
  }
  for (const payer of statement.payers) {
    const { name, refundOre, reference, dueOn } = payer;
    const due = dueOn === null ? [] : [`${paying.due} ${formatDate(noonOf(dueOn), language)}`];
    const facts = [
      `${name}: ${formatMoney(refundOre)}`,
      ...(statement.payers.length > 1 && statement.vatPercent > 0
        ? taxFacts({ ...statement, ...payer }, texts)
        : []),
      ...(accountOf(statement.payers) === undefined ? [accountText(payer, texts)] : []),
      `${paying.reference} ${reference}`,
      ...due,
    ];
    pen.text("P", facts.map((fact) => fact.replace(/\.$/, "")).join(". "), { size: 11, after: 4 });
  }
  return endPaper(paper);
}

const noonOf = (day: string) => new Date(`${day}T12:00:00Z`);

/** What the sum contains of value added tax. */
const taxFacts = (
  { vatPercent, netOre, vatOre }: Pick<Statement, "vatPercent" | "netOre" | "vatOre">,
  { netOf, vatOf, withoutVat }: NumbersTexts,
): string[] =>
  vatPercent === 0
    ? [withoutVat]
    : [`${netOf}: ${formatMoney(netOre)}`, `${vatOf(vatPercent)}: ${formatMoney(vatOre)}`];

type Payers = Statement["payers"];

/** The account to which all pay; undefined where one was attested that is not the others'. */
function accountOf(payers: Payers): Payers[number]["accountNumber"] | undefined {
  const [first, ...others] = new Set(payers.map(({ accountNumber }) => accountNumber));
  return others.length > 0 ? undefined : first;
}

const accountText = (
  { accountNumber }: Pick<Payers[number], "accountNumber">,
  { payTo, noAccountYet }: NumbersTexts,
): string =>
  accountNumber === null ? noAccountYet : `${payTo} ${formatAccountNumber(accountNumber)}`;

/** The account below the total, where there is one for all. */
function accountFact({ payers }: Statement, texts: NumbersTexts): string[] {
  const accountNumber = accountOf(payers);
  return accountNumber === undefined ? [] : [accountText({ accountNumber }, texts)];
}

const cellsIn =
  ({ perUnit, capped }: NumbersTexts) =>
  (line: Settlement): string[] => {
    const { title, units, refundPer, refundPerAdmissionOre, refundOre } = line;
    return [
      title,
      units === null ? "–" : String(units).replace("-", "−"),
      `${formatMoney(refundPerAdmissionOre)}\n${perUnit[refundPer ?? "admission"]}`,
      isCut(line) ? `${formatMoney(refundOre)}\n${capped}` : formatMoney(refundOre),
    ];
  };

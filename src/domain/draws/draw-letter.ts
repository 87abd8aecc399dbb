import { formatDays } from "../date-text.ts";
import { textIn, type Texts } from "../language.ts";
import { drawLetterTexts } from "./draw-letter-texts.ts";
import type {
  DrawList,
  DrawnRow,
  DrawRow,
  DrawRules,
  DrawValues,
  PassedOverReason,
} from "./draw.ts";

type Language = keyof typeof drawLetterTexts;

/**
 * The grounds for the letter to a family, in both languages: criteria, how the row stood, how equals were
 * parted, and how to complain; without criteria, that lots were drawn between all. It has no number of
 * children, since a small one would tell of others, and among siblings no reason of dropping out, which would tell one
 * home what became of another's child.
 */
export function drawLetter(
  title: Texts,
  list: DrawList,
  of: {
    row: DrawRow;
    drawn: DrawnRow;
    result: readonly DrawnRow[];
    passedOver?: readonly PassedOverReason[];
  },
): Record<Language, string> {
  const write = (language: Language) => {
    const texts = drawLetterTexts[language];
    const grounds = list.rules.criteria ? groundsByCriteria : groundsByLot;
    return [
      ...grounds(language, textIn(title, language), { rules: list.rules, ...of }),
      "",
      texts.outcome[of.drawn.outcome],
      ...(of.row.children.length === 1
        ? (of.passedOver ?? []).map((reason) => texts.passedOver[reason])
        : []),
      "",
      texts.complain,
    ].join("\n");
  };
  return { nb: write("nb"), nn: write("nn") };
}

interface Grounds {
  rules: DrawRules;
  row: DrawRow;
  drawn: DrawnRow;
  result: readonly DrawnRow[];
}

function groundsByCriteria(
  language: Language,
  title: string,
  { rules, row, drawn, result }: Grounds,
): string[] {
  const texts = drawLetterTexts[language];
  const { criteria = [], ages } = rules;
  const isParted = new Set(
    result.flatMap(({ group, outcome }) =>
      group === drawn.group && outcome !== "passed_over" ? [outcome === "won"] : [],
    ),
  );
  const years = ages ? `${ages.from}–${ages.to}` : "";
  const standing = (values: DrawValues) =>
    criteria.map((name) => texts.standing[name](values[name] ?? 0, years)).join(", ");
  return [
    texts.opening(title, publishedOn(language, rules) ?? ""),
    ...criteria.map((name, i) => `${i + 1}. ${texts.criteria[name](years)}`),
    "",
    texts.standsSo,
    ...row.children.map((values) => `– ${standing(values)}`),
    ...(row.children.length > 1 ? [texts.siblings] : []),
    texts.group(drawn.group, result.at(-1)?.group ?? 1),
    isParted.size > 1 ? texts.byLot : texts.byCriteria,
  ];
}

function groundsByLot(language: Language, title: string, { rules, row }: Grounds): string[] {
  const texts = drawLetterTexts[language];
  return [
    texts.lottery(title, publishedOn(language, rules)),
    ...(row.children.length > 1 ? [texts.siblingsByLot] : []),
  ];
}

const publishedOn = (language: Language, { publishedOn: day }: DrawRules) =>
  day && formatDays([day, day], language, { year: true });

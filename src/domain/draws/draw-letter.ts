import { formatDays } from "../date-text.ts";
import { textIn, type Texts } from "../language.ts";
import type { DrawCriterion, DrawList, DrawnRow, DrawRow, DrawValues } from "./draw.ts";

interface Wording {
  opening: (title: string, published: string) => string;
  /** What was asked, in the order of the criteria. */
  criteria: Record<DrawCriterion, (ages: string) => string>;
  /** How the child stands by a criterion. */
  standing: Record<DrawCriterion, (value: number, ages: string) => string>;
  standsSo: string;
  siblings: string;
  group: (group: number, groups: number) => string;
  byCriteria: string;
  byLot: string;
  outcome: Record<DrawnRow["outcome"], string>;
  complain: string;
}

const nb: Wording = {
  opening: (title, published) =>
    `Til «${title}» var det færre billetter enn barn. Billettene ble fordelt etter kriterier som kommunen offentliggjorde ${published}, i denne rekkefølgen:`,
  criteria: {
    age: (ages) => `barn på ${ages} år går foran`,
    fewest_tickets: () => "de som har fått færrest billetter de siste tolv månedene, går foran",
    household_without: () =>
      "barn i husstander som ikke har fått billett de siste tolv månedene, går foran",
    waiting_longest: () => "de som har ventet lengst siden forrige billett, går foran",
  },
  standing: {
    age: (value, ages) => (value ? `alderen er ${ages} år` : `alderen er ikke ${ages} år`),
    fewest_tickets: (value) =>
      value === 1
        ? "1 billett de siste tolv månedene"
        : `${value} billetter de siste tolv månedene`,
    household_without: (value) =>
      value ? "husstanden har ikke fått billett" : "husstanden har fått billett",
    waiting_longest: (value) =>
      value === 1
        ? "1 hel måned siden forrige billett"
        : `${value} hele måneder siden forrige billett`,
  },
  standsSo: "Slik stod barnet da listen ble lukket:",
  siblings: "Søsknene får billett sammen, og står der den av dem som kommer først, står.",
  group: (group, groups) =>
    `Det ga gruppe ${group} av ${groups}. De i samme gruppe står helt likt.`,
  byCriteria: "Kriteriene avgjorde. Det ble ikke trukket lodd om denne plassen.",
  byLot:
    "Det var ikke billetter til alle i gruppen, og mellom dem som står likt, ble det trukket lodd. Trekningen ble låst på forhånd og kan etterprøves.",
  outcome: {
    won: "Barnet får billett.",
    no_room: "Barnet får ikke billett denne gangen: det var færre billetter igjen enn søsknene er.",
    waiting: "Barnet får ikke billett denne gangen.",
  },
  complain:
    "Du kan klage til NAV-kontoret innen tre uker etter at du fikk dette brevet. Skriv hva du er uenig i. Kontoret hjelper deg gjerne. Får du medhold, får barnet den neste billetten som blir ledig.",
};

const nn: Wording = {
  opening: (title, published) =>
    `Til «${title}» var det færre billettar enn barn. Billettane blei fordelte etter kriterium som kommunen offentleggjorde ${published}, i denne rekkjefølgja:`,
  criteria: {
    age: (ages) => `barn på ${ages} år går føre`,
    fewest_tickets: () => "dei som har fått færrast billettar dei siste tolv månadene, går føre",
    household_without: () =>
      "barn i husstandar som ikkje har fått billett dei siste tolv månadene, går føre",
    waiting_longest: () => "dei som har venta lengst sidan førre billett, går føre",
  },
  standing: {
    age: (value, ages) => (value ? `alderen er ${ages} år` : `alderen er ikkje ${ages} år`),
    fewest_tickets: (value) =>
      value === 1
        ? "1 billett dei siste tolv månadene"
        : `${value} billettar dei siste tolv månadene`,
    household_without: (value) =>
      value ? "husstanden har ikkje fått billett" : "husstanden har fått billett",
    waiting_longest: (value) =>
      value === 1
        ? "1 heil månad sidan førre billett"
        : `${value} heile månader sidan førre billett`,
  },
  standsSo: "Slik stod barnet då lista blei lukka:",
  siblings: "Syskena får billett saman, og står der den av dei som kjem først, står.",
  group: (group, groups) =>
    `Det gav gruppe ${group} av ${groups}. Dei i same gruppe står heilt likt.`,
  byCriteria: "Kriteria avgjorde. Det blei ikkje trekt lodd om denne plassen.",
  byLot:
    "Det var ikkje billettar til alle i gruppa, og mellom dei som står likt, blei det trekt lodd. Trekninga blei låst på førehand og kan etterprøvast.",
  outcome: {
    won: "Barnet får billett.",
    no_room: "Barnet får ikkje billett denne gongen: det var færre billettar att enn syskena er.",
    waiting: "Barnet får ikkje billett denne gongen.",
  },
  complain:
    "Du kan klage til NAV-kontoret innan tre veker etter at du fekk dette brevet. Skriv kva du er usamd i. Kontoret hjelper deg gjerne. Får du medhald, får barnet den neste billetten som blir ledig.",
};

/**
 * The grounds for the letter to a family, in both languages: criteria, how the row stood, how equals were
 * parted, and how to complain. It has no number of children, since a small one would tell of others.
 */
export function drawLetter(
  title: Texts,
  list: DrawList,
  { row, drawn, result }: { row: DrawRow; drawn: DrawnRow; result: readonly DrawnRow[] },
): Record<"nb" | "nn", string> {
  const isParted = new Set(
    result.flatMap(({ group, outcome }) => (group === drawn.group ? [outcome === "won"] : [])),
  );
  const groups = result.at(-1)?.group ?? 1;
  const { criteria, ages, publishedOn } = list.rules;
  const years = ages ? `${ages.from}–${ages.to}` : "";
  const write = (language: "nb" | "nn") => {
    const wording = { nb, nn }[language];
    const standing = (values: DrawValues) =>
      criteria.map((name) => wording.standing[name](values[name] ?? 0, years)).join(", ");
    return [
      wording.opening(
        textIn(title, language),
        formatDays([publishedOn, publishedOn], language, { year: true }),
      ),
      ...criteria.map((name, i) => `${i + 1}. ${wording.criteria[name](years)}`),
      "",
      wording.standsSo,
      ...row.children.map((values) => `– ${standing(values)}`),
      ...(row.children.length > 1 ? [wording.siblings] : []),
      wording.group(drawn.group, groups),
      isParted.size > 1 ? wording.byLot : wording.byCriteria,
      "",
      wording.outcome[drawn.outcome],
      "",
      wording.complain,
    ].join("\n");
  };
  return { nb: write("nb"), nn: write("nn") };
}

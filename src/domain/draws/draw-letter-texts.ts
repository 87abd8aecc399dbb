import type { DrawCriterion, DrawnRow, PassedOverReason } from "./draw.ts";

/** The words of a letter on a draw, in one language. */
interface LetterTexts {
  opening: (title: string, published: string) => string;
  /** The same where there is no criterion. */
  lottery: (title: string, published: string | undefined) => string;
  /** The questions of the criteria, in their order. */
  criteria: Record<DrawCriterion, (ages: string) => string>;
  /** How the child stands by a criterion. */
  standing: Record<DrawCriterion, (value: number, ages: string) => string>;
  standsSo: string;
  siblings: string;
  siblingsByLot: string;
  group: (group: number, groups: number) => string;
  byCriteria: string;
  byLot: string;
  outcome: Record<DrawnRow["outcome"], string>;
  /** Why the child gets no ticket now, though one came to it. */
  passedOver: Record<PassedOverReason, string>;
  complain: string;
}

const nb: LetterTexts = {
  opening: (title, published) =>
    `Til «${title}» var det færre billetter enn barn. Billettene ble fordelt etter kriterier som kommunen offentliggjorde ${published}, i denne rekkefølgen:`,
  lottery: (title, published) =>
    `Til «${title}» var det færre billetter enn barn. Det ble trukket lodd mellom alle${published ? `, slik kommunen offentliggjorde ${published}` : ""}. Trekningen ble låst på forhånd og kan etterprøves.`,
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
  siblingsByLot: "Søsknene får billett sammen, og hadde ett lodd.",
  group: (group, groups) =>
    `Det ga gruppe ${group} av ${groups}. De i samme gruppe står helt likt.`,
  byCriteria: "Kriteriene avgjorde. Det ble ikke trukket lodd om denne plassen.",
  byLot:
    "Det var ikke billetter til alle i gruppen, og mellom dem som står likt, ble det trukket lodd. Trekningen ble låst på forhånd og kan etterprøves.",
  outcome: {
    won: "Barnet får billett.",
    no_room: "Barnet får ikke billett denne gangen: det var færre billetter igjen enn søsknene er.",
    waiting: "Barnet får ikke billett denne gangen.",
    passed_over: "Barnet ble trukket ut, men kan ikke få billett.",
  },
  passedOver: {
    gone: "Barnet er flyttet fra kommunen, eller står ikke lenger hos NAV der.",
    outside_age: "Barnet er blitt for gammelt, eller er for ungt, for tilbudet.",
    already_allocated: "Billetten er tildelt allerede.",
  },
  complain:
    "Du kan klage til NAV-kontoret innen tre uker etter at du fikk dette brevet. Skriv hva du er uenig i. Kontoret hjelper deg gjerne. Får du medhold, får barnet den neste billetten som blir ledig.",
};

const nn: LetterTexts = {
  opening: (title, published) =>
    `Til «${title}» var det færre billettar enn barn. Billettane blei fordelte etter kriterium som kommunen offentleggjorde ${published}, i denne rekkjefølgja:`,
  lottery: (title, published) =>
    `Til «${title}» var det færre billettar enn barn. Det blei trekt lodd mellom alle${published ? `, slik kommunen offentleggjorde ${published}` : ""}. Trekninga blei låst på førehand og kan etterprøvast.`,
  criteria: {
    age: (ages) => `barn på ${ages} år går føre`,
    fewest_tickets: () => "dei som har fått færrast billettar dei siste tolv månadene, går føre",
    household_without: () =>
      "barn i hushald som ikkje har fått billett dei siste tolv månadene, går føre",
    waiting_longest: () => "dei som har venta lengst sidan førre billett, går føre",
  },
  standing: {
    age: (value, ages) => (value ? `alderen er ${ages} år` : `alderen er ikkje ${ages} år`),
    fewest_tickets: (value) =>
      value === 1
        ? "1 billett dei siste tolv månadene"
        : `${value} billettar dei siste tolv månadene`,
    household_without: (value) =>
      value ? "hushaldet har ikkje fått billett" : "hushaldet har fått billett",
    waiting_longest: (value) =>
      value === 1
        ? "1 heil månad sidan førre billett"
        : `${value} heile månader sidan førre billett`,
  },
  standsSo: "Slik stod barnet då lista blei lukka:",
  siblings: "Syskena får billett saman, og står der den av dei som kjem først, står.",
  siblingsByLot: "Syskena får billett saman, og hadde eitt lodd.",
  group: (group, groups) =>
    `Det gav gruppe ${group} av ${groups}. Dei i same gruppe står heilt likt.`,
  byCriteria: "Kriteria avgjorde. Det blei ikkje trekt lodd om denne plassen.",
  byLot:
    "Det var ikkje billettar til alle i gruppa, og mellom dei som står likt, blei det trekt lodd. Trekninga blei låst på førehand og kan etterprøvast.",
  outcome: {
    won: "Barnet får billett.",
    no_room: "Barnet får ikkje billett denne gongen: det var færre billettar att enn syskena er.",
    waiting: "Barnet får ikkje billett denne gongen.",
    passed_over: "Barnet blei trekt ut, men kan ikkje få billett.",
  },
  passedOver: {
    gone: "Barnet er flytta frå kommunen, eller står ikkje lenger hos NAV der.",
    outside_age: "Barnet er blitt for gammalt, eller er for ungt, for tilbodet.",
    already_allocated: "Billetten er alt tildelt.",
  },
  complain:
    "Du kan klage til NAV-kontoret innan tre veker etter at du fekk dette brevet. Skriv kva du er usamd i. Kontoret hjelper deg gjerne. Får du medhald, får barnet den neste billetten som blir ledig.",
};

/** The texts of the letter on a draw, by language. */
export const drawLetterTexts = { nb, nn };

import type { Holding } from "../../domain/recipients/recipient-filter.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  title: "Vis bare noen",
  ageFrom: "Alder fra",
  ageTo: "Alder til",
  holding: "Har billetter",
  holdings: {
    any: "Alle",
    nothing: "Har ingen",
    under2: "Har færre enn 2",
    under3: "Har færre enn 3",
    chosen: "Har av de valgte tilbudene",
    notChosen: "Har ikke av de valgte tilbudene",
    notFetched: "Har billett som ikke er hentet",
  } satisfies Record<Holding, string>,
  chooseAll: (n: number, found: number) =>
    n < found ? `Velg de ${n} nyeste av ${found}` : `Velg alle ${n}`,
  shown: (n: number, found: number) => `Viser ${n} av ${found}.`,
};

const nn: typeof nb = {
  title: "Vis berre nokre",
  ageFrom: "Alder frå",
  ageTo: "Alder til",
  holding: "Har billettar",
  holdings: {
    any: "Alle",
    nothing: "Har ingen",
    under2: "Har færre enn 2",
    under3: "Har færre enn 3",
    chosen: "Har av dei valde tilboda",
    notChosen: "Har ikkje av dei valde tilboda",
    notFetched: "Har billett som ikkje er henta",
  },
  chooseAll: (n: number, found: number) =>
    n < found ? `Vel dei ${n} nyaste av ${found}` : `Vel alle ${n}`,
  shown: (n: number, found: number) => `Viser ${n} av ${found}.`,
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What the allocate page says of choosing among many recipients. */
export const filterTexts = (language: StaffLanguage) => catalogues[language];

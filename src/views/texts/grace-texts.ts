import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  heading: (time: string) => `Meldingene går ut ${time}`,
  help: "Til da kan du angre. Da blir det ingen billett og ingen melding, og familiene merker ikke noe.",
  undo: "Angre",
  sendNow: "Send nå",
  waiting: (tickets: number) =>
    tickets === 1 ? "1 billett venter." : `${tickets} billetter venter.`,
  waitingCount: "Venter",
  undone: "Tildelingen er angret. Ingen familie har fått vite om den.",
  sent: "Meldingene går ut nå.",
  tooLate: "Det er for sent å angre: meldinger kan være sendt. Du kan trekke billettene tilbake.",
  told: (recipients: number) =>
    recipients === 0
      ? "Ingen har fått melding ennå."
      : recipients === 1
        ? "1 mottaker har fått melding."
        : `${recipients} mottakere har fått melding.`,
  fetched: (tickets: string) => `Hentede billetter: ${tickets}.`,
};

const nn: typeof nb = {
  heading: (time) => `Meldingane går ut ${time}`,
  help: "Til då kan du angre. Då blir det ingen billett og inga melding, og familiane merkar ikkje noko.",
  undo: "Angre",
  sendNow: "Send no",
  waiting: (tickets) => (tickets === 1 ? "1 billett ventar." : `${tickets} billettar ventar.`),
  waitingCount: "Ventar",
  undone: "Tildelinga er angra. Ingen familie har fått vite om ho.",
  sent: "Meldingane går ut no.",
  tooLate: "Det er for seint å angre: meldingar kan vere sende. Du kan trekkje billettane tilbake.",
  told: (recipients) =>
    recipients === 0
      ? "Ingen har fått melding enno."
      : recipients === 1
        ? "1 mottakar har fått melding."
        : `${recipients} mottakarar har fått melding.`,
  fetched: (tickets) => `Henta billettar: ${tickets}.`,
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What NAV's pages say of the time in which an allocation can be undone, and of what happened after it. */
export const graceTexts = (language: StaffLanguage) => catalogues[language];

import type { appleNb } from "./apple-nb.ts";

/** What NAV's page on Apple Wallet says, in Nynorsk. */
export const appleNn: typeof appleNb = {
  appleWallet: "Apple Wallet",
  appleIntro: "For dei som driftar tenesta: slik går det med billettane på iPhone.",
  phoneLogs: "Det telefonane melder",
  phoneLogsIntro: (days) =>
    `Ein iPhone melder frå når ein billett ikkje let seg oppdatere. Her er dei siste ${days} dagane. Kven meldingane kjem frå, blir ikkje lagra.`,
  noPhoneLogs: (days) => `Ingen meldingar dei siste ${days} dagane.`,
  phoneLog: "Melding",
  phoneLogCount: "Tal",
  phoneLogLast: "Sist",
  phoneLogAction: "Gjer dette",
  phoneLogSample: "Slik skriv telefonen",
  phoneLogKinds: {
    authentication: {
      name: "Nøkkelen blei avvist",
      meaning:
        "Telefonen og tenesta er ikkje samde om nøkkelen til ein billett. Det hender med gamle sikkerheitskopiar.",
      action:
        "Ved nokre få: ingenting. Aukar talet, er ein nøkkel truleg teken ut av SECRET_KEYS for tidleg. Set han inn att bakarst.",
    },
    malformed_answer: {
      name: "Svaret blei ikkje forstått",
      meaning: "Tenesta svara feil, eller noko mellom telefonen og tenesta svara i staden.",
      action:
        "Sjå i loggen til tenesta på same tid, og om ein mellomtenar svarar sjølv, til dømes under vedlikehald.",
    },
    unchanged_pass: {
      name: "Billetten var ikkje endra",
      meaning:
        "Telefonen fekk ein billett som var lik den i lommeboka. Det er vanleg etter at ein telefon er starta på nytt.",
      action: "Ingenting, så lenge det er få av dei mot talet på endringar.",
    },
    spurious_push: {
      name: "Varsel utan noko nytt",
      meaning:
        "Telefonen fekk varsel, men alt var henta. Mange slike får telefonen til å slå av oppdateringar.",
      action: "Ved nokre få: ingenting. Aukar talet, er det ein feil i tenesta. Meld han.",
    },
    other: {
      name: "Anna",
      meaning: "Meldingar som tenesta ikkje kjenner att.",
      action: "Les dømet. Kven som helst kan sende ei melding, så stol ikkje på ho åleine.",
    },
  },
};

import type { DeviceLogKind } from "../../domain/apple/device-log.ts";

/** What the page on Apple Wallet says to those who run the service, in Bokmål. */
export const appleNb = {
  appleWallet: "Apple Wallet",
  appleIntro: "For dem som drifter tjenesten: slik går det med billettene på iPhone.",
  phoneLogs: "Det telefonene melder",
  phoneLogsIntro: (days: number) =>
    `En iPhone melder fra når en billett ikke lot seg oppdatere. Her er de siste ${days} dagene. Hvem meldingene kommer fra, lagres ikke.`,
  noPhoneLogs: (days: number) => `Ingen meldinger de siste ${days} dagene.`,
  phoneLog: "Melding",
  phoneLogCount: "Antall",
  phoneLogLast: "Sist",
  phoneLogAction: "Gjør dette",
  phoneLogSample: "Slik skriver telefonen",
  phoneLogKinds: {
    authentication: {
      name: "Nøkkelen ble avvist",
      meaning:
        "Telefonen og tjenesten er ikke enige om nøkkelen til en billett. Det hender med gamle sikkerhetskopier.",
      action:
        "Ved noen få: ingenting. Øker tallet, er en nøkkel trolig tatt ut av SECRET_KEYS for tidlig. Sett den inn igjen bakerst.",
    },
    malformed_answer: {
      name: "Svaret ble ikke forstått",
      meaning: "Tjenesten svarte feil, eller noe mellom telefonen og tjenesten svarte i stedet.",
      action:
        "Se i tjenestens logg på samme tid, og om en mellomtjener svarer selv, for eksempel under vedlikehold.",
    },
    unchanged_pass: {
      name: "Billetten var ikke endret",
      meaning:
        "Telefonen fikk en billett som var lik den i lommeboka. Det er vanlig etter at en telefon er startet på nytt.",
      action: "Ingenting, så lenge det er få av dem mot antallet endringer.",
    },
    spurious_push: {
      name: "Varsel uten noe nytt",
      meaning:
        "Telefonen fikk varsel, men alt var hentet. Mange slike får telefonen til å slå av oppdateringer.",
      action: "Ved noen få: ingenting. Øker tallet, er det en feil i tjenesten. Meld den.",
    },
    other: {
      name: "Annet",
      meaning: "Meldinger som tjenesten ikke kjenner igjen.",
      action: "Les eksempelet. Hvem som helst kan sende en melding, så stol ikke på den alene.",
    },
  } satisfies Record<DeviceLogKind, { name: string; meaning: string; action: string }>,
};

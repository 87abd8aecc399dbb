import type { MailLanguage } from "./provider-user.ts";
import { withAddress, type Mail } from "./provider-mail.ts";

const invitation = {
  nb: {
    subject: (provider: string) => `Invitasjon til ${provider}`,
    greeting: "Hei!",
    what: (provider: string) => `Du er invitert til å ta hånd om billettene til ${provider}.`,
    why: (provider: string, office: string) =>
      `${provider} gir billetter til barn og unge sammen med kulturkontoret i ${office}. Dere bestemmer hvor mange, til hva og når. Barna har billetten på telefonen, og dere leser den i døra.`,
    cost: "Det koster ingenting å være med. Om kommunen betaler for dem som kommer, avtaler dere for hvert tilbud.",
    how: "Åpne siden og skriv inn denne e-postadressen, så får du en lenke å logge inn med. Du trenger ikke passord.",
    ask: (office: string, contact: string | undefined) =>
      `Lurer du på noe, spør kulturkontoret i ${withAddress(office, contact)}. Kjenner du ikke til dette, kan du se bort fra e-posten.`,
  },
  nn: {
    subject: (provider: string) => `Invitasjon til ${provider}`,
    greeting: "Hei!",
    what: (provider: string) => `Du er invitert til å ta hand om billettane til ${provider}.`,
    why: (provider: string, office: string) =>
      `${provider} gir billettar til barn og unge saman med kulturkontoret i ${office}. De bestemmer kor mange, til kva og når. Barna har billetten på telefonen, og de les han i døra.`,
    cost: "Det kostar ingenting å vere med. Om kommunen betaler for dei som kjem, avtaler de for kvart tilbod.",
    how: "Opne sida og skriv inn denne e-postadressa, så får du ei lenkje å logge inn med. Du treng ikkje passord.",
    ask: (office: string, contact: string | undefined) =>
      `Lurer du på noko, spør kulturkontoret i ${withAddress(office, contact)}. Kjenner du ikkje til dette, kan du sjå bort frå e-posten.`,
  },
};

/** The e-mail that invites a person to a provider's pages: with whom and why, what it costs, and whom to ask. */
export function invitationMail({
  provider,
  municipality,
  contact,
  loginUrl,
  language,
}: {
  provider: string;
  /** Name of the municipality whose culture office decides on the provider. */
  municipality: string;
  /** Address of that office, where it has set one. */
  contact: string | undefined;
  loginUrl: string;
  language: MailLanguage;
}): Mail {
  const { subject, greeting, what, why, cost, how, ask } = invitation[language];
  const url = `${loginUrl}?lang=${language}`;
  const parts = [
    what(provider),
    why(provider, municipality),
    cost,
    how,
    url,
    ask(municipality, contact),
  ];
  return { subject: subject(provider), text: [greeting, ...parts].join("\n\n") };
}

import type { MailLanguage } from "./provider-user.ts";

interface Mail {
  subject: string;
  text: string;
}

const invitation = {
  nb: {
    subject: (provider: string) => `Invitasjon til ${provider}`,
    greeting: "Hei!",
    what: (provider: string) => `Du er invitert til å ta hånd om billettene til ${provider}.`,
    how: "Åpne siden og skriv inn denne e-postadressen, så får du en lenke å logge inn med. Du trenger ikke passord.",
  },
  nn: {
    subject: (provider: string) => `Invitasjon til ${provider}`,
    greeting: "Hei!",
    what: (provider: string) => `Du er invitert til å ta hand om billettane til ${provider}.`,
    how: "Opne sida og skriv inn denne e-postadressa, så får du ei lenkje å logge inn med. Du treng ikkje passord.",
  },
};

/** The e-mail that invites a person to a provider's pages. */
export function invitationMail({
  provider,
  loginUrl,
  language,
}: {
  provider: string;
  loginUrl: string;
  language: MailLanguage;
}): Mail {
  const { subject, greeting, what, how } = invitation[language];
  return {
    subject: subject(provider),
    text: [greeting, what(provider), how, `${loginUrl}?lang=${language}`].join("\n\n"),
  };
}

const login = {
  nb: {
    subject: "Lenke for å logge inn",
    how: "Åpne lenken i den samme nettleseren som du ba om den i. Den virker én gang, i 15 minutter.",
    unasked: "Har du ikke bedt om å logge inn, kan du se bort fra denne e-posten.",
  },
  nn: {
    subject: "Lenkje for å logge inn",
    how: "Opne lenkja i den same nettlesaren som du bad om ho i. Ho verkar éin gong, i 15 minutt.",
    unasked: "Har du ikkje bede om å logge inn, kan du sjå bort frå denne e-posten.",
  },
};

/** The e-mail with one-time login links, one for each of the person's providers. */
export function loginMail(
  links: readonly { provider: string; url: string }[],
  language: MailLanguage,
): Mail {
  const { subject, how, unasked } = login[language];
  const lines = links.map(({ provider, url }) => `${provider}:\n${url}`);
  return { subject, text: [how, ...lines, unasked].join("\n\n") };
}

import type { MailLanguage } from "./provider-user.ts";

export interface Mail {
  subject: string;
  text: string;
}

export const withAddress = (office: string, contact: string | undefined) =>
  contact === undefined ? office : `${office}, ${contact}`;

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

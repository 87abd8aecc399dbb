import type { Language } from "../language.ts";
import type { MessageContact } from "./message-contact.ts";
import { isOnePart } from "./plain-typography.ts";

interface Wording {
  sms: (code: string) => string;
  email: (code: string, address: string) => string;
}

const nb: Wording = {
  sms: (code) => `Kode: ${code}`,
  email: (code, address) => `På en annen maskin: skriv koden ${code} på ${address}.`,
};
const nn: Wording = {
  sms: (code) => `Kode: ${code}`,
  email: (code, address) => `På ei anna maskin: skriv koden ${code} på ${address}.`,
};
const en: Wording = {
  sms: (code) => `Code: ${code}`,
  email: (code, address) => `On another device: type the code ${code} at ${address}.`,
};

/** Words of the message by language. South Sámi is not translated yet, and not by machine: it falls back to Bokmål. */
export const codeWordings: Readonly<Record<Language, Wording>> = { nb, nn, en, sma: nb };

/**
 * A message's text with the code that opens the same tickets as its link, to be typed where the link cannot be opened: in
 * an e-mail always, in a text message where it stays one part with it.
 */
export function withCode(
  text: string,
  {
    code,
    url,
    language,
    channel,
  }: { code: string; url: string; language: Language; channel: MessageContact["channel"] },
): string {
  const { sms, email } = codeWordings[language];
  const address = url.replace(/^https?:\/\//, "").replace(/\/[^/]*$/, "");
  if (channel === "email") return `${text} ${email(code, address)}`;
  const whole = `${text} ${sms(code)}`;
  return isOnePart(whole) ? whole : text;
}

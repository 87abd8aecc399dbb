import type { Language } from "../language.ts";
import type { MessageContact } from "./message-contact.ts";
import { partsOf } from "./plain-typography.ts";

/** A message as an e-mail has it, and as a text message may have it to save a part. */
export interface WrittenMessage {
  subject: string;
  text: string;
  brief: string;
}

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

/** The link of a message, and the code that opens the same tickets. */
export interface CodedLink {
  code: string;
  url: string;
  language: Language;
}

/**
 * The text that leaves by the channel, with the code to be typed where the link cannot be opened. An e-mail has both
 * whole. A text message is as few parts as it can be, has the code where that takes no further part, and is brief where
 * being whole would take one.
 */
export function textFor(
  channel: MessageContact["channel"],
  { text, brief }: Pick<WrittenMessage, "text" | "brief">,
  link?: CodedLink,
): string {
  const { sms, email } = codeWordings[link?.language ?? "nb"];
  if (channel === "email") {
    if (!link) return text;
    const address = link.url.replace(/^https?:\/\//, "").replace(/\/[^/]*$/, "");
    return `${text} ${email(link.code, address)}`;
  }
  const fewest = partsOf(brief);
  const told = [text, brief].flatMap((each) =>
    link ? [`${each} ${sms(link.code)}`, each] : [each],
  );
  return told.find((each) => partsOf(each) <= fewest) ?? brief;
}

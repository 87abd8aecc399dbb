import { createHash } from "node:crypto";
import type { FieldError } from "../../errors.ts";
import { hasNeverPhrase, isAcceptableWord } from "./acceptable-words.ts";
import { findRevealingWords, revealingErrors } from "../deny-list.ts";

/** An exception from the deny-list that a provider asked for: for one text, in one place of one offer. */
export interface TextException {
  /** As in the request body: `title.nb`. */
  path: string;
  /** SHA-256 of the text in UTF-8, in hexadecimal digits. */
  textHash: string;
  /** The provider's. */
  reason: string;
  /** Whether the culture office has accepted it. */
  accepted: boolean;
}

/** @internal Exported for tests. */
export const hashOfText = (text: string): string =>
  createHash("sha256").update(text, "utf8").digest("hex");

/** The places whose texts the culture office looks at before they hold. */
const reviewed = /^(?:title|description)\./;

/** Whether a culture office may accept all words for which the deny-list refuses the text. */
export const isAcceptableText = (path: string, text: string): boolean =>
  reviewed.test(path) && findRevealingWords(text).every(isAcceptableWord) && !hasNeverPhrase(text);

const howToAsk = "or say in `textReason` why it is needed, for the culture office to accept it";

/**
 * Judges an offer's texts by the deny-list: what is refused, and the exceptions that are asked for. A text passes
 * for which its offer has an exception, or for which a reason is given and which the office sees before it holds.
 */
export function judgeTexts(
  texts: readonly [path: string, text: string][],
  {
    known = [],
    reason,
    held = [],
  }: {
    /** The offer's exceptions. */
    known?: readonly TextException[] | undefined;
    reason?: string | undefined;
    /** The texts that hold and are not reviewed again. */
    held?: readonly [path: string, text: string][] | undefined;
  },
): { faults: FieldError[]; asked: TextException[] } {
  const faults: FieldError[] = [];
  const asked: TextException[] = [];
  for (const [path, text] of texts) {
    const found = revealingErrors(path, text);
    if (found.length === 0) continue;
    const textHash = hashOfText(text);
    if (known.some((one) => one.path === path && one.textHash === textHash)) continue;
    const isHeld = held.some(([place, old]) => place === path && old === text);
    if (isHeld || !isAcceptableText(path, text)) faults.push(...found);
    else if (reason !== undefined) asked.push({ path, textHash, reason, accepted: false });
    else
      faults.push(...found.map((each) => ({ ...each, message: `${each.message}, ${howToAsk}` })));
  }
  return { faults, asked };
}

/** An exception with the text that it is for. */
export type TextToAccept = TextException & { text: string };

/** The exceptions, each with its text, that the office has not accepted. */
export const textsToAccept = (
  exceptions: readonly TextException[],
  texts: readonly [path: string, text: string][],
): TextToAccept[] =>
  exceptions.flatMap((exception) => {
    const found = texts.find(
      ([path, text]) => path === exception.path && hashOfText(text) === exception.textHash,
    );
    return found && !exception.accepted ? [{ ...exception, text: found[1] }] : [];
  });

import type { OwnCodes } from "../domain/codes/own-codes.ts";
import { codeInstructions } from "../domain/codes/own-code-sentences.ts";
import type { TicketStyle } from "../domain/templates/template.ts";
import type { ContentField } from "./content-field.ts";
import { withoutRoom } from "./rule-fields.ts";
import { walletTexts } from "./wallet-texts.ts";

/** A template's keys begin with a letter, so these are never taken. */
const keys = { code: "_code", howTo: "_how_to" };

/**
 * Adds to a ticket's fields how a code of the provider's own is used, at the head of the back, and the
 * code itself on the front where it is shown as text. On a full front the last field moves to the back.
 */
export function withOwnCode(
  fields: ContentField[],
  style: TicketStyle,
  ownCodes: OwnCodes | undefined,
): ContentField[] {
  if (!ownCodes) return fields;
  const howTo = { kind: "text", text: codeInstructions(ownCodes) } as const;
  const all: ContentField[] = [
    { slot: "back", key: keys.howTo, label: walletTexts.howToUseCode, value: howTo },
    ...fields,
  ];
  if (ownCodes.showAs !== "text") return all;
  const moved = withoutRoom(
    fields.filter(({ slot }) => slot !== "back"),
    style,
    1,
  );
  const code = { kind: "ticket", source: "code" } as const;
  return [
    { slot: "auxiliary", key: keys.code, label: walletTexts.code, value: code },
    ...all.map((field) => (moved.includes(field) ? { ...field, slot: "back" as const } : field)),
  ];
}

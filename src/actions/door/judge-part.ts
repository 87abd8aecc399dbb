import type { TicketAtDoor } from "../../db/door/ticket-at-door.ts";
import {
  choosePart,
  partsWithUses,
  usesForChoice,
  type PartChoice,
} from "../../domain/door/part-choice.ts";
import { textIn, type Language } from "../../domain/language.ts";
import { untouchedParts, type OfferPart } from "../../domain/offers/parts.ts";
import { AppError } from "../../errors.ts";
import type { Scan } from "./scan.ts";

/** A part in an answer, with the uses that a ticket has left of it. */
export interface AnsweredPart {
  key: string;
  label: string;
  usesLeft: number;
}

/** A ticket's parts, of which an answer tells. */
export interface PartsOfTicket {
  parts?: OfferPart[] | null | undefined;
  partsLeft: number[] | null;
  uses: number | null;
}

const leftOf = ({ parts, partsLeft, uses }: PartsOfTicket): number[] =>
  partsLeft ?? untouchedParts(parts ?? [], uses ?? 0);

/**
 * Which part of a ticket the scan ticks off, and the uses that it is judged by. A kept scan that names none admitted
 * by the first. Throws AppError "validation_failed" for a key that the ticket lacks, or that its scanner does not tick off.
 */
export function partOfScan(
  ticket: TicketAtDoor | undefined,
  { providerId, part, doorPart, admittedOffline }: Scan,
): { choice: PartChoice; usesLeft: number | null } {
  // Of an anonymised ticket nothing is left, and of another's nothing is told.
  if (!ticket || ticket.erased || ticket.providerId !== providerId) {
    return { choice: "none", usesLeft: ticket?.usesLeft ?? null };
  }
  if (part !== undefined && typeof doorPart === "string" && part !== doorPart) {
    throw wrongPart(`must be ${doorPart}, the only part that this scanner ticks off`, [doorPart]);
  }
  const chosen = choosePart(ticket.parts, part ?? doorPart);
  if (chosen === "other" && part !== undefined) throw unknownPart(ticket);
  const choice = chosen === "unnamed" && admittedOffline === true ? 1 : chosen;
  return {
    choice,
    usesLeft: ticket.parts ? usesForChoice(choice, leftOf(ticket)) : ticket.usesLeft,
  };
}

function unknownPart({ parts }: TicketAtDoor): AppError {
  if (!parts) return wrongPart("must be absent, since the ticket has no parts", []);
  const keys = parts.map(({ key }) => key);
  return wrongPart(`must be one of ${keys.join(", ")}`, keys);
}

/** Refuses a scan that has to name one of the ticket's parts. */
export function partMissing({ parts = [] }: TicketAtDoor): AppError {
  const keys = parts.map(({ key }) => key);
  return wrongPart(`must be one of ${keys.join(", ")}`, keys);
}

const wrongPart = (message: string, allowed: string[]) =>
  new AppError("validation_failed", "The scan has to name a part of the ticket.", {
    errors: [{ path: "part", code: "part", message }],
    extra: { allowed },
  });

/** The parts that have uses left, in the language. */
export function answeredParts(ticket: PartsOfTicket, language: Language): AnsweredPart[] {
  return partsWithUses(ticket.parts ?? [], leftOf(ticket)).map(({ key, label, usesLeft }) => ({
    key,
    label: textIn(label, language),
    usesLeft,
  }));
}

/** What an answer says of the part that was ticked off, and of those that are left; nothing of a ticket without parts. */
export function partsInAnswer(ticket: PartsOfTicket, part: number | null, language: Language) {
  if (!ticket.parts) return {};
  const ticked = part === null ? undefined : ticket.parts[part - 1];
  return {
    ...(ticked && {
      part: { key: ticked.key, label: textIn(ticked.label, language), letsIn: part === 1 },
    }),
    partsLeft: answeredParts(ticket, language),
  };
}

import { ticketsForPaper } from "../../db/passes/paper-tickets.ts";
import type { Language } from "../../domain/language.ts";
import { AppError } from "../../errors.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";
import type { PrintedTicket } from "./add-paper-parts.ts";
import { printedSince } from "./list-paper-tickets.ts";
import { printHandedOut } from "./print-handed-out.ts";

/** Tickets in one file: 25 sheets of eight. */
export const maxOnPaper = 200;

/**
 * Hands out on paper the tickets of the officer's recipients who read this language and get no messages: at most 200
 * that nobody has, or with `again` those printed in the last day, of which `listed` names the tickets of one file: a
 * place in a list that is read anew for each file would skip some once others have left it. They count as handed out,
 * not as fetched, and do not lapse. Paper never shows how many uses are left, so that printing again tells no use.
 * Audited. Throws AppError "forbidden"; "not_found" when there is none.
 */
export async function handOutTickets(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  {
    actor,
    language,
    again,
    listed,
  }: {
    actor: Actor;
    language: Language;
    again: boolean;
    listed?: readonly string[] | undefined;
  },
): Promise<PrintedTicket[]> {
  const municipalities = requireNav(actor);
  const at = clock.now();
  const found = await ticketsForPaper(db, { municipalities, at, since: printedSince(at) });
  const chosen = found
    .filter((ticket) => ticket.language === language && (ticket.handedOutAt !== null) === again)
    .filter(({ serialNumber }) => listed?.includes(serialNumber) ?? true)
    .slice(0, maxOnPaper);
  if (chosen.length === 0) throw new AppError("not_found", "There is no ticket to print.");
  const subject = municipalities.join(",");
  return printHandedOut({ clock, db, keyRing }, { actor, subject, chosen });
}

import type { ClaimedTicket } from "../access/get-claimed-tickets.ts";
import type { Deps } from "../deps.ts";
import { addPaperParts, type PrintedTicket } from "./add-paper-parts.ts";

/**
 * Adds what paper shows to tickets that were handed out on paper at the instant. They are printed with all their
 * uses, so that printing them again tells no use.
 */
export function printAsIssued(
  deps: Pick<Deps, "db" | "keyRing">,
  tickets: readonly ClaimedTicket[],
  at: Date,
): Promise<PrintedTicket[]> {
  const unused = {
    state: "active",
    endedAt: null,
    lastsUntil: null,
    partsLeft: null,
    returnAt: null,
  } as const;
  const untouched = tickets.map((ticket) => {
    const { uses: usesLeft } = ticket;
    return { ...ticket, ...unused, usesLeft, fetchedAt: at };
  });
  return addPaperParts(deps, untouched);
}

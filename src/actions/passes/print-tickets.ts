import { markFetched } from "../../db/passes/pass-fetches.ts";
import type { Language } from "../../domain/language.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { addPaperParts, type PrintedTicket } from "./add-paper-parts.ts";
import { noActivePassError } from "./no-active-pass-error.ts";
import { getClaimedTickets } from "../access/get-claimed-tickets.ts";

/**
 * The live tickets of a claim link, or one of them, for printing. Printing counts as fetching, so
 * they do not lapse. Undefined for an unknown token or ticket. Throws `noActivePassError`.
 */
export async function printTickets(
  { db, clock, keyRing }: Pick<Deps, "db" | "clock" | "keyRing">,
  { token, serialNumber }: { token: string; serialNumber?: string | undefined },
): Promise<{ language: Language; tickets: PrintedTicket[] } | undefined> {
  const link = await getClaimedTickets({ db, keyRing }, { token });
  if (!link) return undefined;
  const asked = link.tickets.filter(
    (ticket) => serialNumber === undefined || ticket.serialNumber === serialNumber,
  );
  if (asked.length === 0) return undefined;
  const chosen = asked.filter(({ state }) => state === "active");
  if (chosen.length === 0) throw noActivePassError(asked);
  const serialNumbers = chosen.map((ticket) => ticket.serialNumber);
  const fetchedAt = clock.now();
  await unitOfWork({ db }, ({ trx }) => markFetched(trx, serialNumbers, fetchedAt));
  const fetched = chosen.map((ticket) => ({ ...ticket, fetchedAt }));
  const tickets = await addPaperParts({ db, keyRing }, fetched);
  if (tickets.length === 0) throw noActivePassError([]);
  return { language: link.language, tickets };
}

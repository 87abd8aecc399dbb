import { languageOfHandOut } from "../../db/complimentary/hand-outs.ts";
import { markHandedOut } from "../../db/passes/paper-tickets.ts";
import { claimedTickets } from "../../db/recipients/claimed-tickets.ts";
import type { Language } from "../../domain/language.ts";
import type { Actor, Deps } from "../deps.ts";
import type { PrintedTicket } from "../passes/add-paper-parts.ts";
import { noActivePassError } from "../passes/no-active-pass-error.ts";
import { printAsIssued } from "../passes/print-as-issued.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { getHandOut, handOutNotFound } from "./get-hand-out.ts";

/**
 * The tickets of a hand-out on paper, with their language, for printing as often as it takes. As NAV's on paper they
 * count as handed out and do not lapse, and a used one is printed as the others until its time is over. Throws
 * AppError "not_found", also for a hand-out by links, whose tickets their holders print, and for one that the actor's
 * side did not give: its barcodes are not shown to the other; "gone" when all have ended.
 */
export async function printHandOut(
  deps: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, offerId, handOutId }: { actor: Actor; offerId: string; handOutId: string },
): Promise<{ tickets: PrintedTicket[]; language: Language }> {
  const { db, clock } = deps;
  const at = clock.now();
  const { handOut } = await getHandOut(deps, { actor, offerId, handOutId });
  if (handOut.form !== "print" || handOut.givenBy !== actor.role) throw handOutNotFound();
  const tickets = await claimedTickets(db, { handOutId });
  const asked = tickets.map(({ serialNumber }) => serialNumber);
  const handedOut = await unitOfWork({ db }, ({ trx }) => markHandedOut(trx, asked, at));
  if (handedOut.length === 0) throw noActivePassError([]);
  const chosen = tickets.filter(({ serialNumber }) => handedOut.includes(serialNumber));
  return {
    tickets: await printAsIssued(deps, chosen, at),
    language: await languageOfHandOut(db, handOutId),
  };
}

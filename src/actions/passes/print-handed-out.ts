import { recordAudit } from "../../db/audit.ts";
import { markHandedOut } from "../../db/passes/paper-tickets.ts";
import { claimedTickets } from "../../db/recipients/claimed-tickets.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import type { PrintedTicket } from "./add-paper-parts.ts";
import { printAsIssued } from "./print-as-issued.ts";

/** Records that the tickets were handed out, and returns them as they were issued, to print. Audited for the subject. */
export async function printHandedOut(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  {
    actor,
    subject,
    chosen,
  }: {
    actor: Actor;
    subject: string;
    chosen: readonly { serialNumber: string; recipientId: string }[];
  },
): Promise<PrintedTicket[]> {
  const at = clock.now();
  const asked = chosen.map(({ serialNumber }) => serialNumber);
  const serialNumbers = await unitOfWork({ db }, async ({ trx }) => {
    const handedOut = await markHandedOut(trx, asked, at);
    const event = { action: "passes.handed_out", subject, detail: { count: handedOut.length } };
    await recordAudit(trx, { actor: actor.id, ...event });
    return handedOut;
  });
  const tickets = [];
  for (const recipientId of new Set(chosen.map((ticket) => ticket.recipientId))) {
    const held = await claimedTickets(db, { holderIds: [recipientId] });
    tickets.push(...held.filter(({ serialNumber }) => serialNumbers.includes(serialNumber)));
  }
  return printAsIssued({ db, keyRing }, tickets, at);
}

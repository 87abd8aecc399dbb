import { recordAudit } from "../db/audit.ts";
import { findPass, isPassOf } from "../db/passes.ts";
import { AppError } from "../errors.ts";
import type { Deps } from "./deps.ts";
import { endTickets } from "./end-tickets.ts";
import { tellWallets, type TellingWallets } from "./tell-wallets.ts";

/**
 * A holder gives a ticket back, so that another child can have it. Giving it back again changes
 * nothing. Throws AppError "not_found" when it is not the recipient's, "illegal_state" when it has
 * ended otherwise.
 */
export async function giveBack(
  deps: Pick<Deps, "db" | "clock"> & TellingWallets,
  { recipientId, serialNumber }: { recipientId: string; serialNumber: string },
): Promise<void> {
  const now = deps.clock.now();
  await deps.db.transaction(async (trx) => {
    if (!(await isPassOf(trx, serialNumber, recipientId))) {
      throw new AppError("not_found", "There is no such ticket.");
    }
    const returned = await endTickets(trx, [serialNumber], "returned", { at: now });
    const state = (await findPass(trx, serialNumber))?.state;
    if (state !== "returned") {
      throw new AppError("illegal_state", "The ticket has already ended.");
    }
    if (returned.length > 0) {
      await recordAudit(trx, { actor: "holder", action: "pass.returned", subject: serialNumber });
    }
  });
  await tellWallets(deps, [serialNumber]);
}

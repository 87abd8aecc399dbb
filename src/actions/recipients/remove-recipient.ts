import { recordAudit } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { deleteRecipient, liveTicketsOf, lockForRemoval } from "../../db/passes/anonymisation.ts";
import { lockRecipient } from "../../db/recipients/recipients.ts";
import type { ErasureReason } from "../../domain/reasons.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { endPassesAndReturnQuota } from "../passes/end-passes.ts";
import { findRecipientId, type RecipientKey } from "../access/find-recipient-id.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** Concurrent allocations to one recipient are few. */
const maxTries = 5;

class TicketCameMeanwhile extends Error {}

/**
 * Removes the recipient: revokes its live tickets, returns the quota of unused ones, and deletes
 * reference, contact, claim link and messages. Anonymised voided tickets stay. Throws AppError
 * "not_found", "forbidden", and "conflict" when tickets keep being allocated to it.
 */
export async function removeRecipient(
  deps: Pick<Deps, "clock" | "db" | "keyRing"> & WalletUpdateDeps,
  {
    actor,
    reasonCode,
    ...key
  }: RecipientKey & { actor: Actor; reasonCode?: ErasureReason | undefined },
): Promise<void> {
  const { keyRing } = deps;
  const at = deps.clock.now();
  for (let tries = 1; tries <= maxTries; tries++) {
    const isRemoved = await unitOfWork(deps, async ({ trx, afterCommit }) => {
      const recipientId = await findRecipientId(trx, keyRing, actor, key);
      if (!(await lockRecipient(trx, recipientId))) return true;
      const revoked = await revokeAll(trx, recipientId, at);
      // Before the row is gone, from which the event gets its municipality.
      await recordAudit(trx, {
        actor: actor.id,
        action: "recipient.removed",
        subject: recipientId,
        detail: { revoked: revoked.length, ...(reasonCode && { reasonCode }) },
      });
      await deleteRecipient(trx, recipientId, at);
      afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, revoked));
      return true;
    }).catch((error: unknown) => {
      if (error instanceof TicketCameMeanwhile) return false;
      throw error;
    });
    if (isRemoved) return;
  }
  throw new AppError("conflict", "Tickets keep being allocated to this recipient; try again.", {
    isPassing: true,
  });
}

/** Returns the revoked tickets. After the last lock no ticket can be inserted for the recipient. */
async function revokeAll(trx: Trx, recipientId: string, at: Date): Promise<string[]> {
  const revoked = await endPassesAndReturnQuota(
    trx,
    await liveTicketsOf(trx, recipientId),
    "revoked",
    { at },
  );
  await lockForRemoval(trx, recipientId);
  if ((await liveTicketsOf(trx, recipientId)).length > 0) throw new TicketCameMeanwhile();
  return revoked;
}

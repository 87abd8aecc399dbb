import { recordAudit } from "../../db/audit.ts";
import { insertWaitingPlaces } from "../../db/waiting/waiting-places.ts";
import type { RefusalReason } from "../../domain/allocations/allocation.ts";
import { AppError } from "../../errors.ts";
import { requireNav } from "../access/require-nav.ts";
import {
  refuseFaults,
  resolveStaying,
  type NamedRecipient,
} from "../allocations/resolve-recipients.ts";
import type { NestableDeps } from "../deps.ts";
import { refusedFromDraw } from "../draws/refused-from-draw.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { lockAwaited, type AskedList } from "./lock-awaited.ts";

/** A recipient that cannot wait, since it could not get a ticket whatever is left. */
export interface RefusedFromList {
  recipientId: string;
  reason: RefusalReason;
}

/**
 * Puts recipients on an offer's waiting list; those who wait already keep their place. They are locked before the offer, so
 * that none moves meanwhile: a child that moves leaves the lists of where it lived. Those whom an allocation
 * would refuse for another reason than too few tickets are left out and returned. Audited.
 *
 * Throws AppError "forbidden"; "not_found"; "illegal_state" for an offer that has ended;
 * "validation_failed" with the path of each unknown recipient; "conflict" with the path of each reference that
 * several of the officer's municipalities know.
 */
export async function addToWaitingList(
  { clock, db, keyRing }: Pick<NestableDeps, "clock" | "db" | "keyRing">,
  { named, ...asked }: AskedList & { named: readonly (NamedRecipient & { path: string })[] },
): Promise<RefusedFromList[]> {
  const at = clock.now();
  const municipalities = requireNav(asked.actor);
  return unitOfWork({ db }, async ({ trx }) => {
    const resolved = await resolveStaying(trx, keyRing, municipalities, named);
    const offer = await lockAwaited(trx, asked);
    refuseFaults(
      resolved.flatMap((one) => ("fault" in one ? [one.fault] : [])),
      "Some recipients are unknown.",
    );
    if (offer.state === "closed" || offer.validity.until <= at) {
      throw new AppError("illegal_state", "The offer has ended.");
    }
    const recipients = resolved.flatMap((one) => ("recipient" in one ? [one.recipient] : []));
    const refused = (await refusedFromDraw(trx, recipients, offer, at)).filter(
      ({ reason }) => reason !== "sold_out" && reason !== "not_open",
    );
    const out = new Set(refused.map(({ recipientId }) => recipientId));
    const wanted = new Set(recipients.map(({ id }) => id).filter((id) => !out.has(id)));
    const places = { offerId: offer.id, recipientIds: [...wanted], at };
    const count = await insertWaitingPlaces(trx, places);
    if (count > 0) {
      const event = { action: "waiting_list.added", subject: offer.id, detail: { count } };
      await recordAudit(trx, { actor: asked.actor.id, ...event });
    }
    return refused;
  });
}

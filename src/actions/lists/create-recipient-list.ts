import { randomUUID } from "node:crypto";
import { recordAudit } from "../../db/audit.ts";
import { insertRecipientList, lockListsOf } from "../../db/lists/recipient-lists.ts";
import { dayInOslo } from "../../domain/period.ts";
import { maxLists } from "../../domain/lists/recipient-list.ts";
import { AppError } from "../../errors.ts";
import { requireNav } from "../access/require-nav.ts";
import {
  refuseFaults,
  resolveRecipients,
  type NamedRecipient,
} from "../allocations/resolve-recipients.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { checkedListName } from "./checked-list-name.ts";

/**
 * Saves recipients of one of the officer's municipalities under a name, and returns the list's id. With an `id` that
 * is there already it does nothing. Audited without the name. Not within a transaction that holds offers.
 *
 * Throws AppError "forbidden" for another municipality; "validation_failed" for a name that may not be stored, and
 * with the path of each recipient that is unknown or of another municipality; "conflict" with the path of each
 * reference that several of the officer's municipalities know, and when the municipality has 200 lists.
 */
export async function createRecipientList(
  { clock, db, keyRing }: Pick<NestableDeps, "clock" | "db" | "keyRing">,
  {
    actor,
    id = randomUUID(),
    municipality,
    name,
    named,
  }: {
    actor: Actor;
    id?: string;
    municipality: string;
    name: string;
    named: readonly (NamedRecipient & { path: string })[];
  },
): Promise<string> {
  if (!requireNav(actor).includes(municipality)) {
    throw new AppError("forbidden", "You may not save lists of this municipality.");
  }
  const list = { id, municipality, name: checkedListName(name), today: dayInOslo(clock.now()) };
  return unitOfWork({ db }, async ({ trx }) => {
    const resolved = await resolveRecipients(trx, keyRing, requireNav(actor), named);
    const faults = resolved.flatMap((one, i) => {
      if ("fault" in one) return [one.fault];
      if (one.recipient.municipality === municipality) return [];
      const message = "must be a recipient of the list's municipality";
      return [{ path: named[i]?.path ?? "", code: "other_municipality", message }];
    });
    refuseFaults(faults, "Some recipients cannot be in the list.");
    const recipientIds = resolved.flatMap((one) => ("recipient" in one ? [one.recipient.id] : []));
    if ((await lockListsOf(trx, municipality)) >= maxLists) {
      throw new AppError("conflict", `A municipality has at most ${maxLists} saved lists.`);
    }
    if (await insertRecipientList(trx, keyRing, { ...list, recipientIds })) {
      const event = { action: "recipient_list.created", subject: municipality };
      await recordAudit(trx, { actor: actor.id, ...event });
    }
    return id;
  });
}

import type { Trx } from "../../db/connect.ts";
import {
  findRecipientsById,
  findRecipientsByReference,
  lockStaying,
  type FoundRecipient,
} from "../../db/recipients/recipient-references.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError, type FieldError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";

/** How a request names a recipient: by id, or by NAV's reference. */
export type NamedRecipient = { recipientId: string } | { recipient: string };

type Resolved = { recipient: FoundRecipient } | { fault: FieldError };

/**
 * Resolves the recipients in their order, each with the path of its name in the request. A fault is "unknown",
 * or "ambiguous" for a reference that several of the municipalities know; `refuseFaults` throws it.
 */
export async function resolveRecipients(
  trx: Trx,
  keyRing: KeyRing,
  municipalities: string[],
  named: readonly (NamedRecipient & { path: string })[],
): Promise<Resolved[]> {
  const ids = named.flatMap((one) => ("recipientId" in one ? [one.recipientId] : []));
  const references = named.flatMap((one) => ("recipient" in one ? [one.recipient] : []));
  const byId = await findRecipientsById(trx, municipalities, ids.filter(isUuid));
  const known = await findRecipientsByReference(trx, keyRing, municipalities, references);
  return named.map((one) => {
    const isById = "recipientId" in one;
    const [recipient, ...others] = isById
      ? [byId.get(one.recipientId.toLowerCase())]
      : (known.get(one.recipient) ?? []);
    const { path } = one;
    if (!recipient) return { fault: unknown(one) };
    if (others.length === 0) return { recipient };
    const message = "is known in several of your municipalities: name the recipient by id";
    return { fault: { path, code: "ambiguous", message } };
  });
}

const unknown = ({ path, ...one }: NamedRecipient & { path: string }): FieldError => ({
  ...{ path, code: "unknown" },
  message: `must be the ${"recipientId" in one ? "id" : "reference"} of a recipient`,
});

/**
 * Resolves the recipients as `resolveRecipients` does, and keeps them where they are until commit. One that moves out of the
 * municipalities or is removed before that is unknown. Not in a transaction that holds offers.
 */
export async function resolveStaying(
  trx: Trx,
  keyRing: KeyRing,
  municipalities: string[],
  named: readonly (NamedRecipient & { path: string })[],
): Promise<Resolved[]> {
  const resolved = await resolveRecipients(trx, keyRing, municipalities, named);
  const ids = resolved.flatMap((one) => ("recipient" in one ? [one.recipient.id] : []));
  const staying = await lockStaying(trx, municipalities, ids);
  return named.map((one, i) => {
    const found = resolved[i];
    if (found && "fault" in found) return found;
    const recipient = found && staying.get(found.recipient.id);
    return recipient ? { recipient } : { fault: unknown(one) };
  });
}

/**
 * Throws AppError "validation_failed" with the faults other than ambiguous references, or "conflict" with
 * those where there is no other.
 */
export function refuseFaults(faults: FieldError[], detail: string): void {
  const conflicts = faults.filter(({ code }) => code === "ambiguous");
  const errors = faults.filter((fault) => !conflicts.includes(fault));
  if (errors.length > 0) throw new AppError("validation_failed", detail, { errors });
  if (conflicts.length > 0) {
    throw new AppError("conflict", "Some references are known in several of your municipalities.", {
      errors: conflicts,
    });
  }
}

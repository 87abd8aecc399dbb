import { findRecipients } from "../../db/recipients/recipients.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { auditReading } from "./audit-reading.ts";
import type { Actor, Deps } from "../deps.ts";

/**
 * Adds its recipient to each line of a list that an officer reads; leaves out lines of other municipalities'
 * recipients. Audited.
 */
export async function withRecipients<T extends { recipientId: string }>(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  actor: Actor,
  { municipalities, lines }: { municipalities: string[]; lines: readonly T[] },
): Promise<(T & { recipient: Recipient })[]> {
  const ids = [...new Set(lines.map(({ recipientId }) => recipientId))];
  const recipients = await findRecipients(db, keyRing, municipalities, ids);
  await auditReading({ db }, actor, {
    action: "recipient.listed",
    subject: municipalities.join(","),
    detail: { count: recipients.size },
  });
  return lines.flatMap((line) => {
    const recipient = recipients.get(line.recipientId);
    return recipient ? [{ ...line, recipient }] : [];
  });
}

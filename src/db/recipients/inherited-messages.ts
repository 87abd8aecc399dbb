import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import type { GuardianOf } from "./guardian-links.ts";

/**
 * Hands one guardian's messages that also announce a sibling's tickets over to the sibling's guardian, who has the same
 * contact. Sent messages are handed over as well, so that those tickets are not announced again.
 */
export async function inheritMessages(
  trx: Trx,
  { from, to }: { from: GuardianOf; to: GuardianOf },
): Promise<void> {
  await sql(trx, {
    ...{ fromId: from.recipientId, fromGuardian: from.guardian },
    ...{ toId: to.recipientId, toGuardian: to.guardian },
  }).count(`
    update messages set recipient_id = :toId::uuid, guardian = :toGuardian::int
    where recipient_id = :fromId::uuid and guardian = :fromGuardian::int
      and coalesce(copy_of, id) in (
        select message_id from passes where recipient_id = :toId::uuid)
      and not exists (
        select from messages as other
        where other.copy_of = messages.copy_of
          and other.recipient_id = :toId::uuid and other.guardian = :toGuardian::int)`);
}

import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";
import { isLinkOf } from "./guardian-links.ts";

/** A claim link without its secrets, which open the tickets. */
export interface ExportedLink {
  id: string;
  createdAt: Date;
  revokedAt: Date | null;
}

/** The links to a recipient, of both guardians. */
export const exportedLinks = (db: Db, recipientId: string): Promise<ExportedLink[]> =>
  sql(db, { recipientId }).rows(`
    select id, created_at, revoked_at from claim_links
    where ${isLinkOf(":recipientId::uuid")}
    order by created_at desc, id`);

/** The links of one guardian of each child, or the one that opens a complimentary ticket. */
export const exportedLinksOf = (
  db: Db,
  of: readonly { id: string; guardian: number }[],
): Promise<ExportedLink[]> =>
  sql(db, { ids: of.map(({ id }) => id), guardians: of.map(({ guardian }) => guardian) }).rows(`
    select claim_links.id, created_at, revoked_at
    from claim_links join unnest(:ids::uuid[], :guardians::int[]) as asked (id, guardian)
      on asked.guardian = claim_links.guardian
        and (${isLinkOf("asked.id")} or asked.id = claim_links.id and hand_out_id is not null)
    order by created_at desc, claim_links.id`);

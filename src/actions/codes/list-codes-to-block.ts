import { listCodesToBlock as findThem } from "../../db/codes/codes-to-block.ts";
import { decryptCode } from "../../db/codes/ticket-codes.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireOwnCodes } from "./require-own-codes.ts";

/** A code that still works although its ticket is over. */
export interface CodeToBlock {
  code: string;
  /** As the webhooks' events name the ticket. */
  ticketId: string;
  state: "revoked" | "returned" | "lapsed";
  endedAt: Date;
}

/**
 * The codes that the provider should block in its own system: they were shown, and their tickets were
 * revoked or given back afterwards. Until a ticket is anonymised. Throws as `requireOwnCodes`.
 */
export async function listCodesToBlock(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<CodeToBlock[]> {
  const { offer } = await requireOwnCodes(db, actor, offerId);
  const found = await findThem(db, offer.id);
  return found.map(({ id, codeSealed, ticketId, state, endedAt }) => ({
    code: decryptCode(keyRing, id, codeSealed).code,
    ticketId,
    state,
    endedAt,
  }));
}

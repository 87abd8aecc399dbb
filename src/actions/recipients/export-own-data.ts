import { exportedLinksOf } from "../../db/recipients/exported-links.ts";
import { ownTickets } from "../../db/recipients/own-data.ts";
import { ownMessages } from "../../db/recipients/own-messages.ts";
import { AppError } from "../../errors.ts";
import { findHolder } from "../access/find-holder.ts";
import type { Deps } from "../deps.ts";

/**
 * What is stored about the tickets of a claim link: their way, use and phones, and the messages and links of the guardian
 * who holds it, never of another one. The counterpart of `exportRecipient`, which leaves use out. Throws AppError
 * "not_found" for an unknown or renewed link.
 */
export async function exportOwnData(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { token }: { token: string },
) {
  const found = await findHolder({ db, keyRing }, { token });
  if (!found) throw new AppError("not_found", "There is nothing at this address.");
  const { children, language } = found;
  return {
    exportedAt: clock.now(),
    language,
    tickets: await ownTickets(
      db,
      children.map(({ id }) => id),
    ),
    messages: await ownMessages(db, children),
    links: (await exportedLinksOf(db, children)).map(({ createdAt, revokedAt }) => ({
      createdAt,
      revokedAt,
    })),
  };
}

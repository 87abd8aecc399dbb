import { exportedLinks } from "../../db/recipients/exported-decisions.ts";
import { findHolderByToken } from "../../db/recipients/claim-link-lookups.ts";
import { ownMessages, ownTickets } from "../../db/recipients/own-data.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";

/**
 * What is stored about the tickets of a claim link: their way, use, phones and messages. The counterpart of
 * `exportRecipient`, which leaves use out. Throws AppError "not_found" for an unknown or renewed link.
 */
export async function exportOwnData(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { token }: { token: string },
) {
  const found = await findHolderByToken(db, token);
  if (!found) throw new AppError("not_found", "There is nothing at this address.");
  const { holderId, language } = found;
  return {
    exportedAt: clock.now(),
    language,
    tickets: await ownTickets(db, holderId),
    messages: await ownMessages(db, holderId),
    links: (await exportedLinks(db, holderId)).map(({ createdAt, revokedAt }) => ({
      createdAt,
      revokedAt,
    })),
  };
}

import type { Trx } from "../../db/connect.ts";
import {
  findRecipientsById,
  type FoundRecipient,
} from "../../db/recipients/recipient-references.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor } from "../deps.ts";

/**
 * The recipients, who all belong to one of the officer's municipalities. Throws AppError "forbidden", or
 * "validation_failed" for unknown recipients and for those of several municipalities.
 */
export async function requireOneMunicipality(
  trx: Trx,
  actor: Actor,
  recipientIds: string[],
): Promise<{ municipality: string; recipients: FoundRecipient[] }> {
  const municipalities = requireNav(actor);
  const found = await findRecipientsById(trx, municipalities, recipientIds.filter(isUuid));
  const faults = recipientIds.flatMap((id, i) =>
    found.has(id.toLowerCase())
      ? []
      : [{ path: `recipientIds[${i}]`, code: "unknown", message: "must be the id of a recipient" }],
  );
  if (faults.length > 0) {
    throw new AppError("validation_failed", "Some recipients are unknown.", { errors: faults });
  }
  const recipients = [...found.values()];
  const [municipality, ...others] = new Set(recipients.map((each) => each.municipality));
  if (municipality !== undefined && others.length === 0) return { municipality, recipients };
  throw new AppError("validation_failed", "A draw is of one municipality.", {
    errors: [
      {
        path: "recipientIds",
        code: "several_municipalities",
        message: "must be recipients of one municipality",
      },
    ],
  });
}

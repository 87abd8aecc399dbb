import type { Trx } from "../../db/connect.ts";
import type { FoundRecipient } from "../../db/recipients/recipient-references.ts";
import { AppError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import { requireNav } from "../access/require-nav.ts";
import { refuseFaults, resolveRecipients } from "../allocations/resolve-recipients.ts";
import type { Actor } from "../deps.ts";

/** The children whom a request for a draw names, by NAV's references or by ids. */
export interface NamedChildren {
  recipients?: string[] | undefined;
  recipientIds?: string[] | undefined;
}

/**
 * The recipients, each once, who all belong to one of the officer's municipalities. Throws AppError
 * "forbidden"; "validation_failed" for unknown recipients and for those of several municipalities; "conflict"
 * for references that several of the officer's municipalities know.
 */
export async function requireOneMunicipality(
  trx: Trx,
  keyRing: KeyRing,
  actor: Actor,
  { recipients = [], recipientIds = [] }: NamedChildren,
): Promise<{ municipality: string; recipients: FoundRecipient[] }> {
  const resolved = await resolveRecipients(trx, keyRing, requireNav(actor), [
    ...recipients.map((recipient, i) => ({ recipient, path: `recipients[${i}]` })),
    ...recipientIds.map((recipientId, i) => ({ recipientId, path: `recipientIds[${i}]` })),
  ]);
  refuseFaults(
    resolved.flatMap((one) => ("fault" in one ? [one.fault] : [])),
    "Some recipients are unknown.",
  );
  const found = new Map(
    resolved.flatMap((one) => ("recipient" in one ? [[one.recipient.id, one.recipient]] : [])),
  );
  const [municipality, ...others] = new Set([...found.values()].map((each) => each.municipality));
  if (municipality !== undefined && others.length === 0) {
    return { municipality, recipients: [...found.values()] };
  }
  throw new AppError("validation_failed", "A draw is of one municipality.", {
    errors: [
      {
        path: recipients.length > 0 ? "recipients" : "recipientIds",
        code: "several_municipalities",
        message: "must be recipients of one municipality",
      },
    ],
  });
}

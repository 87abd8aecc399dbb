import { recordAudit } from "../../db/audit.ts";
import { deleteCultureContact, upsertCultureContact } from "../../db/providers/culture-contacts.ts";
import {
  revealingAddressErrors,
  type CultureContactInput,
} from "../../domain/providers/culture-contact.ts";
import { requireOwnMunicipality } from "../access/require-own-municipality.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNeutralText } from "../require-neutral-text.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sets where a municipality's culture office is reached; without an address, removes it. Throws AppError
 * "forbidden", "validation_failed" for another's municipality, or "revealing_text" for an address that tells.
 */
export async function setCultureContact(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, contact }: { actor: Actor; contact: CultureContactInput | { municipality: string } },
): Promise<void> {
  const { municipality } = contact;
  if ("email" in contact) requireNeutralText(revealingAddressErrors(contact.email));
  await unitOfWork({ db }, async ({ trx }) => {
    await requireOwnMunicipality(trx, actor, municipality);
    const isSet = "email" in contact;
    if (isSet) await upsertCultureContact(trx, keyRing, contact);
    else await deleteCultureContact(trx, municipality);
    await recordAudit(trx, {
      actor: actor.id,
      action: isSet ? "culture_contact.set" : "culture_contact.removed",
      subject: municipality,
      detail: isSet ? { wantsNotices: contact.wantsNotices } : {},
    });
  });
}

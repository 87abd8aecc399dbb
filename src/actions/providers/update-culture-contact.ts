import { recordAudit } from "../../db/audit.ts";
import { lockMunicipality } from "../../db/municipalities.ts";
import {
  contactsOfMunicipalities,
  deleteCultureContact,
  upsertCultureContact,
} from "../../db/providers/culture-contacts.ts";
import { requireMatch } from "../../domain/entity-tag.ts";
import {
  cultureContactRevision,
  revisedCultureContact,
  revealingAddressErrors,
  type CultureContactInput,
} from "../../domain/providers/culture-contact.ts";
import { requireOwnMunicipality } from "../access/require-own-municipality.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNeutralText } from "../require-neutral-text.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sets where a municipality's culture office is reached; without an address, removes it. Throws AppError
 * "forbidden", "validation_failed" for another's municipality, "revealing_text" for an address that tells, or
 * "precondition_failed" when `ifMatch` names another contact than there is.
 */
export async function updateCultureContact(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  {
    actor,
    contact,
    ifMatch,
  }: {
    actor: Actor;
    contact: CultureContactInput | { municipality: string };
    ifMatch?: string | undefined;
  },
): Promise<void> {
  const { municipality } = contact;
  if ("email" in contact) requireNeutralText(revealingAddressErrors(contact.email));
  await unitOfWork({ db }, async ({ trx }) => {
    await requireOwnMunicipality(trx, actor, municipality);
    await lockMunicipality(trx, municipality);
    const [before] = await contactsOfMunicipalities(trx, keyRing, [municipality]);
    requireMatch(ifMatch, cultureContactRevision(before), revisedCultureContact(before));
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

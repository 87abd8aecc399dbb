import { municipalityNames } from "../../db/municipalities.ts";
import { contactsOfMunicipalities } from "../../db/providers/culture-contacts.ts";
import type { CultureContact } from "../../domain/providers/culture-contact.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";

/** A municipality of the culture office, and where the office is reached. */
export interface OwnContact {
  municipality: string;
  name: string;
  contact: CultureContact | undefined;
}

/** The culture office's municipalities by name, each with its contact. Throws AppError("forbidden"). */
export async function listCultureContacts(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor }: { actor: Actor },
): Promise<OwnContact[]> {
  const own = requireCulture(actor);
  const names = await municipalityNames(db, own);
  const contacts = await contactsOfMunicipalities(db, keyRing, own);
  const of = new Map(contacts.map((contact) => [contact.municipality, contact]));
  return [...names].map(([municipality, name]) => ({
    municipality,
    name,
    contact: of.get(municipality),
  }));
}

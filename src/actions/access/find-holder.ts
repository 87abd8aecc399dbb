import { findHolderByToken, type LinkHolder } from "../../db/recipients/claim-link-lookups.ts";
import { householdMembers } from "../../db/recipients/household-members.ts";
import { shownChildren, type ShownChild } from "../../domain/recipients/shown-children.ts";
import type { Deps } from "../deps.ts";

/** Who holds a claim link, with the children that it shows; of a complimentary ticket the link alone. */
export type Holder = LinkHolder & { children: ShownChild[] };

/** The holder of a claim link. Undefined for an unknown or renewed token, or a removed recipient. */
export async function findHolder(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { token }: { token: string },
): Promise<Holder | undefined> {
  const found = await findHolderByToken(db, token);
  if (!found) return undefined;
  const { holderId, guardian, isInHousehold } = found;
  const household = isInHousehold ? await householdMembers(db, keyRing, holderId) : [];
  return { ...found, children: shownChildren(holderId, guardian, household) };
}

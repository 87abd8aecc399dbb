import { maxAllocationItems } from "../../actions/allocations/allocate.ts";
import { findChosenRecipients } from "../../actions/allocations/find-chosen-recipients.ts";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import type { Deps } from "../../actions/deps.ts";
import type { AllocationChoice } from "../../views/nav/allocate-page.tsx";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import type { Visit } from "../pages/visit.ts";
import { pastedReferences } from "./pasted-references.ts";

export type ResolvedChoice = Awaited<ReturnType<typeof resolveChoice>>;

/** The recipients and offers that the choice names, and a message for each fault. */
export async function resolveChoice(
  deps: Deps,
  { actor, frame }: Visit<"nav">,
  choice: AllocationChoice,
) {
  const { faults: texts } = staffTexts(frame.language);
  const pasted = pastedReferences(choice.pasted);
  // Each is hashed and looked for.
  const isTooMany = pasted.length > maxAllocationItems;
  const references = isTooMany ? [] : pasted;
  const [{ offers }, { recipients, unknown, ambiguous }] = await Promise.all([
    listAllocatableOffers(deps, { actor }),
    findChosenRecipients(deps, { actor, ids: choice.recipientIds, references }),
  ]);
  const chosen = offers.filter(({ id }) => choice.offerIds.includes(id));
  const faults = new Map<string, string>();
  if (isTooMany) faults.set("pasted", texts.tooMany);
  else if (unknown.length > 0) faults.set("pasted", texts.unknownReferences(unknown.join(", ")));
  else if (ambiguous.length > 0)
    faults.set("pasted", texts.ambiguousReferences(ambiguous.join(", ")));
  else if (recipients.length === 0) faults.set("recipients", texts.recipients);
  if (chosen.length === 0) faults.set("offers", texts.offers);
  if (recipients.length * chosen.length > maxAllocationItems)
    faults.set("recipients", texts.tooMany);
  return { recipients, offers: chosen, faults };
}

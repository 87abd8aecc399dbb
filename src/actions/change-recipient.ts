import type { RecipientInput } from "../domain/recipient-input.ts";
import type { Recipient } from "../domain/recipient.ts";
import type { Actor, Deps } from "./deps.ts";
import { saveRecipient } from "./save-recipient.ts";
import { showRecipient } from "./show-recipient.ts";

/** null takes a member away. */
export type RecipientChange = {
  [K in Exclude<keyof RecipientInput, "reference">]?: RecipientInput[K] | null | undefined;
};

/**
 * Changes what is named and keeps the rest, under the same rules as saving. Throws AppError
 * "not_found", "forbidden", "validation_failed".
 */
export async function changeRecipient(
  deps: Pick<Deps, "db" | "keyRing">,
  { actor, reference, ...change }: RecipientChange & { actor: Actor; reference: string },
): Promise<Recipient> {
  const known = await showRecipient(deps, { actor, reference });
  const { recipient } = await saveRecipient(deps, { ...merged(known, change), actor });
  return recipient;
}

function merged(known: Recipient, { household, ...change }: RecipientChange): RecipientInput {
  const { reference, label, birthYear, municipality, language } = known;
  const { phone, email, delivery, protectedAddress } = known;
  const before = {
    label,
    birthYear,
    municipality,
    language,
    phone,
    email,
    delivery,
    protectedAddress,
  };
  const members = Object.entries({ ...before, ...defined(change) });
  const present = members.filter(([, value]) => (value ?? undefined) !== undefined);
  return { ...Object.fromEntries(present), reference, household } as RecipientInput;
}

const defined = (change: object) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

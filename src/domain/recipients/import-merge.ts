import type { GivenMembers } from "./import-row.ts";
import type { ParsedRecipient, RecipientInput } from "./recipient-input.ts";
import { changeableMembers, type Delivery, type Recipient } from "./recipient.ts";

/** One member of a known recipient that an import would change. */
export interface ImportDifference {
  member: (typeof changeableMembers)[number] | "household";
  /** Null: there was none. Of a household null too: its reference cannot be read back. */
  from: string | number | boolean | null;
  to: string | number | boolean | null;
}

function deliveryFor({ delivery, phone, email, protectedAddress }: GivenMembers): Delivery {
  if (delivery !== undefined) return delivery;
  if (protectedAddress === true) return "print";
  if (phone !== undefined) return "sms";
  return email === undefined ? "print" : "email";
}

/**
 * The recipient as it would be after the import: what the row gives, over what is known. A new recipient
 * reads Bokmål and is reached by phone, else by e-mail, else on paper, where the row does not say.
 */
export function mergeRow(
  known: Recipient | undefined,
  given: GivenMembers,
  municipality: string,
): RecipientInput {
  if (!known) {
    const defaults = { language: "nb", delivery: deliveryFor(given) } as const;
    return { ...defaults, ...given, municipality } as RecipientInput;
  }
  const { reference, label, birthYear, language, delivery, phone, email, protectedAddress } = known;
  const { secondPhone, secondEmail } = known;
  const contact = { phone, email, secondPhone, secondEmail };
  const before = { label, birthYear, language, delivery, ...contact, protectedAddress };
  const kept = Object.entries(before).filter(([, value]) => value !== undefined);
  const becomesProtected = given.protectedAddress === true && !protectedAddress;
  return {
    ...Object.fromEntries(kept),
    ...(becomesProtected && { delivery: "print" }),
    ...given,
    reference,
    municipality,
  } as RecipientInput;
}

/** The members that the input would change. A protected address has no contact stored. */
export function differencesOf(
  known: Recipient,
  input: Pick<ParsedRecipient, (typeof changeableMembers)[number]>,
): ImportDifference[] {
  const none = {
    ...{ phone: undefined, email: undefined },
    ...{ secondPhone: undefined, secondEmail: undefined },
  };
  const stored = input.protectedAddress ? { ...input, ...none } : input;
  return changeableMembers.flatMap((member) => {
    const [from, to] = [known[member] ?? null, stored[member] ?? null];
    return from === to ? [] : [{ member, from, to }];
  });
}

import type { Language } from "../language.ts";

export const deliveries = ["sms", "email", "print", "none"] as const;
export type Delivery = (typeof deliveries)[number];

/** A child, as little of it as possible. What NAV alone may read is in `reference`, `label` and the contact. */
export interface Recipient {
  id: string;
  municipality: string;
  reference: string;
  /** Recipients of one household share it. */
  householdId?: string | undefined;
  label?: string | undefined;
  birthYear: number;
  language: Language;
  /** E.164. */
  phone?: string | undefined;
  email?: string | undefined;
  delivery: Delivery;
  protectedAddress: boolean;
  createdAt: Date;
}

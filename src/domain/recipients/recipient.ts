import type { Language } from "../language.ts";

export const deliveries = ["sms", "email", "print", "none"] as const;
export type Delivery = (typeof deliveries)[number];

/** A child, with as little data as possible. Only NAV may read `reference`, `label` and the contact. */
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
  /** Of a second guardian, who is told beside the first; reached by phone, else by e-mail. */
  secondPhone?: string | undefined;
  secondEmail?: string | undefined;
  delivery: Delivery;
  protectedAddress: boolean;
  createdAt: Date;
}

/** The members that a form or an import changes, and so compares; the reference never changes. */
export const changeableMembers = [
  "label",
  "birthYear",
  "municipality",
  "language",
  "delivery",
  "phone",
  "email",
  "secondPhone",
  "secondEmail",
  "protectedAddress",
] as const;

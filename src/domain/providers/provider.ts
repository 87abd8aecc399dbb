import type { Place } from "../offers/offer.ts";

export type ProviderState = "invited" | "approved" | "suspended";

/** Norway's rates of value added tax; 0 for what is exempt. */
export const vatPercents = [0, 12, 15, 25] as const;
export type VatPercent = (typeof vatPercents)[number];

/** An organisation that gives tickets away: a cinema, a ski lift, a club. */
export interface Provider {
  id: string;
  slug: string;
  name: string;
  organisationNumber: string;
  /** The municipality whose culture office decides on it. */
  municipality: string;
  state: ProviderState;
  contactEmail?: string | undefined;
  place?: Place | undefined;
  /** Where its settlements are paid to, eleven digits. */
  accountNumber?: string | undefined;
  /** The value added tax that its refunds contain. */
  vatPercent: VatPercent;
}

const letters: Record<string, string> = { æ: "ae", ø: "o", å: "a", đ: "d", ŋ: "n", ŧ: "t" };

/** The name in a URL: `Øvre Gauldal idrettslag` becomes `ovre-gauldal-idrettslag`. */
export function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[æøåđŋŧ]/g, (letter) => letters[letter] ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return slug === "" ? "provider" : slug;
}

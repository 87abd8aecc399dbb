import { findRevealingWords } from "../deny-list.ts";
import type { Provider } from "./provider.ts";

/** The provider as its tickets name it. */
export type ShownProvider = Pick<Provider, "name" | "place">;

/**
 * The provider's name and address, as a ticket gives them; undefined without an address. An address that was
 * stored before one of its words was listed as revealing is left out.
 */
export function contactText({ name, place }: ShownProvider): string | undefined {
  if (!place) return undefined;
  const text = [...new Set([name, place.name, place.address])].join("\n");
  return findRevealingWords(text).length > 0 ? undefined : text;
}

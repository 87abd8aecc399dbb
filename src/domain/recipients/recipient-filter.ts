import type { Language } from "../language.ts";

/** What the recipients of a choice hold: of any offer, or of the chosen ones. */
export const holdings = [
  "any",
  "nothing",
  "under2",
  "under3",
  "chosen",
  "notChosen",
  "notFetched",
] as const;
export type Holding = (typeof holdings)[number];

/** Filter of the recipients to choose among; an absent member does not filter. */
export interface RecipientFilter {
  municipality?: string | undefined;
  language?: Language | undefined;
  /** By calendar year, as offers count it. */
  ageFrom?: number | undefined;
  ageTo?: number | undefined;
  holding: Holding;
  /** Id of a saved list that they are in. */
  listId?: string | undefined;
}

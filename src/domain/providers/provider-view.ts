import { hasWords } from "../has-words.ts";
import type { Provider } from "./provider.ts";

/** Which of its providers a culture office looks at; `toAsk`: their redemptions leave something to ask about. */
export const providerViews = ["all", "invited", "approved", "suspended", "toAsk"] as const;
export type ProviderView = (typeof providerViews)[number];

/** Whether the view has the provider. */
export const isInProviderView = (
  { state, isToAsk }: Pick<Provider, "state"> & { isToAsk: boolean },
  view: ProviderView,
): boolean => view === "all" || (view === "toAsk" ? isToAsk : state === view);

/** Whether every word of the search stands in the provider's name, organisation number or place. */
export const isFoundProvider = (
  { name, organisationNumber, place }: Pick<Provider, "name" | "organisationNumber" | "place">,
  search: string,
): boolean => hasWords([name, organisationNumber, place?.name].join(" "), search);

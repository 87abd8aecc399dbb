import { revisionOf } from "../revision.ts";
import type { Provider } from "./provider.ts";

/** What is stored of a provider, also where more was read beside it. */
export function revisedProvider(provider: Provider): Record<string, unknown> {
  const { name, organisationNumber, municipality, state, contactEmail } = provider;
  const { place, accountNumber, vatPercent } = provider;
  const known = { name, organisationNumber, municipality, state, contactEmail };
  return { ...known, place, accountNumber, vatPercent };
}

/** Returns a hash of what is stored of a provider. */
export const providerRevision = (provider: Provider): string =>
  revisionOf(revisedProvider(provider));

/** What the form for a provider's contact changes. */
export const revisedContact = ({ contactEmail }: Provider): Record<string, unknown> => ({
  contactEmail,
});

/** Returns a hash of what the form for a provider's contact changes. */
export const contactRevision = (provider: Provider): string => revisionOf(revisedContact(provider));

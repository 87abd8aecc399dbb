import { createHash } from "node:crypto";
import { stringify as canonicalJson } from "safe-stable-stringify";
import type { Provider } from "./provider.ts";

/** Returns a hash of what is stored of a provider, also where more was read beside it. */
export function providerRevision(provider: Provider): string {
  const { name, organisationNumber, municipality, state, contactEmail } = provider;
  const { place, accountNumber, vatPercent } = provider;
  const stored = [name, organisationNumber, municipality, state, contactEmail ?? null];
  return createHash("sha256")
    .update(canonicalJson([...stored, place ?? null, accountNumber ?? null, vatPercent]))
    .digest()
    .toString("base64url", 0, 12);
}

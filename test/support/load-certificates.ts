import type { AppleConfig } from "../../src/config/apple.ts";
import { loadSigners } from "../../src/wallets/apple/certificates.ts";
import { signerAt, type PassCertificates } from "../../src/wallets/apple/signers.ts";

/** Returns the pair that signs at the moment. Throws as `loadSigners` does. */
export function loadCertificates(config: AppleConfig, at: Date): PassCertificates {
  return signerAt(loadSigners(config, at), at);
}

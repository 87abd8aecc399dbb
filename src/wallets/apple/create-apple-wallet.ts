import type { AppleConfig } from "../../config/apple.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { AppleWallet } from "./apple-wallet.ts";
import { authenticationToken, isAuthenticationToken } from "./authentication-token.ts";
import { certificateStatus } from "./certificate-status.ts";
import { loadSigners } from "./certificates.ts";
import { createManifestSigner, type SignManifest } from "./cms.ts";
import { compileTickets } from "./compile.ts";
import type { PassIssuer } from "./pass-json.ts";
import { BuildCache } from "./build-cache.ts";
import { signerAt, type PassCertificates } from "./signers.ts";
import { stampTicket } from "./stamp.ts";

const megabyte = 1024 * 1024;
const minuteMs = 60_000;

/** Phones refuse a web service without TLS; on a developer's machine the simulated phone takes it. */
function webServiceOf(publicUrl: string): Pick<PassIssuer, "webServiceURL"> {
  const { protocol, hostname } = new URL(publicUrl);
  const reachable = protocol === "https:" || ["localhost", "127.0.0.1"].includes(hostname);
  return reachable ? { webServiceURL: `${publicUrl}/apple` } : {};
}

/**
 * Checks the certificates and prepares the signature. Throws ConfigError listing each way in which
 * certificates, key and configured ids do not fit together.
 */
export function createAppleWallet(
  config: AppleConfig,
  { keyRing, publicUrl, at = new Date() }: { keyRing: KeyRing; publicUrl: string; at?: Date },
): AppleWallet {
  const loaded = loadSigners(config, at);
  const prepare = (pair: PassCertificates) => ({ ...pair, sign: createManifestSigner(pair) });
  const [first, ...others] = loaded;
  const signers = [prepare(first), ...others.map(prepare)] as const;
  // Asked each time: while two are loaded, the new one takes over when it becomes valid.
  const signManifest: SignManifest = (manifest, signedAt) =>
    signerAt(signers, signedAt).sign(manifest, signedAt);
  const { passTypeIdentifier, teamIdentifier } = config;
  const issuer = { passTypeIdentifier, teamIdentifier, ...webServiceOf(publicUrl) };
  return {
    passTypeIdentifier,
    certificateStatus: (now) => certificateStatus(loaded, now),
    authenticationToken: (holder) => authenticationToken(keyRing, holder),
    isAuthenticationToken: (token, serialNumber, found) =>
      isAuthenticationToken(keyRing, token, serialNumber, found),
    compile: (content, images, language, ended) =>
      compileTickets(issuer, content, images, language, ended),
    stamp: (compiled, ticket, stampedAt) =>
      stampTicket(
        signManifest,
        compiled,
        ticket,
        authenticationToken(keyRing, { tokenKeyId: null, ...ticket }),
        stampedAt,
      ),
    builds: {
      compiled: new BuildCache({ maxBytes: 64 * megabyte, maxAgeMs: 60 * minuteMs }),
      stamped: new BuildCache({ maxBytes: 64 * megabyte, maxAgeMs: 5 * minuteMs }),
    },
  };
}

import type { AppleConfig } from "../../config/apple.ts";
import { AppError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { AppleWallet } from "./apple-wallet.ts";
import { authenticationToken, isAuthenticationToken } from "./authentication-token.ts";
import { certificateStatus } from "./certificate-status.ts";
import { loadSigners } from "./certificates.ts";
import { createManifestSigner, type SignManifest } from "./cms.ts";
import { compileTickets } from "./compile.ts";
import type { PassIssuer } from "./pass-json.ts";
import { BuildCache } from "./build-cache.ts";
import { hasExpired, signerAt, type PassCertificates } from "./signers.ts";
import { stampTicket } from "./stamp.ts";

const megabyte = 1024 * 1024;
const minuteMs = 60_000;

/** Phones refuse a web service without TLS; in development the simulated phone accepts it. */
function webServiceOf(publicUrl: string): Pick<PassIssuer, "webServiceURL"> {
  const { protocol, hostname } = new URL(publicUrl);
  const reachable = protocol === "https:" || ["localhost", "127.0.0.1"].includes(hostname);
  return reachable ? { webServiceURL: `${publicUrl}/apple` } : {};
}

/**
 * Creates the Apple Wallet part. Throws ConfigError with each mismatch between certificates, key and
 * configured identifiers.
 */
export function createAppleWallet(
  config: AppleConfig,
  { keyRing, publicUrl, at = new Date() }: { keyRing: KeyRing; publicUrl: string; at?: Date },
): AppleWallet {
  const loaded = loadSigners(config, at, { allowsExpired: true });
  const prepare = (pair: PassCertificates) => ({ ...pair, sign: createManifestSigner(pair) });
  const [first, ...others] = loaded;
  const signers = [prepare(first), ...others.map(prepare)] as const;
  // Evaluated each time: of two, the new one is used from the moment it is valid.
  const canSign = (signedAt: Date) => !hasExpired(signerAt(signers, signedAt), signedAt);
  const signManifest: SignManifest = async (manifest, signedAt) => {
    if (!canSign(signedAt)) {
      const detail = "Apple's certificate has expired: no ticket can be added to Apple Wallet now.";
      throw new AppError("wallet_unavailable", detail);
    }
    return signerAt(signers, signedAt).sign(manifest, signedAt);
  };
  const { passTypeIdentifier, teamIdentifier } = config;
  const issuer = { passTypeIdentifier, teamIdentifier, ...webServiceOf(publicUrl) };
  return {
    passTypeIdentifier,
    canSign,
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

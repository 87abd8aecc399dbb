import { X509Certificate } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AppleConfig } from "../config/apple.ts";
import { ConfigError } from "../config/config-error.ts";
import { certificateStatus } from "../wallets/apple/certificate-status.ts";
import { loadSigners } from "../wallets/apple/certificates.ts";
import {
  issuePassCertificate,
  issueServerCertificate,
  createIntermediate,
  createRoot,
  pemPair,
  type PemPair,
} from "./certificate-authority.ts";

const dayMs = 86_400_000;

export const developmentIds = {
  passTypeIdentifier: "pass.no.example.join",
  teamIdentifier: "JOINDEV000",
};

const files = {
  rootCert: "root.pem",
  rootKey: "root.key",
  wwdrCert: "wwdr.pem",
  signerCert: "pass.pem",
  signerKey: "pass.key",
  apnsCert: "apns.pem",
  apnsKey: "apns.key",
} as const;
type DevelopmentFiles = Record<keyof typeof files, string>;

/** A configuration of the Apple part, and what the stand-ins for Apple need beside it. */
export interface DevelopmentCertificates extends AppleConfig {
  /** What a verifier trusts. */
  rootCert: string;
  /** The push service's server certificate and key. */
  apnsServer: PemPair;
}

const appleConfig = (made: DevelopmentFiles): DevelopmentCertificates => ({
  ...developmentIds,
  signerCert: made.signerCert,
  signerKey: made.signerKey,
  wwdrCert: made.wwdrCert,
  apnsOrigin: "https://api.push.apple.com",
  apnsCa: made.rootCert,
  rootCert: made.rootCert,
  apnsServer: { cert: made.apnsCert, key: made.apnsKey },
});

/** What the directory holds, if it is whole, sound and lasts another 30 days. */
async function readGood(directory: string, at: Date): Promise<DevelopmentCertificates | undefined> {
  try {
    const made = Object.fromEntries(
      await Promise.all(
        Object.entries(files).map(async ([name, file]) => [
          name,
          await readFile(join(directory, file), "utf8"),
        ]),
      ),
    ) as DevelopmentFiles;
    const config = appleConfig(made);
    const ends = [
      ...certificateStatus(loadSigners(config, at), at).map(({ notAfter }) => notAfter),
      new Date(new X509Certificate(made.apnsCert).validTo),
    ];
    const lasting = ends.every((end) => end.getTime() - at.getTime() > 30 * dayMs);
    return lasting ? config : undefined;
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (missing || error instanceof ConfigError) return undefined;
    throw error;
  }
}

/**
 * Development certificates from the directory; made anew when there are none, when they do not fit
 * together, or when they end within 30 days.
 */
export async function developmentCertificates(
  directory: string,
  at: Date = new Date(),
): Promise<DevelopmentCertificates> {
  const known = await readGood(directory, at);
  if (known) return known;
  // A little back, so that a clock that is behind does not call them "not yet valid".
  const from = new Date(at.getTime() - dayMs);
  const root = await createRoot(from);
  const wwdr = await createIntermediate(root, from);
  const pass = await issuePassCertificate(wwdr, { ...developmentIds, at: from });
  const apns = await issueServerCertificate(root, from);
  const rootPem = await pemPair(root);
  const made: DevelopmentFiles = {
    rootCert: rootPem.cert,
    rootKey: rootPem.key,
    wwdrCert: (await pemPair(wwdr)).cert,
    signerCert: pass.cert,
    signerKey: pass.key,
    apnsCert: apns.cert,
    apnsKey: apns.key,
  };
  await mkdir(directory, { recursive: true });
  await Promise.all(
    Object.entries(files).map(([name, file]) =>
      writeFile(join(directory, file), made[name as keyof DevelopmentFiles], { mode: 0o600 }),
    ),
  );
  return appleConfig(made);
}

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

/** The Apple configuration, and the certificates of the simulated APNs and phone. */
export interface DevelopmentCertificates extends AppleConfig {
  /** The root that verifiers trust. */
  rootCert: string;
  /** The push service's server certificate and key. */
  apnsServer: PemPair;
}

const appleConfig = (pem: DevelopmentFiles): DevelopmentCertificates => ({
  ...developmentIds,
  signerCert: pem.signerCert,
  signerKey: pem.signerKey,
  wwdrCert: pem.wwdrCert,
  apnsOrigin: "https://api.push.apple.com",
  apnsCa: pem.rootCert,
  rootCert: pem.rootCert,
  apnsServer: { cert: pem.apnsCert, key: pem.apnsKey },
});

/** Reads the certificates; undefined unless they are complete, valid and last another 30 days. */
async function readValid(
  directory: string,
  at: Date,
): Promise<DevelopmentCertificates | undefined> {
  try {
    const pem = Object.fromEntries(
      await Promise.all(
        Object.entries(files).map(async ([name, file]) => [
          name,
          await readFile(join(directory, file), "utf8"),
        ]),
      ),
    ) as DevelopmentFiles;
    const config = appleConfig(pem);
    const ends = [
      ...certificateStatus(loadSigners(config, at), at).map(({ notAfter }) => notAfter),
      new Date(new X509Certificate(pem.apnsCert).validTo),
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
 * Returns the development certificates in the directory. Creates new ones when one is missing, when they
 * do not match, or when one expires within 30 days.
 */
export async function developmentCertificates(
  directory: string,
  at: Date = new Date(),
): Promise<DevelopmentCertificates> {
  const known = await readValid(directory, at);
  if (known) return known;
  // A day back, so that they are valid for a clock that is behind.
  const from = new Date(at.getTime() - dayMs);
  const root = await createRoot(from);
  const wwdr = await createIntermediate(root, from);
  const pass = await issuePassCertificate(wwdr, { ...developmentIds, at: from });
  const apns = await issueServerCertificate(root, from);
  const rootPem = await pemPair(root);
  const pem: DevelopmentFiles = {
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
      writeFile(join(directory, file), pem[name as keyof DevelopmentFiles], { mode: 0o600 }),
    ),
  );
  return appleConfig(pem);
}

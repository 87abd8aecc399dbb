// https://developer.apple.com/documentation/walletpasses/building-a-pass
import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import type { AppleConfig } from "../../config/apple.ts";
import { ConfigError } from "../../config/config-error.ts";
import { certificateFields } from "./certificate-fields.ts";
import { pemBlocks } from "./pem-blocks.ts";
import type { Signers } from "./signers.ts";

interface Named<T> {
  /** The variable's name, with the block's number when it has two. */
  name: string;
  value: T;
}

const which = (variable: string, index: number, count: number) =>
  count < 2 ? variable : `${variable} (${["first", "second"][index] ?? index + 1} in it)`;

/** Reads each PEM block, and collects a fault for each that does not parse. No block at all is a fault, too. */
function readBlocks<T>(
  faults: string[],
  variable: string,
  fault: string,
  texts: string[],
  read: (pem: string) => T,
): Named<T>[] {
  if (texts.length === 0) faults.push(`${variable} ${fault}`);
  return texts.flatMap((pem, index) => {
    const name = which(variable, index, texts.length);
    try {
      return [{ name, value: read(pem) }];
    } catch {
      faults.push(`${name} ${fault}`);
      return [];
    }
  });
}

function identityFaults({ name, value: leaf }: Named<X509Certificate>, config: AppleConfig) {
  const { uid, organizationalUnit, passTypeIdentifier } = certificateFields(leaf.raw);
  const compared: [variable: string, wanted: string, field: string, found: string | undefined][] = [
    ["APPLE_PASS_TYPE_IDENTIFIER", config.passTypeIdentifier, "UID in the subject", uid],
    [
      "APPLE_PASS_TYPE_IDENTIFIER",
      config.passTypeIdentifier,
      "extension 1.2.840.113635.100.6.1.16",
      passTypeIdentifier,
    ],
    ["APPLE_TEAM_IDENTIFIER", config.teamIdentifier, "OU in the subject", organizationalUnit],
  ];
  return compared
    .filter(([, wanted, , found]) => wanted !== found)
    .map(
      ([variable, wanted, field, found]) =>
        `${variable} is ${wanted}, but ${name} says ${found ?? "nothing"} (${field})`,
    );
}

const hasExpired = (at: Date, ...certificates: (Named<X509Certificate> | undefined)[]) =>
  certificates.some((each) => each && at > new Date(each.value.validTo));

function validityFaults({ name, value: certificate }: Named<X509Certificate>, at: Date): string[] {
  if (hasExpired(at, { name, value: certificate }))
    return [`${name} expired on ${certificate.validTo}`];
  if (at < new Date(certificate.validFrom)) {
    return [`${name} is not valid before ${certificate.validFrom}`];
  }
  return [];
}

const canSign = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject) =>
  asymmetricKeyType === "rsa" ||
  (asymmetricKeyType === "ec" && asymmetricKeyDetails?.namedCurve === "prime256v1");

/** Whether `issuer` issued the certificate, by name and signature. */
export const isIssuedBy = (leaf: X509Certificate, issuer: X509Certificate) =>
  leaf.checkIssued(issuer) && leaf.verify(issuer.publicKey);

/**
 * Loads the configured signers: one, or the old and the new. Throws ConfigError with every fault:
 * unreadable, identifiers that differ, a key of another certificate, not issued by the intermediate, none
 * valid now. The service allows an expired one: without Apple's part the doors still work.
 */
export function loadSigners(
  config: AppleConfig,
  at: Date,
  { allowsExpired = false }: { allowsExpired?: boolean } = {},
): Signers {
  const faults: string[] = [];
  const leaves = readBlocks(
    faults,
    "APPLE_SIGNER_CERT",
    "is not a certificate in PEM form",
    pemBlocks(config.signerCert, "certificate"),
    (pem) => new X509Certificate(pem),
  );
  const issuers = readBlocks(
    faults,
    "APPLE_WWDR_CERT",
    "is not a certificate in PEM form",
    pemBlocks(config.wwdrCert, "certificate"),
    (pem) => new X509Certificate(pem),
  );
  const passphrase = config.signerKeyPassphrase;
  const keys = readBlocks(
    faults,
    "APPLE_SIGNER_KEY",
    "is not a private key in PEM form, or APPLE_SIGNER_KEY_PASSPHRASE does not open it",
    pemBlocks(config.signerKey, "key"),
    (pem) => createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) }),
  );
  if (leaves.length > 2) {
    faults.push("APPLE_SIGNER_CERT holds more than two certificates: the old and the new, no more");
  }
  for (const { name } of keys.filter(({ value }) => !canSign(value))) {
    faults.push(`${name} must be an RSA or a P-256 key`);
  }
  const pairs = leaves.map((leaf) => ({
    leaf,
    wwdr: issuers.find(({ value }) => isIssuedBy(leaf.value, value)),
    key: keys.find(({ value }) => leaf.value.checkPrivateKey(value)),
  }));
  for (const { leaf, wwdr, key } of pairs) {
    faults.push(...identityFaults(leaf, config));
    if (!wwdr && issuers.length > 0) {
      faults.push(`APPLE_WWDR_CERT is the wrong intermediate: it did not issue ${leaf.name}`);
    }
    if (!key && keys.length > 0) faults.push(`APPLE_SIGNER_KEY does not match ${leaf.name}`);
  }
  const invalid = pairs.map(({ leaf, wwdr }) => [
    ...validityFaults(leaf, at),
    ...(wwdr ? validityFaults(wwdr, at) : []),
  ]);
  // During a rotation the old one may have expired, or the new one may not be valid yet.
  const isOverlooked = allowsExpired && pairs.some(({ leaf, wwdr }) => hasExpired(at, leaf, wwdr));
  if (!isOverlooked && invalid.every((each) => each.length > 0)) {
    faults.push(...new Set(invalid.flat()));
  }

  const signers = pairs.flatMap(({ leaf, wwdr, key }) =>
    wwdr && key ? [{ leaf: leaf.value, wwdr: wwdr.value, key: key.value }] : [],
  );
  const [first, ...others] = signers;
  if (!first || faults.length > 0) throw new ConfigError(faults);
  return [first, ...others];
}

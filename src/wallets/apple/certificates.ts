// https://developer.apple.com/documentation/walletpasses/building-a-pass
import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { ConfigError, type AppleConfig } from "../../config.ts";
import { certificateFields } from "./certificate-fields.ts";

/** What signs: checked to belong together, to the configured ids, and to the moment. */
export interface PassCertificates {
  leaf: X509Certificate;
  wwdr: X509Certificate;
  key: KeyObject;
}

export interface CertificateStatus {
  name: "pass" | "wwdr";
  notAfter: Date;
  /** Whole days; negative once it has expired. */
  daysLeft: number;
}

const dayMs = 86_400_000;

/** Runs the step; notes the fault and goes on when it throws. */
function attempt<T>(faults: string[], fault: string, step: () => T): T | undefined {
  try {
    return step();
  } catch {
    faults.push(fault);
    return undefined;
  }
}

function identityFaults(leaf: X509Certificate, config: AppleConfig): string[] {
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
        `${variable} is ${wanted}, but APPLE_SIGNER_CERT says ${found ?? "nothing"} (${field})`,
    );
}

function validityFaults(name: string, certificate: X509Certificate, at: Date): string[] {
  if (at > new Date(certificate.validTo)) return [`${name} expired on ${certificate.validTo}`];
  if (at < new Date(certificate.validFrom)) {
    return [`${name} is not valid before ${certificate.validFrom}`];
  }
  return [];
}

const canSign = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject) =>
  asymmetricKeyType === "rsa" ||
  (asymmetricKeyType === "ec" && asymmetricKeyDetails?.namedCurve === "prime256v1");

/**
 * The configured certificates, ready to sign with. Throws ConfigError listing every difference:
 * unreadable, ids that differ, key of another certificate, expired, not issued by the intermediate.
 */
export function loadCertificates(config: AppleConfig, at: Date): PassCertificates {
  const faults: string[] = [];
  const leaf = attempt(
    faults,
    "APPLE_SIGNER_CERT is not a certificate in PEM form",
    () => new X509Certificate(config.signerCert),
  );
  const wwdr = attempt(
    faults,
    "APPLE_WWDR_CERT is not a certificate in PEM form",
    () => new X509Certificate(config.wwdrCert),
  );
  const key = attempt(
    faults,
    "APPLE_SIGNER_KEY is not a private key in PEM form, or APPLE_SIGNER_KEY_PASSPHRASE does not open it",
    () =>
      createPrivateKey({
        key: config.signerKey,
        ...(config.signerKeyPassphrase !== undefined && {
          passphrase: config.signerKeyPassphrase,
        }),
      }),
  );
  if (leaf) {
    faults.push(...identityFaults(leaf, config), ...validityFaults("APPLE_SIGNER_CERT", leaf, at));
  }
  if (wwdr) faults.push(...validityFaults("APPLE_WWDR_CERT", wwdr, at));
  if (leaf && wwdr && !(leaf.checkIssued(wwdr) && leaf.verify(wwdr.publicKey))) {
    faults.push("APPLE_WWDR_CERT is the wrong intermediate: it did not issue APPLE_SIGNER_CERT");
  }
  if (leaf && key && !leaf.checkPrivateKey(key)) {
    faults.push("APPLE_SIGNER_KEY does not match APPLE_SIGNER_CERT");
  }
  if (key && !canSign(key)) {
    faults.push("APPLE_SIGNER_KEY must be an RSA or a P-256 key");
  }
  if (!leaf || !wwdr || !key || faults.length > 0) throw new ConfigError(faults);
  return { leaf, wwdr, key };
}

/** When each certificate ends: for readiness, metrics and the staff page. */
export function certificateStatus(
  { leaf, wwdr }: Pick<PassCertificates, "leaf" | "wwdr">,
  at: Date,
): CertificateStatus[] {
  const statusOf = (name: CertificateStatus["name"], certificate: X509Certificate) => {
    const notAfter = new Date(certificate.validTo);
    const daysLeft = Math.floor((notAfter.getTime() - at.getTime()) / dayMs);
    return { name, notAfter, daysLeft };
  };
  return [statusOf("pass", leaf), statusOf("wwdr", wwdr)];
}

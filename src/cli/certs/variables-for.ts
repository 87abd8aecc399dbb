import type { X509Certificate } from "node:crypto";
import { certificateFields } from "../../wallets/apple/certificate-fields.ts";
import { isIssuedBy } from "../../wallets/apple/certificates.ts";
import type { CertificateFolder } from "./certificate-folder.ts";
import { folderConfig, type FolderPair } from "./folder-config.ts";
import { issuerOf } from "./issuer-of.ts";
import { commandLine } from "../command-line.ts";

const dayOf = (text: string) => new Date(text).toISOString().slice(0, 10);

function rotationText([newest, older]: [FolderPair, FolderPair]): string {
  return `
Both are loaded: ${newest.certificate.file} signs, and ${older.certificate.file} stands by. Restart the
instances one after another; tickets on phones stay as they are. After ${dayOf(older.certificate.certificate.validTo)}
take the old one out of both variables. To go back to the old one, take out the new one.
`;
}

/** The environment variables for the certificate, and the intermediate where it is missing. */
export function variablesFor(
  folder: CertificateFolder,
  certificate: X509Certificate,
  passphrase: string | undefined,
  at: Date,
): string {
  const { uid = "" } = certificateFields(certificate.raw);
  const { pairs, passTypeIdentifier, teamIdentifier } = folderConfig(folder, at, uid);
  const [newest, older] = pairs;
  const intermediate = folder.certificates.find((each) =>
    isIssuedBy(certificate, each.certificate),
  );
  const lines = [
    "Set these variables:",
    "",
    `  APPLE_PASS_TYPE_IDENTIFIER=${passTypeIdentifier}`,
    `  APPLE_TEAM_IDENTIFIER=${teamIdentifier}`,
    `  APPLE_SIGNER_CERT=${pairs.map((pair) => pair.certificate.file).join(",")}`,
    `  APPLE_SIGNER_KEY=${pairs.map((pair) => pair.key.file).join(",")}`,
    ...(passphrase === undefined ? [] : ["  APPLE_SIGNER_KEY_PASSPHRASE=(as it is set now)"]),
    `  APPLE_WWDR_CERT=${intermediate?.file ?? "(missing, see below)"}`,
    "",
    `The certificate is valid until ${dayOf(certificate.validTo)}. What is loaded, and for how long: ${commandLine("certs")} check`,
  ];
  if (newest && older) lines.push(rotationText([newest, older]).trimEnd());
  if (!intermediate) {
    const { name, url } = issuerOf(certificate);
    lines.push(
      "",
      `Missing is the intermediate that issued it (${name}). Download`,
      `  ${url}`,
      `and run: ${commandLine("certs")} install THAT_FILE`,
    );
  }
  return lines.join("\n");
}

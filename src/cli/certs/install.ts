import { X509Certificate } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { certificateFields } from "../../wallets/apple/certificate-fields.ts";
import { isIssuedBy } from "../../wallets/apple/certificates.ts";
import { freeStem, readCertificateFolder, type CertificateFolder } from "./certificate-folder.ts";
import { issuerOf, nameField } from "./issuer-of.ts";
import type { Outcome } from "./outcome.ts";
import { variablesFor } from "./variables-for.ts";
import { commandLine } from "../command-line.ts";

export interface InstallInput {
  /** The file that Apple issued: DER or PEM. */
  file: string;
  directory: string;
  passphrase: string | undefined;
  at: Date;
}

const refused = (text: string): Outcome => ({ text, isSound: false });

/**
 * Installs a certificate as PEM: a pass type certificate beside its key, or the intermediate that issued
 * it. Downloads and overwrites nothing. Reports which variables to set, and what is missing.
 */
export async function install(input: InstallInput): Promise<Outcome> {
  const { file, directory, passphrase, at } = input;
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return refused(`${file} cannot be read.`);
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(bytes);
  } catch {
    const isRequest = bytes.includes("CERTIFICATE REQUEST");
    return refused(
      isRequest
        ? `${file} is the request, not the certificate. Upload it in Apple's portal; what you download there goes here.`
        : `${file} is not a certificate, neither in DER nor in PEM form.`,
    );
  }
  if (at > new Date(certificate.validTo)) {
    return refused(
      `${file} expired on ${certificate.validTo}. Ask for a new one: ${commandLine("certs")} request`,
    );
  }
  const folder = await readCertificateFolder(directory, passphrase);
  return certificate.ca
    ? installIntermediate(certificate, folder, input)
    : installPassCertificate(certificate, folder, input);
}

async function installPassCertificate(
  certificate: X509Certificate,
  folder: CertificateFolder,
  { file, directory, passphrase, at }: InstallInput,
): Promise<Outcome> {
  const { uid, organizationalUnit, passTypeIdentifier } = certificateFields(certificate.raw);
  if (uid === undefined || organizationalUnit === undefined || passTypeIdentifier === undefined) {
    return refused(
      `${file} is not a pass type certificate: it is for ${nameField(certificate.subject, "CN") ?? "something else"}.\n` +
        `In Apple's portal, create the certificate from the Pass Type ID's own page.`,
    );
  }
  const owner = folder.keys.find(({ key }) => certificate.checkPrivateKey(key));
  if (!owner) return refused(noKeyFor(file, folder, passphrase));

  const known = folder.certificates.find(
    (each) => each.certificate.fingerprint256 === certificate.fingerprint256,
  );
  const besideKey = owner.file.replace(/\.key$/, ".pem");
  const isTaken = folder.certificates.some((each) => each.file === besideKey);
  const target = known?.file ?? (isTaken ? join(directory, `${freeStem(folder)}.pem`) : besideKey);
  if (!known) {
    await writeFile(target, certificate.toString(), { flag: "wx" });
    folder.certificates.push({ file: target, certificate });
  }
  const verdict = known ? `${file} is installed already, as ${target}` : `Installed ${target}`;
  return {
    text: `${verdict}; it belongs to ${owner.file}.\n\n${variablesFor(folder, certificate, passphrase, at)}`,
    isSound: true,
  };
}

function noKeyFor(
  file: string,
  { path, keys, closedKeys }: CertificateFolder,
  passphrase: string | undefined,
): string {
  const lines = [`${file} belongs to none of the keys in ${path}.`];
  if (keys.length > 0) {
    lines.push(`  of another certificate: ${keys.map((each) => each.file).join(", ")}`);
  }
  if (closedKeys.length > 0) {
    const reason =
      passphrase === undefined
        ? "does not open; if it has a passphrase, set APPLE_SIGNER_KEY_PASSPHRASE"
        : "does not open with APPLE_SIGNER_KEY_PASSPHRASE";
    lines.push(`  ${reason}: ${closedKeys.join(", ")}`);
  }
  if (keys.length + closedKeys.length === 0) lines.push("  there is no key in it");
  lines.push(
    `Put the key that the request was made with there, or start anew: ${commandLine("certs")} request`,
  );
  return lines.join("\n");
}

async function installIntermediate(
  certificate: X509Certificate,
  folder: CertificateFolder,
  { file, directory, passphrase, at }: InstallInput,
): Promise<Outcome> {
  const name = nameField(certificate.subject, "CN") ?? "no name";
  if (certificate.checkIssued(certificate)) {
    return refused(
      `${file} is a root (${name}). What is needed is the intermediate: ${issuerOf(certificate).url}`,
    );
  }
  const leaves = folder.certificates.filter((each) => !each.certificate.ca);
  const issued = leaves.filter((each) => isIssuedBy(each.certificate, certificate));
  const newest = issued.at(-1);
  if (leaves.length > 0 && !newest) {
    const wanted = leaves.map((each) => {
      const { name: issuer, url } = issuerOf(each.certificate);
      return `  ${each.file} was issued by ${issuer}: ${url}`;
    });
    return refused(
      [`${file} (${name}) issued none of the certificates in ${directory}.`, ...wanted].join("\n"),
    );
  }
  // Old and new pass certificates may have different intermediates: the file holds both.
  const target = join(directory, "wwdr.pem");
  const isKnown = folder.certificates.some(
    (each) => each.certificate.fingerprint256 === certificate.fingerprint256,
  );
  if (!isKnown) {
    await writeFile(target, certificate.toString(), { flag: "a" });
    folder.certificates.push({ file: target, certificate });
  }
  const next = newest
    ? variablesFor(folder, newest.certificate, passphrase, at)
    : `Next: ${commandLine("certs")} install pass.cer`;
  return {
    text: `${isKnown ? "Already in" : "Installed in"} ${target}: ${name}.\n\n${next}`,
    isSound: true,
  };
}

import { generateKeyPair } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { certificateRequest } from "../../wallets/apple/certificate-request.ts";
import { freeStem, readCertificateFolder } from "./certificate-folder.ts";
import type { Outcome } from "./outcome.ts";
import { commandLine } from "../command-line.ts";

const portal = "https://developer.apple.com/account/resources";

const stepsFor = (requestFile: string) => `
What comes next, in Apple's portal (you need the role Account Holder or Admin):

  1. Sign in at ${portal}/identifiers/list/passTypeId
  2. The first time: press +, choose "Pass Type IDs", and register an identifier that names you and
     nothing else, such as pass.no.yourname.ticket. It stands in every ticket and can never change.
     For a renewal: keep the identifier that you have.
  3. Open the identifier, press "Create Certificate", give it any name, and upload
       ${requestFile}
  4. Download the certificate (pass.cer), and run here:
       ${commandLine("certs")} install pass.cer
`;

/**
 * Creates a private key that only its owner can read, and the certificate signing request for Apple's
 * portal. Overwrites nothing: a renewal gets names of its own.
 */
export async function request({
  directory,
  passphrase,
  name = "Join Wallet",
  email,
}: {
  directory: string;
  passphrase: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
}): Promise<Outcome> {
  if (email !== undefined && !(/^[\x21-\x7e]+$/.test(email) && /.@./.test(email))) {
    return { text: `${email} is not an e-mail address that a request can hold.`, isSound: false };
  }
  const folder = await readCertificateFolder(directory, passphrase);
  const waiting = folder.keys.filter(
    ({ key }) => !folder.certificates.some(({ certificate }) => certificate.checkPrivateKey(key)),
  );
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const stem = freeStem(folder);
  const keyFile = join(directory, `${stem}.key`);
  const requestFile = join(directory, `${stem}.certSigningRequest`);
  const encryption = passphrase === undefined ? {} : { cipher: "aes-256-cbc", passphrase };
  await writeFile(keyFile, privateKey.export({ format: "pem", type: "pkcs8", ...encryption }), {
    mode: 0o600,
    flag: "wx",
  });
  await writeFile(requestFile, certificateRequest(privateKey, { commonName: name, email }), {
    flag: "wx",
  });
  const secrecy =
    passphrase === undefined
      ? "Without a passphrase; set APPLE_SIGNER_KEY_PASSPHRASE before this command to have one."
      : "It opens with APPLE_SIGNER_KEY_PASSPHRASE as it is set now.";
  const earlier =
    waiting.length === 0
      ? ""
      : `\nThere was a key without a certificate: ${waiting.map(({ file }) => file).join(", ")}.\n` +
        "If its request is with Apple already, go on with that one; either can be installed.\n";
  const made =
    `Made ${keyFile} (RSA-2048; keep it secret, it never leaves your hands) and ${requestFile}.\n` +
    `${secrecy}\n`;
  return { text: made + earlier + stepsFor(requestFile), isSound: true };
}

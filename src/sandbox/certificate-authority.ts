import { createPrivateKey, randomBytes, webcrypto } from "node:crypto";
// @peculiar/x509 requires it loaded first.
import "reflect-metadata";
import * as x509 from "@peculiar/x509";

const dayMs = 86_400_000;
const rsa = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const p256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

const oid = {
  passTypeIdentifier: "1.2.840.113635.100.6.1.16",
  wwdrIssued: "1.2.840.113635.100.6.3.2",
  wwdrIntermediate: "1.2.840.113635.100.6.2.1",
  passSigning: "1.2.840.113635.100.4.14",
  clientAuth: "1.3.6.1.5.5.7.3.2",
};

export interface CertificateAuthority {
  cert: x509.X509Certificate;
  keys: webcrypto.CryptoKeyPair;
}

export interface PemPair {
  cert: string;
  key: string;
}

const serialNumber = () => `01${randomBytes(15).toString("hex")}`;
const generateKeys = (algorithm: "rsa" | "p256" = "rsa") =>
  webcrypto.subtle.generateKey(algorithm === "rsa" ? rsa : p256, true, ["sign", "verify"]);
const utf8 = (text: string) => Buffer.from([0x0c, text.length, ...Buffer.from(text)]);

async function pemOfKey(key: webcrypto.CryptoKey): Promise<string> {
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", key);
  return createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" })
    .export({ format: "pem", type: "pkcs8" })
    .toString();
}

export async function pemPair({ cert, keys }: CertificateAuthority): Promise<PemPair> {
  return { cert: `${cert.toString("pem")}\n`, key: await pemOfKey(keys.privateKey) };
}

const validFor = (at: Date, days: number) => ({
  notBefore: at,
  notAfter: new Date(at.getTime() + days * dayMs),
});

const caKeyUsage = new x509.KeyUsagesExtension(
  x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
  true,
);

interface CertificateRequest {
  subject: string | x509.Name;
  at: Date;
  days: number;
  algorithm?: "rsa" | "p256" | undefined;
  extensions: x509.Extension[];
}

/** Issues a certificate for new keys, with both key identifiers beside the given extensions. */
async function issue(
  issuer: CertificateAuthority,
  { subject, at, days, algorithm, extensions }: CertificateRequest,
): Promise<CertificateAuthority> {
  const keys = await generateKeys(algorithm);
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject,
    issuer: issuer.cert.subject,
    ...validFor(at, days),
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    extensions: [
      ...extensions,
      await x509.AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert, keys };
}

/** Creates a self-signed root certificate, in place of Apple's. */
export async function createRoot(at: Date): Promise<CertificateAuthority> {
  const keys = await generateKeys();
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: "CN=Development Root CA,OU=Development Certification Authority,O=Ticket Development,C=NO",
    ...validFor(at, 3650),
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      caKeyUsage,
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert, keys };
}

/** Creates the intermediate that issues pass certificates, in place of Apple's WWDR. */
export function createIntermediate(
  root: CertificateAuthority,
  at: Date,
  lifetimeDays = 1825,
): Promise<CertificateAuthority> {
  return issue(root, {
    subject:
      "CN=Development Worldwide Relations Certification Authority,OU=G4,O=Ticket Development,C=NO",
    at,
    days: lifetimeDays,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      caKeyUsage,
      new x509.Extension(oid.wwdrIntermediate, false, Buffer.from([0x05, 0x00])),
    ],
  });
}

export interface PassCertificateRequest {
  passTypeIdentifier: string;
  teamIdentifier: string;
  at: Date;
  lifetimeDays?: number;
  algorithm?: "rsa" | "p256";
  /** Pass type identifier of the extension; default: that of the subject. */
  extensionIdentifier?: string;
}

/** Issues a pass certificate with Apple's subject and extensions. */
export async function issuePassCertificate(
  issuer: CertificateAuthority,
  request: PassCertificateRequest,
): Promise<PemPair> {
  const { passTypeIdentifier, teamIdentifier, at, lifetimeDays = 395, algorithm } = request;
  const issued = await issue(issuer, {
    subject: new x509.Name([
      { "0.9.2342.19200300.100.1.1": [{ utf8String: passTypeIdentifier }] },
      { CN: [{ utf8String: `Pass Type ID: ${passTypeIdentifier}` }] },
      { OU: [{ utf8String: teamIdentifier }] },
      { O: [{ utf8String: "Ticket Development" }] },
      { C: [{ printableString: "NO" }] },
    ]),
    at,
    days: lifetimeDays,
    algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([oid.clientAuth, oid.passSigning]),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.Extension(
        oid.passTypeIdentifier,
        false,
        utf8(request.extensionIdentifier ?? passTypeIdentifier),
      ),
      new x509.Extension(oid.wwdrIssued, false, utf8(passTypeIdentifier)),
    ],
  });
  return pemPair(issued);
}

/** Issues a server certificate for loopback, which the simulated APNs uses. */
export async function issueServerCertificate(
  root: CertificateAuthority,
  at: Date,
): Promise<PemPair> {
  const issued = await issue(root, {
    subject: "CN=localhost,O=Ticket Development,C=NO",
    at,
    days: 395,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
      ]),
    ],
  });
  return pemPair(issued);
}

// Detached CMS SignedData: https://www.rfc-editor.org/rfc/rfc5652
import { createHash, verify, X509Certificate } from "node:crypto";
import { certificateFields } from "../../wallets/apple/certificate-fields.ts";
import { der, derOid, derTag, readDer, type DerElement } from "../../wallets/apple/der.ts";
import { PackageFault } from "./package-fault.ts";

const oids = {
  data: derOid("1.2.840.113549.1.7.1"),
  signedData: derOid("1.2.840.113549.1.7.2"),
  contentType: derOid("1.2.840.113549.1.9.3"),
  messageDigest: derOid("1.2.840.113549.1.9.4"),
};
const hashes = [
  { name: "sha256", oid: derOid("2.16.840.1.101.3.4.2.1") },
  { name: "sha1", oid: derOid("1.3.14.3.2.26") },
];

/** Limit of certificates in a chain; Apple's have three. */
const maxChain = 4;

const children = (element: DerElement | undefined) => (element ? readDer(element.contents) : []);
const is = (element: DerElement | undefined, oid: Buffer) => element?.whole.equals(oid) === true;

interface Signature {
  certificates: X509Certificate[];
  /** Issuer and serial number of the signing certificate. */
  signer: { issuer: Buffer; serialNumber: Buffer };
  hash: string;
  attributes: DerElement;
  signature: Buffer;
}

function parse(bytes: Buffer): Signature {
  const [type, wrapped] = children(readDer(bytes)[0]);
  const [, , content, ...rest] = children(children(wrapped)[0]);
  if (!is(type, oids.signedData) || !is(children(content)[0], oids.data)) {
    throw new PackageFault("The signature is no signature.");
  }
  if (children(content).length > 1) throw new PackageFault("The signature holds its own content.");
  const embedded = rest.find(({ tag }) => tag === derTag.context0);
  const [signerInfo, second] = children(rest.find(({ tag }) => tag === derTag.set));
  const [, identifier, digestAlgorithm, attributes, , signature] = children(signerInfo);
  const [issuer, serialNumber] = children(identifier);
  const hash = hashes.find(({ oid }) => is(children(digestAlgorithm)[0], oid));
  if (second || !issuer || !serialNumber || !signature || attributes?.tag !== derTag.context0) {
    throw new PackageFault("The signature lacks a part, or has two signers.");
  }
  if (!hash) throw new PackageFault("The signature uses an unknown hash.");
  return {
    certificates: children(embedded).map(({ whole }) => new X509Certificate(whole)),
    signer: { issuer: issuer.whole, serialNumber: serialNumber.whole },
    hash: hash.name,
    attributes,
    signature: signature.contents,
  };
}

function attribute(attributes: DerElement, oid: Buffer): DerElement | undefined {
  const [, values] =
    children(attributes)
      .map(children)
      .find(([type]) => is(type, oid)) ?? [];
  return children(values)[0];
}

/** Verifies the chain from the leaf to a trusted certificate. */
function verifyChain(
  leaf: X509Certificate,
  embedded: X509Certificate[],
  trusted: readonly X509Certificate[],
  at: Date,
): void {
  let current = leaf;
  for (let length = 0; length < maxChain; length++) {
    if (at < new Date(current.validFrom) || at > new Date(current.validTo)) {
      throw new PackageFault("A certificate is not valid at this time.");
    }
    const issued = (issuer: X509Certificate) =>
      issuer.ca && current.checkIssued(issuer) && current.verify(issuer.publicKey);
    if (trusted.some((root) => root.fingerprint256 === current.fingerprint256 || issued(root))) {
      return;
    }
    const issuer = embedded.find(issued);
    if (!issuer) break;
    current = issuer;
  }
  throw new PackageFault("The signer's certificate does not lead to one that is trusted.");
}

/**
 * Verifies a signature and returns the signing certificate. Throws PackageFault when the signature does not
 * match the content, or its certificate is not trusted or not valid at the given time.
 */
export function verifySignature(
  signature: Buffer,
  content: Buffer,
  trusted: readonly X509Certificate[],
  at: Date,
): X509Certificate {
  try {
    const parsed = parse(signature);
    const leaf = parsed.certificates.find(({ raw }) => {
      const { issuer, serialNumber } = certificateFields(raw);
      return issuer.equals(parsed.signer.issuer) && serialNumber.equals(parsed.signer.serialNumber);
    });
    if (!leaf) throw new PackageFault("The signer's certificate is not in the signature.");
    const digest = createHash(parsed.hash).update(content).digest();
    if (
      !is(attribute(parsed.attributes, oids.contentType), oids.data) ||
      attribute(parsed.attributes, oids.messageDigest)?.contents.equals(digest) !== true
    ) {
      throw new PackageFault("The signature is that of another manifest.");
    }
    // The attributes are signed with the tag of a SET and embedded with [0]: RFC 5652, 5.4.
    const signed = der(derTag.set, parsed.attributes.contents);
    if (!verify(parsed.hash, signed, leaf.publicKey, parsed.signature)) {
      throw new PackageFault("The signature is altered.");
    }
    verifyChain(leaf, parsed.certificates, trusted, at);
    return leaf;
  } catch (error) {
    if (error instanceof PackageFault) throw error;
    throw new PackageFault("The signature cannot be read.");
  }
}

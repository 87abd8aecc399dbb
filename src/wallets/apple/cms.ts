// Detached CMS SignedData, DER: https://www.rfc-editor.org/rfc/rfc5652
import { createHash, sign, type KeyObject } from "node:crypto";
import { certificateFields } from "./certificate-fields.ts";
import { der, derOid, derTag } from "./der.ts";
import type { PassCertificates } from "./signers.ts";

const attributeNames = ["contentType", "signingTime", "messageDigest"] as const;

/** The details in which valid signatures differ. */
export interface CmsForm {
  hash: "sha256" | "sha1";
  /** Whether NULL parameters follow the digest algorithm; RFC 5754 omits them for SHA-256. */
  digestParameters: boolean;
  /** DER orders a SET by encoding: shortest first. */
  attributes: readonly (typeof attributeNames)[number][];
  certificates: readonly ("leaf" | "wwdr")[];
}

const shippedForm: CmsForm = {
  hash: "sha256",
  digestParameters: false,
  attributes: attributeNames,
  certificates: ["leaf", "wwdr"],
};

const oids = {
  data: derOid("1.2.840.113549.1.7.1"),
  signedData: derOid("1.2.840.113549.1.7.2"),
  contentType: derOid("1.2.840.113549.1.9.3"),
  messageDigest: derOid("1.2.840.113549.1.9.4"),
  signingTime: derOid("1.2.840.113549.1.9.5"),
  sha1: derOid("1.3.14.3.2.26"),
  sha256: derOid("2.16.840.1.101.3.4.2.1"),
  rsa: derOid("1.2.840.113549.1.1.1"),
  ecdsaWithSha256: derOid("1.2.840.10045.4.3.2"),
};
const derNull = der(derTag.null);
const version1 = der(derTag.integer, Buffer.of(1));

const timeBytes = 13;
const digestBytes = { sha256: 32, sha1: 20 };

/** `YYMMDDhhmmssZ`: UTCTime, which CMS prescribes until 2049. */
const utcTime = (at: Date) => `${at.toISOString().slice(2, 19).replace(/[-T:]/g, "")}Z`;

/** Signs in libuv's thread pool, without blocking the event loop. */
function signAsync(hash: string, data: Buffer, key: KeyObject): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign(hash, data, key, (error, signature) => {
      if (error) reject(error);
      else resolve(signature);
    });
  });
}

export type SignManifest = (manifest: Uint8Array, at: Date) => Promise<Buffer>;

/**
 * Prepares the parts of a signature that are the same for every pass. Each call then costs two hashes,
 * the private key operation in libuv's pool, and one copy of the prepared bytes.
 */
export function createManifestSigner(
  { leaf, wwdr, key }: PassCertificates,
  form: CmsForm = shippedForm,
): SignManifest {
  const digestAlgorithm = der(
    derTag.sequence,
    oids[form.hash],
    ...(form.digestParameters ? [derNull] : []),
  );
  const signatureAlgorithm =
    key.asymmetricKeyType === "rsa"
      ? der(derTag.sequence, oids.rsa, derNull)
      : der(derTag.sequence, oids.ecdsaWithSha256);
  const raw = { leaf: leaf.raw, wwdr: wwdr.raw };
  const head = Buffer.concat([
    version1,
    der(derTag.set, digestAlgorithm),
    der(derTag.sequence, oids.data),
    der(derTag.context0, ...form.certificates.map((name) => raw[name])),
  ]);
  const { issuer, serialNumber } = certificateFields(leaf.raw);
  const signer = Buffer.concat([
    version1,
    der(derTag.sequence, issuer, serialNumber),
    digestAlgorithm,
  ]);

  const attribute = (type: Buffer, value: Buffer) =>
    der(derTag.sequence, type, der(derTag.set, value));
  const attributes = {
    contentType: attribute(oids.contentType, oids.data),
    signingTime: attribute(oids.signingTime, der(derTag.utcTime, Buffer.alloc(timeBytes))),
    messageDigest: attribute(
      oids.messageDigest,
      der(derTag.octetString, Buffer.alloc(digestBytes[form.hash])),
    ),
  };
  // The signed attributes carry the tag SET, the embedded ones [0]: RFC 5652, 5.4.
  const blankAttributes = der(derTag.set, ...form.attributes.map((name) => attributes[name]));
  const endOf = (attributeBytes: Buffer) =>
    blankAttributes.indexOf(attributeBytes) + attributeBytes.length;
  const timeAt = endOf(attributes.signingTime) - timeBytes;
  const digestAt = endOf(attributes.messageDigest) - digestBytes[form.hash];

  /** The structure with zeros for attributes and signature; only the signature's length varies. */
  const frames = new Map<number, { blank: Buffer; attributesAt: number; signatureAt: number }>();
  function frameFor(signatureLength: number) {
    const known = frames.get(signatureLength);
    if (known) return known;
    const afterAttributes = Buffer.concat([
      signatureAlgorithm,
      der(derTag.octetString, Buffer.alloc(signatureLength)),
    ]);
    const signerInfo = der(derTag.sequence, signer, blankAttributes, afterAttributes);
    const blank = der(
      derTag.sequence,
      oids.signedData,
      der(derTag.context0, der(derTag.sequence, head, der(derTag.set, signerInfo))),
    );
    const attributesAt = blank.length - afterAttributes.length - blankAttributes.length;
    const frame = { blank, attributesAt, signatureAt: blank.length - signatureLength };
    frames.set(signatureLength, frame);
    return frame;
  }

  return async (manifest, at) => {
    const toSign = Buffer.from(blankAttributes);
    toSign.write(utcTime(at), timeAt, "latin1");
    createHash(form.hash).update(manifest).digest().copy(toSign, digestAt);
    const signature = await signAsync(form.hash, toSign, key);
    const { blank, attributesAt, signatureAt } = frameFor(signature.length);
    const signed = Buffer.from(blank);
    toSign.copy(signed, attributesAt);
    signed[attributesAt] = derTag.context0;
    signature.copy(signed, signatureAt);
    return signed;
  };
}

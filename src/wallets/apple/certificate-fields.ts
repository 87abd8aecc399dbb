// X.509 fields that node:crypto does not hand out: https://www.rfc-editor.org/rfc/rfc5280#section-4.1
import { derOid, derTag, readDer, type DerElement } from "./der.ts";

const uidOid = derOid("0.9.2342.19200300.100.1.1");
const organizationalUnitOid = derOid("2.5.4.11");
const passTypeIdentifierOid = derOid("1.2.840.113635.100.6.1.16");

export interface CertificateFields {
  /** DER of issuer and serial number, by which a CMS signature identifies the certificate. */
  issuer: Buffer;
  serialNumber: Buffer;
  uid: string | undefined;
  organizationalUnit: string | undefined;
  /** Extension 1.2.840.113635.100.6.1.16. */
  passTypeIdentifier: string | undefined;
}

const children = (element: DerElement | undefined) => (element ? readDer(element.contents) : []);

/** Reads fields from a certificate's DER. Throws RangeError for truncated DER. */
export function certificateFields(raw: Buffer): CertificateFields {
  const [certificate] = readDer(raw);
  const [tbs] = children(certificate);
  const [, serialNumber, , issuer, , subject] = children(tbs);
  if (!serialNumber || !issuer) throw new RangeError("The certificate has too few fields.");

  const attribute = (oid: Buffer) =>
    children(subject)
      .flatMap(children)
      .map(children)
      .find(([type]) => type?.whole.equals(oid))?.[1]
      ?.contents.toString("utf8");
  const [extensions] = children(children(tbs).find(({ tag }) => tag === derTag.context3));
  const passType = children(extensions)
    .map(children)
    .find(([oid]) => oid?.whole.equals(passTypeIdentifierOid))
    ?.at(-1);
  return {
    issuer: issuer.whole,
    serialNumber: serialNumber.whole,
    uid: attribute(uidOid),
    organizationalUnit: attribute(organizationalUnitOid),
    passTypeIdentifier: children(passType)[0]?.contents.toString("utf8"),
  };
}

// https://www.rfc-editor.org/rfc/rfc2986
import { createPublicKey, sign, type KeyObject } from "node:crypto";
import { der, derOid, derTag } from "./der.ts";

const oids = {
  commonName: derOid("2.5.4.3"),
  emailAddress: derOid("1.2.840.113549.1.9.1"),
  sha256WithRsa: derOid("1.2.840.113549.1.1.11"),
};

/** The subject of the request. Apple replaces it by its own. */
export interface RequestSubject {
  commonName: string;
  /** ASCII. */
  email?: string | undefined;
}

const attribute = (oid: Buffer, tag: number, value: string) =>
  der(derTag.set, der(derTag.sequence, oid, der(tag, Buffer.from(value))));

/** PEM of a certificate signing request, as Apple's portal takes it, for an RSA key. */
export function certificateRequest(key: KeyObject, { commonName, email }: RequestSubject): string {
  const subject = der(
    derTag.sequence,
    attribute(oids.commonName, derTag.utf8String, commonName),
    ...(email === undefined ? [] : [attribute(oids.emailAddress, derTag.ia5String, email)]),
  );
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" });
  const version = der(derTag.integer, Buffer.of(0));
  const information = der(derTag.sequence, version, subject, publicKey, der(derTag.context0));
  const request = der(
    derTag.sequence,
    information,
    der(derTag.sequence, oids.sha256WithRsa, der(derTag.null)),
    der(derTag.bitString, Buffer.of(0), sign("sha256", information, key)),
  );
  const lines = request.toString("base64").match(/.{1,64}/g) ?? [];
  const label = "CERTIFICATE REQUEST";
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

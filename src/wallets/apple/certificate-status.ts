import type { X509Certificate } from "node:crypto";
import { instantOf, signerAt, type PassCertificates, type Signers } from "./signers.ts";

export interface CertificateStatus {
  /** `pass` is the signing one; with two loaded, the other is its predecessor or successor. */
  name: "pass" | "wwdr" | "pass_previous" | "pass_next";
  notAfter: Date;
  /** Whole days; negative once expired. */
  daysLeft: number;
  /** It expires within 60 days and no loaded certificate succeeds it. */
  mustBeRenewed: boolean;
}

const dayMs = 86_400_000;
/** Issuing a certificate takes days, ordering it takes weeks. */
const warnDays = 60;

/** Reports when each loaded certificate expires, for readiness, metrics, the staff page and `npm run certs`. */
export function certificateStatus(signers: Signers, at: Date): CertificateStatus[] {
  const signer = signerAt(signers, at);
  const others = signers.filter((pair) => pair !== signer);
  const begins = ({ leaf, wwdr }: PassCertificates) =>
    Math.max(instantOf(leaf.validFrom), instantOf(wwdr.validFrom));
  const isNext = (pair: PassCertificates) => begins(pair) > at.getTime();
  const successor = others.find(isNext);

  const statusOf = (
    name: CertificateStatus["name"],
    { validTo }: X509Certificate,
    needed: boolean,
  ): CertificateStatus => {
    const end = instantOf(validTo);
    const daysLeft = Math.floor((end - at.getTime()) / dayMs);
    const isReplaced = successor !== undefined && begins(successor) < end;
    return {
      name,
      notAfter: new Date(end),
      daysLeft,
      mustBeRenewed: needed && daysLeft < warnDays && !isReplaced,
    };
  };
  return [
    statusOf("pass", signer.leaf, true),
    statusOf("wwdr", signer.wwdr, true),
    ...others.map((pair) =>
      statusOf(isNext(pair) ? "pass_next" : "pass_previous", pair.leaf, isNext(pair)),
    ),
  ];
}

import type { X509Certificate } from "node:crypto";
import { instantOf, signerAt, type PassCertificates, type Signers } from "./signers.ts";

export interface CertificateStatus {
  /** `pass` signs now; while two are loaded, the other one was before it or comes after it. */
  name: "pass" | "wwdr" | "pass_previous" | "pass_next";
  notAfter: Date;
  /** Whole days; negative once it has expired. */
  daysLeft: number;
  /** It ends within 60 days, and nothing that is loaded takes over from it. */
  mustBeRenewed: boolean;
}

const dayMs = 86_400_000;
/** Apple takes days to issue a certificate, and people take weeks to ask for it. */
const warnDays = 60;

/** When each loaded certificate ends: for readiness, metrics, the staff page and `npm run certs`. */
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

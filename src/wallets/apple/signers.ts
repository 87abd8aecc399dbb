import type { KeyObject, X509Certificate } from "node:crypto";

/** What signs: checked to belong together, to the configured ids, and to the moment. */
export interface PassCertificates {
  leaf: X509Certificate;
  wwdr: X509Certificate;
  key: KeyObject;
}

/** One pair; two while an old certificate hands over to a new one. */
export type Signers = readonly [PassCertificates, ...PassCertificates[]];

/** A moment that a certificate names. */
export const instantOf = (text: string) => new Date(text).getTime();

const isValid = ({ validFrom, validTo }: X509Certificate, at: Date) =>
  instantOf(validFrom) <= at.getTime() && at.getTime() <= instantOf(validTo);

const isValidAt = ({ leaf, wwdr }: PassCertificates, at: Date) =>
  isValid(leaf, at) && isValid(wwdr, at);

/**
 * Which of the loaded pairs signs, and speaks to Apple's push service: of those valid at the moment
 * the one that ends last, so a new one takes over as soon as it begins. With none valid, the one that ends last.
 */
export function signerAt<P extends PassCertificates>(signers: readonly [P, ...P[]], at: Date): P {
  const rank = (pair: P) => Number(isValidAt(pair, at)) * 1e15 + instantOf(pair.leaf.validTo);
  return signers.reduce((best, pair) => (rank(pair) > rank(best) ? pair : best));
}

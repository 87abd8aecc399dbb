import type { KeyObject, X509Certificate } from "node:crypto";

/** A pass certificate, its intermediate and its key, checked to match each other and the configuration. */
export interface PassCertificates {
  leaf: X509Certificate;
  wwdr: X509Certificate;
  key: KeyObject;
}

/** One signer; two during a rotation. */
export type Signers = readonly [PassCertificates, ...PassCertificates[]];

/** Milliseconds of a date in a certificate. */
export const instantOf = (text: string) => new Date(text).getTime();

const isValid = ({ validFrom, validTo }: X509Certificate, at: Date) =>
  instantOf(validFrom) <= at.getTime() && at.getTime() <= instantOf(validTo);

const isValidAt = ({ leaf, wwdr }: PassCertificates, at: Date) =>
  isValid(leaf, at) && isValid(wwdr, at);

/** Whether a phone refuses what the signer signs at `at`. */
export const hasExpired = ({ leaf, wwdr }: PassCertificates, at: Date) =>
  [leaf, wwdr].some(({ validTo }) => instantOf(validTo) < at.getTime());

/**
 * Returns the signer in use at `at`, for passes and for APNs: of the valid ones the one that expires
 * last, so a new one is used as soon as it is valid. With none valid, the one that expires last.
 */
export function signerAt<P extends PassCertificates>(signers: readonly [P, ...P[]], at: Date): P {
  const rank = (pair: P) => Number(isValidAt(pair, at)) * 1e15 + instantOf(pair.leaf.validTo);
  return signers.reduce((best, pair) => (rank(pair) > rank(best) ? pair : best));
}

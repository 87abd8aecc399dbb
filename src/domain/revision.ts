import { createHash } from "node:crypto";
import { stringify as canonicalJson } from "safe-stable-stringify";

type Members = Readonly<Record<string, unknown>>;

const digest = (value: unknown, bytes: number): string =>
  createHash("sha256")
    .update(canonicalJson(value) ?? "")
    .digest()
    .toString("base64url", 0, bytes);

const memberDigest = (name: string, value: unknown): string => digest([name, value ?? null], 3);

/**
 * Returns a hash of the whole, and behind it a short one of each of its members, by which `changedSince` tells what has
 * changed without a stored history. A member that can be absent is given as undefined.
 */
export const revisionOf = (members: Members, whole: unknown = members): string => {
  const each = Object.entries(members).map(([name, value]) => memberDigest(name, value));
  return `${digest(whole, 12)}.${each.join("")}`;
};

const wholeOf = (revision: string) => revision.split(".", 1)[0];

/**
 * Whether two revisions are of the same content. Those of earlier releases have the hash of the whole alone, without
 * the members' hashes.
 */
export const isSameRevision = (one: string, other: string): boolean =>
  wholeOf(one) === wholeOf(other);

/**
 * Names the members that have another value now than in the revision, to one in 16 million; undefined for a text that
 * is no revision.
 */
export function changedSince(revision: string, members: Members): string[] | undefined {
  const [, digests] = /^[\w-]{16}\.((?:[\w-]{4})+)$/.exec(revision) ?? [];
  if (digests === undefined) return undefined;
  const before = new Set(digests.match(/.{4}/g));
  return Object.entries(members).flatMap(([name, value]) =>
    before.has(memberDigest(name, value)) ? [] : [name],
  );
}

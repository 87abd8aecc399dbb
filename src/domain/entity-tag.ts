import { AppError } from "../errors.ts";
import { changedSince, isSameRevision } from "./revision.ts";

/** The entity-tag of a revision. Source: https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3 */
export const entityTag = (revision: string): string => `"${revision}"`;

/** A member that another has changed, and its value now; null: it was taken away. */
interface OtherChange {
  path: string;
  current: unknown;
}

const tagsOf = (ifMatch: string) => ifMatch.split(",").map((tag) => tag.trim());

const revisionIn = (tag: string | undefined): string | undefined => /^"(.*)"$/.exec(tag ?? "")?.[1];

/** The revision that an If-Match header names first; undefined without one. */
export const seenRevision = (ifMatch: string | undefined): string | undefined =>
  ifMatch === undefined ? undefined : revisionIn(tagsOf(ifMatch)[0]);

/** Whether an If-Match header names the revision. Source: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1 */
export function isMatch(ifMatch: string | undefined, revision: string): boolean {
  const named = ifMatch === undefined ? ["*"] : tagsOf(ifMatch);
  return named.some(
    (tag) => tag === "*" || isSameRevision(tag.replace(/^"(.*)"$/, "$1"), revision),
  );
}

/**
 * Throws AppError("precondition_failed") when an If-Match header names other revisions only, with what has `changed`
 * since where the members are given. Undefined: the caller changes what is there, whatever it is.
 */
export function requireMatch(
  ifMatch: string | undefined,
  revision: string,
  members: Readonly<Record<string, unknown>> = {},
): void {
  if (isMatch(ifMatch, revision)) return;
  throw changedMeanwhile(othersChanges(seenRevision(ifMatch) ?? "", members));
}

/** What has changed of the members since the revision; empty for a text that is no revision. */
export const othersChanges = (
  revision: string,
  members: Readonly<Record<string, unknown>>,
): OtherChange[] =>
  (changedSince(revision, members) ?? []).map((path) => ({ path, current: members[path] ?? null }));

/** The error of a change that another's came before, with what that changed where it is known. */
export const changedMeanwhile = (changed: readonly OtherChange[] = []): AppError =>
  new AppError(
    "precondition_failed",
    "It was changed after you read it, and nothing was changed now; read it again.",
    { extra: changed.length > 0 ? { changed } : {} },
  );

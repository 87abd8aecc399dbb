import { AppError } from "../errors.ts";

/** The entity-tag of a revision. Source: https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3 */
export const entityTag = (revision: string): string => `"${revision}"`;

/**
 * Throws AppError("precondition_failed") when an If-Match header names other revisions only. Undefined: the
 * caller changes what is there, whatever it is. Source: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1
 */
export function requireMatch(ifMatch: string | undefined, revision: string): void {
  const named = ifMatch?.split(",").map((tag) => tag.trim());
  if (!named || named.includes("*") || named.includes(entityTag(revision))) return;
  throw new AppError(
    "precondition_failed",
    "It was changed after you read it, and nothing was changed now; read it again.",
  );
}

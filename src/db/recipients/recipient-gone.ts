/** A recipient has moved to another municipality, or was removed, since the transaction found it. */
export class RecipientGone extends Error {
  override name = "RecipientGone";
}

/**
 * Whether a row could not be inserted since its recipient has been removed or has moved. Behind the wall between
 * municipalities the rows of one who has moved to a municipality that the officer does not see are refused by their
 * policy.
 */
export function isRecipientGone(error: unknown): boolean {
  if (error instanceof RecipientGone) return true;
  const { code, constraint } = error as { code?: string; constraint?: string };
  return (
    code === "42501" || (code === "23503" && (constraint?.endsWith("recipient_id_fkey") ?? false))
  );
}

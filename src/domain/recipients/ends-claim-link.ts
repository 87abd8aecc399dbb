import type { ImportDifference } from "./import-merge.ts";

/** Whether the changes of a recipient take away the phone number or e-mail address that has the claim link. */
export const endsClaimLink = (differences: readonly ImportDifference[]): boolean =>
  differences.some(
    ({ member, from }) => (member === "phone" || member === "email") && from !== null,
  );

import type { ImportDifference } from "./import-merge.ts";

/**
 * Whether the changes of a recipient take away the phone number or e-mail address that has the claim link, or protect
 * the address: whoever has the link then must not see the tickets any more.
 */
export const endsClaimLink = (differences: readonly ImportDifference[]): boolean =>
  differences.some(
    ({ member, from, to }) =>
      ((member === "phone" || member === "email") && from !== null) ||
      (member === "protectedAddress" && to === true),
  );

import type { KeyRing } from "../../key-ring.ts";

/** Whether a recipient's address is protected, as stored. */
export interface ProtectionRow {
  protectedAddressSealed: Buffer | null;
  /** The column of releases that did not encrypt it. */
  protectedAddress: boolean | null;
}

export const protection = "recipients.protected_address_sealed, recipients.protected_address";

export function isProtected(keyRing: KeyRing, id: string, row: ProtectionRow): boolean {
  const { protectedAddressSealed: sealed, protectedAddress } = row;
  if (!sealed) return protectedAddress ?? false;
  return (
    keyRing.decrypt({ column: "recipients.protected_address_sealed", row: id }, sealed) === "1"
  );
}

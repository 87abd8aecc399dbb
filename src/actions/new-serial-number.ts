import { randomBytes } from "node:crypto";

const serialBytes = 16;

/** Serial numbers of so many new tickets, each 128 random bits. */
export function newSerialNumbers(count: number): string[] {
  const random = randomBytes(count * serialBytes);
  return Array.from({ length: count }, (_, i) =>
    random.subarray(i * serialBytes, (i + 1) * serialBytes).toString("base64url"),
  );
}

/** A new ticket's serial number: 128 random bits. */
export const newSerialNumber = (): string => randomBytes(serialBytes).toString("base64url");

import type { TicketCode } from "../../domain/codes/own-codes.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

const placeOf = (id: string) => ({ column: "provider_codes.code_sealed", row: id }) as const;

/** Encrypts a code with its PIN for the row of that id. */
export const sealCode = (keyRing: KeyRing, id: string, { code, pin }: TicketCode): Buffer =>
  keyRing.encrypt(placeOf(id), JSON.stringify(pin === undefined ? [code] : [code, pin]));

/** Decrypts what `sealCode` encrypted. */
export function decryptCode(keyRing: KeyRing, id: string, sealed: Buffer): TicketCode {
  const [code = "", pin] = JSON.parse(keyRing.decrypt(placeOf(id), sealed)) as string[];
  return { code, pin };
}

/**
 * The revealed codes of the tickets, by serial number. A code that is only reserved is never read for
 * its ticket, so that no channel shows it before the first fetch is recorded.
 */
export async function findTicketCodes(
  db: Db,
  keyRing: KeyRing,
  serialNumbers: string[],
): Promise<Map<string, TicketCode>> {
  const rows = await sql(db, { serialNumbers }).rows<{
    id: string;
    serialNumber: string;
    codeSealed: Buffer;
  }>(`
    select id, serial_number, code_sealed from provider_codes
    where serial_number = any(:serialNumbers::text[]) and state in ('revealed', 'used')`);
  return new Map(
    rows.map(({ id, serialNumber, codeSealed }) => [
      serialNumber,
      decryptCode(keyRing, id, codeSealed),
    ]),
  );
}

/** The serial number of the provider's ticket with the revealed code of that look-up hash. */
export async function findCodedPass(
  db: Db,
  providerId: string,
  hash: Buffer,
): Promise<string | undefined> {
  const [serialNumber] = await sql(db, { providerId, hash }).column<string | null>(`
    select serial_number from provider_codes
    where provider_id = :providerId and code_hash = :hash and state in ('revealed', 'used')`);
  return serialNumber ?? undefined;
}

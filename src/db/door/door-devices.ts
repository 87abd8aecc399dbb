import type { Db, Pool, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export interface DoorDevice {
  id: string;
  providerId: string;
  tokenHash: Buffer;
  /** Key of the only part of a ticket that it ticks off; null: any. */
  part: string | null;
}

/** Inserts a scanner of the provider and returns its id; `madeBy` is a user, or a key, behind which its person stands. */
export function insertDoorDevice(
  trx: Trx,
  device: Omit<DoorDevice, "id"> & { name: string; expiresAt: Date; madeBy: string },
): Promise<string> {
  return sql(trx, device).value(`
    insert into door_devices (provider_id, name, token_hash, expires_at, part, person)
    values (:providerId, :name, :tokenHash, :expiresAt, :part, person_behind(:madeBy)) returning id`);
}

/**
 * The scanner with this token, also when the token has ended; undefined when it is revoked or its provider is not
 * approved.
 */
export function findDoorDevice(
  db: Db,
  tokenHash: Buffer,
): Promise<(DoorDevice & { lastUsedAt: Date | null; expiresAt: Date | null }) | undefined> {
  return sql(db, { tokenHash }).row(`
    select door_devices.id, door_devices.provider_id, door_devices.token_hash, door_devices.part,
      door_devices.last_used_at, door_devices.expires_at
    from door_devices join providers on providers.id = door_devices.provider_id
    where door_devices.token_hash = :tokenHash and door_devices.revoked_at is null
      and providers.state = 'approved'`);
}

/** A scanner as its provider sees it: never its token. */
export interface ListedDoorDevice {
  id: string;
  name: string;
  /** Key of the only part of a ticket that it ticks off; null: any. */
  part: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  /** null: its token has no end. */
  expiresAt: Date | null;
  /** Id of the user who made it, also by a key; null: not known. */
  person: string | null;
}

/** The provider's scanners that are not revoked, newest first. */
export function doorDevicesOf(db: Db, providerId: string): Promise<ListedDoorDevice[]> {
  return sql(db, { providerId }).rows(`
    select id, name, part, created_at, last_used_at, expires_at, person
    from door_devices where provider_id = :providerId and revoked_at is null
    order by created_at desc, id`);
}

export async function touchDoorDevice(db: Pool, id: string, at: Date): Promise<void> {
  await sql(db, { id, at }).count("update door_devices set last_used_at = :at where id = :id");
}

/** Revokes the provider's scanner; false when the provider has none with this id. Idempotent. */
export async function revokeDoorDevice(
  trx: Trx,
  revocation: { id: string; providerId: string; at: Date },
): Promise<boolean> {
  const revoked = await sql(trx, revocation).count(`
    update door_devices set revoked_at = coalesce(revoked_at, :at)
    where id = :id and provider_id = :providerId`);
  return revoked > 0;
}

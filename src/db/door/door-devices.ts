import type { Db, Trx } from "../connect.ts";

export interface DoorDevice {
  id: string;
  providerId: string;
}

/** Makes a scanner of the provider's and answers its id. */
export async function insertDoorDevice(
  trx: Trx,
  { providerId, name, tokenHash }: { providerId: string; name: string; tokenHash: Buffer },
): Promise<string> {
  const { rows } = await trx.raw<{ rows: [{ id: string }] }>(
    "insert into door_devices (provider_id, name, token_hash) values (?, ?, ?) returning id",
    [providerId, name, tokenHash],
  );
  return rows[0].id;
}

/** The scanner with this token, and when it was last seen; undefined when it or its provider may not scan. */
export async function findDoorDevice(
  db: Db,
  tokenHash: Buffer,
): Promise<(DoorDevice & { lastUsedAt: Date | null }) | undefined> {
  const { rows } = await db.raw<{ rows: (DoorDevice & { lastUsedAt: Date | null })[] }>(
    `select door_devices.id, door_devices.provider_id as "providerId",
       door_devices.last_used_at as "lastUsedAt"
     from door_devices join providers on providers.id = door_devices.provider_id
     where door_devices.token_hash = ? and door_devices.revoked_at is null
       and providers.state = 'approved'`,
    [tokenHash],
  );
  return rows[0];
}

/** A scanner as its provider sees it: never its token. */
export interface ListedDoorDevice {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** The provider's scanners that still scan, newest first. */
export async function doorDevicesOf(db: Db, providerId: string): Promise<ListedDoorDevice[]> {
  const { rows } = await db.raw<{ rows: ListedDoorDevice[] }>(
    `select id, name, created_at as "createdAt", last_used_at as "lastUsedAt"
     from door_devices where provider_id = ? and revoked_at is null
     order by created_at desc, id`,
    [providerId],
  );
  return rows;
}

export async function touchDoorDevice(db: Db, id: string, at: Date): Promise<void> {
  await db("door_devices").where({ id }).update({ last_used_at: at });
}

/** Stops the provider's scanner; false when the provider has none with this id. Safe to do twice. */
export async function revokeDoorDevice(
  trx: Trx,
  { id, providerId, at }: { id: string; providerId: string; at: Date },
): Promise<boolean> {
  const revoked = await trx("door_devices")
    .where({ id, provider_id: providerId })
    .update({ revoked_at: trx.raw("coalesce(revoked_at, ?)", [at]) });
  return revoked > 0;
}

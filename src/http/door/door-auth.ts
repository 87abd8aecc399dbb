import type { Request } from "express";
import type { Deps } from "../../actions/deps.ts";
import { isOnlyAsking } from "../../actions/only-asking.ts";
import { hashDoorToken } from "../../actions/door/door-token.ts";
import { findDoorDevice, touchDoorDevice, type DoorDevice } from "../../db/door/door-devices.ts";
import { isExpired } from "../../domain/expiry.ts";
import { AppError } from "../../errors.ts";
import { rememberCaller } from "../api/caller.ts";

const shape = /^Bearer +([A-Za-z0-9_-]{43})$/i;

/** Minimum interval between updates of `last_used_at`. */
const touchEvery = 5 * 60_000;

/**
 * Returns the door device of the bearer token. Throws AppError("unauthorized") for a token that is
 * missing, unknown, revoked or ended, and while the provider is not approved.
 */
export async function authenticateDoor(
  { clock, db }: Pick<Deps, "clock" | "db">,
  req: Request,
): Promise<DoorDevice> {
  const token = shape.exec(req.get("authorization") ?? "")?.[1];
  const device = token === undefined ? undefined : await findDoorDevice(db, hashDoorToken(token));
  if (!device) throw new AppError("unauthorized", "Send a valid device token of a scanner.");
  rememberCaller(req, device.id);
  const now = clock.now();
  if (isExpired(device.expiresAt, now)) {
    const end = device.expiresAt?.toISOString() ?? "";
    throw new AppError("unauthorized", `This scanner's token ended at ${end}. Make a new scanner.`);
  }
  const isDue = now.getTime() - (device.lastUsedAt?.getTime() ?? 0) >= touchEvery;
  if (isDue && !isOnlyAsking()) {
    await touchDoorDevice(db, device.id, now);
  }
  return device;
}

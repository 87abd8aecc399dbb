import { expiryAt, type Expiry } from "../../domain/expiry.ts";
import { doorDevicesOf, type ListedDoorDevice } from "../../db/door/door-devices.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";

/**
 * The provider's scanners, also those whose token has ended, without their tokens. Throws AppError("forbidden") for all but
 * providers.
 */
export async function listDoorDevices(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { actor }: { actor: Actor },
): Promise<(ListedDoorDevice & { expiry: Expiry })[]> {
  const now = clock.now();
  const devices = await doorDevicesOf(db, requireProvider(actor));
  return devices.map((device) => ({ ...device, expiry: expiryAt(device.expiresAt, now) }));
}

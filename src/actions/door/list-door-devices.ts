import { doorDevicesOf, type ListedDoorDevice } from "../../db/door/door-devices.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";

/**
 * The provider's scanners, without their tokens. Throws AppError("forbidden") for all but
 * providers.
 */
export async function listDoorDevices(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<ListedDoorDevice[]> {
  return doorDevicesOf(db, requireProvider(actor));
}

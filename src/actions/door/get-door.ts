import { doorToday, type DoorToday } from "../../db/door/door-today.ts";
import { dayInOslo, endOfDay, startOfDay } from "../../domain/period.ts";
import type { Deps } from "../deps.ts";

/** A scanner's name, when its token ends, and how many people it has let in today in Oslo. */
export function getDoor(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { doorDeviceId }: { doorDeviceId: string },
): Promise<DoorToday> {
  const today = dayInOslo(clock.now());
  return doorToday(db, doorDeviceId, { from: startOfDay(today), until: endOfDay(today) });
}

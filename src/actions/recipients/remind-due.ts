import { dueReminders } from "../../db/recipients/reminders.ts";
import { addDays, dayInOslo, startOfDay } from "../../domain/period.ts";
import { afterQuietHours } from "../../domain/recipients/quiet-hours.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { aDayBefore, writeReminders } from "./write-reminders.ts";

const chunkSize = 500;

/**
 * Reminds of tickets that are not fetched the day before their deadline and the day before their event or the first
 * of their sessions to come, each once, if they were announced on an earlier day and not reminded of within a day;
 * nobody who gets no messages. Does nothing from 20 to 8 o'clock in Oslo. Safe to run twice and concurrently.
 */
export async function remindDue(
  deps: Pick<Deps, "clock" | "db" | "enqueue" | "keyRing" | "logger">,
): Promise<void> {
  const at = deps.clock.now();
  if (afterQuietHours(at) > at) return;
  const today = dayInOslo(at);
  const when = {
    ...{ at, remindedBefore: aDayBefore(at) },
    ...{ toldBefore: startOfDay(today), until: startOfDay(addDays(today, 2)) },
  };
  for (;;) {
    const due = await dueReminders(deps.db, { ...when, limit: chunkSize });
    const written = await unitOfWork(deps, (unit) => writeReminders(unit, deps, due));
    if (written > 0) deps.logger.info({ messages: written }, "reminded of tickets");
    if (due.length < chunkSize || written === 0) return;
  }
}

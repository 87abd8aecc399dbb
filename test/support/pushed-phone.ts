import { setTimeout as sleep } from "node:timers/promises";
import type { SandboxApns } from "../../src/sandbox/apns.ts";
import { aDevice, aPushToken, type PhoneCalls } from "./phone-calls.ts";

/** A phone that looks for news when it is pushed, and never else. */
export interface PushedPhone {
  serialNumbers: string[];
  /** Which of its tickets it shows in which version: Last-Modified by serial number. */
  shows: ReadonlyMap<string, string>;
}

/** Registers for the tickets and fetches them; what the service cannot answer it asks again. */
export async function aPushedPhone(
  calls: PhoneCalls,
  apns: SandboxApns,
  serialNumbers: string[],
): Promise<PushedPhone> {
  const device = aDevice();
  const pushToken = aPushToken();
  const shows = new Map<string, string>();
  let tag: string | undefined;
  let updating = Promise.resolve();

  const look = async () => {
    const news = await calls.list(device, tag);
    for (const serialNumber of news?.serialNumbers ?? []) {
      const { status, headers } = await calls.fetch(serialNumber);
      if (status !== 200) throw new Error(`The fetch answered ${status}.`);
      shows.set(serialNumber, headers.get("last-modified") ?? "");
    }
    if (news) tag = news.lastUpdated;
  };
  const update = async () => {
    while (
      !(await look().then(
        () => true,
        () => false,
      ))
    ) {
      await sleep(200);
    }
  };
  for (const serialNumber of serialNumbers) await calls.register(device, serialNumber, pushToken);
  await update();
  apns.onPush(pushToken, () => {
    updating = updating.then(update);
  });
  return { serialNumbers, shows };
}

import type { Config } from "../config.ts";
import type { Db } from "../db/connect.ts";
import type { KeyRing } from "../key-ring.ts";
import type { Logger } from "../logger.ts";
import type { Apns } from "../wallets/apple/apns.ts";
import type { AppleWallet } from "../wallets/apple/apple-wallet.ts";
import type { GoogleCallbacks } from "../wallets/google/callbacks.ts";
import type { GoogleWallet } from "../wallets/google/google-wallet.ts";
import type { Jobs } from "./jobs.ts";

export interface Clock {
  now(): Date;
}

/** Hands a job to the worker. Called after commit, for speed: the sweep finds whatever got lost. */
export type Enqueue = <N extends keyof Jobs>(
  name: N,
  payloads: Jobs[N][],
  options?: { delayMs?: number },
) => Promise<void>;

/** Delivers one message. `id` is the same on every attempt, so that the other side delivers it once. */
export interface MessageSender {
  send(message: {
    id: string;
    channel: "sms" | "email";
    to: string;
    subject: string;
    text: string;
  }): Promise<void>;
}

/** All that an action may use. An action names what it needs: `Pick<Deps, "db" | "clock">`. */
export interface Deps {
  config: Config;
  db: Db;
  clock: Clock;
  keyRing: KeyRing;
  logger: Logger;
  enqueue: Enqueue;
  messages: MessageSender;
  /** Unset when the operator configured no Apple part. */
  apple?: AppleWallet | undefined;
  /** Apple's push service; unset with the Apple part. */
  apns?: Apns | undefined;
  google?: GoogleWallet | undefined;
  /** What Google tells us. */
  googleCallbacks?: GoogleCallbacks | undefined;
}

/** Who asks. `id` goes into the audit trail: a key's or a device's id, or a staff member's subject. */
export type Actor =
  | { role: "provider"; id: string; providerId: string }
  | { role: "nav" | "culture"; id: string; municipalities: string[] }
  | { role: "holder" | "system"; id: string };

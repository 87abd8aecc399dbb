import type { Config } from "../config.ts";
import type { Db, Pool } from "../db/connect.ts";
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

/** Enqueues jobs for the worker. Called after commit, for speed: the sweep enqueues lost ones. */
export type Enqueue = <N extends keyof Jobs>(
  name: N,
  payloads: Jobs[N][],
  options?: { delayMs?: number },
) => Promise<void>;

/**
 * Sends one message. `id` is the same on every attempt, so that the gateway delivers it once. Rejects with
 * MessageRefused when this message is at fault.
 */
export interface MessageSender {
  /** Returns the id by which the gateway will report what became of the message, where it reports. */
  send(message: {
    id: string;
    channel: "sms" | "email";
    to: string;
    subject: string;
    text: string;
    /** Of an e-mail whose kind can be turned off: mail programs show it as a button (RFC 8058). */
    unsubscribeUrl?: string | undefined;
  }): Promise<{ gatewayId?: string | undefined }>;
}

/** The dependencies of actions. An action names what it needs: `Pick<Deps, "db" | "clock">`. */
export interface Deps {
  config: Config;
  db: Pool;
  clock: Clock;
  keyRing: KeyRing;
  logger: Logger;
  enqueue: Enqueue;
  messages: MessageSender;
  /** Unset when Apple Wallet is not configured. */
  apple?: AppleWallet | undefined;
  /** Apple's push service; unset when Apple Wallet is not configured. */
  apns?: Apns | undefined;
  google?: GoogleWallet | undefined;
  /** Verifies Google Wallet's callbacks. */
  googleCallbacks?: GoogleCallbacks | undefined;
}

/**
 * The dependencies of actions that may run inside a transaction, such as that of an Idempotency-Key:
 * their `unitOfWork` is then a savepoint.
 */
export type NestableDeps = Omit<Deps, "db"> & { db: Db };

/**
 * The authenticated caller. `id` goes into the audit trail: a key's or a device's id, or a staff
 * member's subject.
 */
export type Actor =
  | { role: "provider"; id: string; providerId: string }
  | {
      role: "nav";
      id: string;
      municipalities: string[];
      /** Those of whose children with a protected address it sees, too; none by default. */
      protectedOf?: string[] | undefined;
    }
  | { role: "culture" | "auditor"; id: string; municipalities: string[] }
  | { role: "holder" | "operator" | "system"; id: string };

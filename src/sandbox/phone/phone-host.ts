import { randomUUID, X509Certificate } from "node:crypto";
import { join } from "node:path";
import type { Config } from "../../config.ts";
import type { SandboxApns } from "../apns.ts";
import { pemBlocks } from "../../wallets/apple/pem-blocks.ts";
import type { Exchange } from "./exchange.ts";
import type { PhoneLanguage } from "./pass-text.ts";
import { createPhone, type Phone } from "./phone.ts";
import { createPhoneStore } from "./phone-store.ts";

/**
 * The phone that the page shows. It receives the pushes of the simulated APNs and keeps its state across
 * restarts. With Apple's own APNs it updates its passes on `refresh` only.
 */
export interface PhoneHost {
  readonly phone: Phone;
  /** Oldest first. */
  readonly exchanges: readonly Exchange[];
  /** Changes with every change of state, and at every restart. */
  version(): string;
  /** Returns a function that removes the listener. */
  onChange(listener: () => void): () => void;
  setLanguage(language: PhoneLanguage): void;
  /** Fetches the updates that it missed while the process was down. */
  wake(): void;
  stop(): void;
}

const keptExchanges = 200;
const keptNotices = 50;
/** Changes within this time are written and announced together. */
const debounceMs = 20;

/** Returns the root of the development certificates, or the intermediate of the operator's own. */
function trustedBy({ apple }: Config): X509Certificate[] {
  if (!apple) return [];
  const pem =
    "rootCert" in apple && typeof apple.rootCert === "string" ? apple.rootCert : apple.wwdrCert;
  return pemBlocks(pem, "certificate").map((each) => new X509Certificate(each));
}

export function hostPhone(config: Config, apns: SandboxApns | undefined): PhoneHost {
  const store = createPhoneStore(join(config.dataDir, "phone"));
  const kept = store.read();
  const exchanges = kept?.exchanges ?? [];
  const listeners = new Set<() => void>();
  const life = randomUUID();
  let changes = 0;
  let gathering: NodeJS.Timeout | undefined;

  function changed(): void {
    changes += 1;
    gathering ??= setTimeout(() => {
      gathering = undefined;
      store.write(phone.state, exchanges);
      for (const listener of listeners) listener();
    }, debounceMs);
  }

  const phone = createPhone({
    trusted: trustedBy(config),
    ...(kept && { state: kept.state }),
    record: (exchange) => {
      exchanges.push(exchange);
      exchanges.splice(0, exchanges.length - keptExchanges);
      changed();
    },
  });
  /** Runs work without a caller; a fault shows in the exchanges only. */
  const inBackground = (work: Promise<void>) => {
    void work
      .catch(() => undefined)
      .finally(() => {
        phone.state.notices.splice(0, phone.state.notices.length - keptNotices);
        changed();
      });
  };
  const passTypeIdentifier = config.apple?.passTypeIdentifier ?? "";
  const endPushes = apns?.onPush(phone.state.pushToken, () => {
    inBackground(phone.push(passTypeIdentifier));
  });

  return {
    phone,
    exchanges,
    version: () => `${life}-${changes}`,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setLanguage: (language) => {
      phone.state.language = language;
      changed();
    },
    wake: () => {
      if (phone.state.passes.size > 0) inBackground(phone.refresh());
    },
    stop: () => {
      endPushes?.();
      clearTimeout(gathering);
      if (gathering) store.write(phone.state, exchanges);
    },
  };
}

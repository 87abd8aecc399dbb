import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { Exchange } from "./exchange.ts";
import type { PhoneState } from "./phone-state.ts";

/** Raised when the stored form changes; the state of another version is not read. */
const version = 1;

interface StoredPhone {
  state: PhoneState;
  exchanges: Exchange[];
}

/** Stores a phone's state and its latest exchanges in a directory. */
export interface PhoneStore {
  /** Returns undefined when the state is missing or unreadable. */
  read(): StoredPhone | undefined;
  write(state: PhoneState, exchanges: readonly Exchange[]): void;
}

/** Creates a store of one file, with mode 0600, since passes contain tokens. */
export function createPhoneStore(directory: string): PhoneStore {
  const file = join(directory, "phone.v8");
  return {
    read: () => {
      if (!existsSync(file)) return undefined;
      try {
        const stored = deserialize(readFileSync(file)) as StoredPhone & { version: number };
        return stored.version === version ? stored : undefined;
      } catch {
        // An unreadable state starts a new phone.
        return undefined;
      }
    },
    write: (state, exchanges) => {
      mkdirSync(directory, { recursive: true });
      writeFileSync(`${file}.new`, serialize({ version, state, exchanges }), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}

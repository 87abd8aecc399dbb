import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { storedZip, zipEntry } from "../../wallets/apple/stored-zip.ts";
import type { Exchange } from "./exchange.ts";
import { readPackage, type OpenPackage } from "./open-package.ts";
import { phoneLanguages } from "./pass-text.ts";
import type { HeldPass, PhoneState } from "./phone-state.ts";
import { readZip } from "./read-zip.ts";

const at = z.coerce.date();
const keptShape = z.object({
  deviceLibraryIdentifier: z.string(),
  pushToken: z.string(),
  language: z.enum(phoneLanguages),
  tags: z.array(z.tuple([z.string(), z.string()])),
  pending: z.array(z.string()),
  notices: z.array(z.object({ at, serialNumber: z.string(), from: z.string(), text: z.string() })),
  passes: z.array(
    z.object({
      file: z.string().regex(/^[0-9a-f]{40}\.pkpass$/),
      lastModified: z.string().optional(),
      registered: z.boolean(),
      updatedAt: at,
    }),
  ),
  exchanges: z.array(z.looseObject({ at })),
});

/** Stores a phone's state and its latest exchanges in a directory. */
export interface PhoneStore {
  /** Returns undefined when the state is missing or unreadable. */
  read(): { state: PhoneState; exchanges: Exchange[] } | undefined;
  write(state: PhoneState, exchanges: readonly Exchange[]): void;
}

/** Names a package by the hash of its manifest. */
const fileNameOf = ({ files }: OpenPackage) => {
  const manifest = files.get("manifest.json") ?? Buffer.alloc(0);
  return `${createHash("sha1").update(manifest).digest("hex")}.pkpass`;
};

const zipOf = ({ files }: OpenPackage) =>
  Buffer.concat(storedZip([...files].map(([name, file]) => zipEntry(name, [file]))).pieces);

/** Creates a store of packages and one JSON file, with mode 0600, since passes contain tokens. */
export function createPhoneStore(directory: string): PhoneStore {
  const file = join(directory, "phone.json");

  function read() {
    if (!existsSync(file)) return undefined;
    const kept = keptShape.parse(JSON.parse(readFileSync(file, "utf8")));
    const passes = kept.passes.map(({ file: name, lastModified, ...rest }): [string, HeldPass] => {
      const opened = readPackage(readZip(readFileSync(join(directory, name))));
      return [opened.pass.serialNumber, { ...rest, lastModified, opened }];
    });
    const { exchanges, ...state } = kept;
    return {
      state: {
        ...state,
        passes: new Map(passes),
        tags: new Map(kept.tags),
        pending: new Set(kept.pending),
      },
      exchanges: exchanges as unknown as Exchange[],
    };
  }

  return {
    read: () => {
      try {
        return read();
      } catch {
        // An unreadable state starts a new phone.
        return undefined;
      }
    },
    write: ({ passes, tags, pending, ...state }, exchanges) => {
      mkdirSync(directory, { recursive: true });
      const kept = [...passes.values()].map(({ opened, ...held }) => {
        const name = fileNameOf(opened);
        const path = join(directory, name);
        if (!existsSync(path)) writeFileSync(path, zipOf(opened), { mode: 0o600 });
        return { ...held, file: name };
      });
      const whole = { ...state, tags: [...tags], pending: [...pending], passes: kept, exchanges };
      writeFileSync(`${file}.new`, JSON.stringify(whole), { mode: 0o600 });
      renameSync(`${file}.new`, file);
      const wanted = new Set(["phone.json", ...kept.map((each) => each.file)]);
      for (const name of readdirSync(directory).filter((each) => !wanted.has(each))) {
        rmSync(join(directory, name));
      }
    },
  };
}

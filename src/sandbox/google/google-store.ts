import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Body, Resource } from "./check-body.ts";

export interface Stored {
  resource: Resource;
  body: Body;
  /** Whether the object is saved to a phone; false for classes. */
  saved: boolean;
}

/** Classes and objects by id; with a directory they are kept across restarts. */
export interface GoogleStore {
  get(id: string): Stored | undefined;
  put(id: string, stored: Stored): void;
  all(): Stored[];
  /** Stores a JWT that is too long for a URL under a short name. */
  keepJwt(name: string, jwt: string): void;
  jwt(name: string): string | undefined;
}

export function createGoogleStore(directory?: string): GoogleStore {
  const file = directory === undefined ? undefined : join(directory, "remembered.json");
  const kept =
    file !== undefined && existsSync(file)
      ? (JSON.parse(readFileSync(file, "utf8")) as {
          items: [string, Stored][];
          jwts: [string, string][];
        })
      : { items: [], jwts: [] };
  const items = new Map(kept.items);
  const jwts = new Map(kept.jwts);
  const write = () => {
    if (directory === undefined || file === undefined) return;
    mkdirSync(directory, { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify({ items: [...items], jwts: [...jwts] }));
    renameSync(`${file}.new`, file);
  };
  return {
    get: (id) => items.get(id),
    put: (id, stored) => {
      items.set(id, stored);
      write();
    },
    all: () => [...items.values()],
    keepJwt: (name, jwt) => {
      jwts.set(name, jwt);
      write();
    },
    jwt: (name) => jwts.get(name),
  };
}

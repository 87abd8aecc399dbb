// https://github.com/panva/node-oidc-provider/blob/main/example/my_adapter.js
import type { Adapter, AdapterPayload } from "oidc-provider";

interface Entry {
  payload: AdapterPayload;
  expiresAt: number;
}

const entries = new Map<string, Entry>();

/** Storage of the sandbox's identity provider in memory: interactions, grants, codes. */
export class IdentityMemory implements Adapter {
  private readonly kind: string;

  constructor(kind: string) {
    this.kind = kind;
  }

  upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    entries.set(this.keyOf(id), { payload, expiresAt: Date.now() + expiresIn * 1000 });
    return Promise.resolve();
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    const entry = entries.get(this.keyOf(id));
    const isAlive = entry !== undefined && entry.expiresAt > Date.now();
    return Promise.resolve(isAlive ? entry.payload : undefined);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.first(({ payload }) => payload.uid === uid));
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.first(({ payload }) => payload.userCode === userCode));
  }

  consume(id: string): Promise<void> {
    const entry = entries.get(this.keyOf(id));
    if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000);
    return Promise.resolve();
  }

  destroy(id: string): Promise<void> {
    entries.delete(this.keyOf(id));
    return Promise.resolve();
  }

  revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of entries) {
      if (payload.grantId === grantId) entries.delete(key);
    }
    return Promise.resolve();
  }

  private keyOf(id: string): string {
    return `${this.kind}:${id}`;
  }

  private first(matches: (entry: Entry) => boolean): AdapterPayload | undefined {
    for (const [key, entry] of entries) {
      if (key.startsWith(`${this.kind}:`) && matches(entry)) return entry.payload;
    }
    return undefined;
  }
}

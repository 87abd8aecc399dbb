import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

export const storedMessage = z.object({
  id: z.uuid(),
  channel: z.enum(["sms", "email"]),
  from: z.string(),
  to: z.string(),
  subject: z.string().optional(),
  text: z.string(),
  receivedAt: z.iso.datetime(),
});

export type StoredMessage = z.infer<typeof storedMessage>;

export interface MessageStore {
  /** Returns false when a message with this id exists. */
  add(message: StoredMessage): boolean;
  /** Newest first. */
  all(): StoredMessage[];
}

/** Stores messages as lines of a file. A crash loses at most the line that is being written. */
export function createMessageStore(file: string): MessageStore {
  const messages = new Map<string, StoredMessage>();
  for (const line of existsSync(file) ? readFileSync(file, "utf8").split("\n") : []) {
    const message = readLine(line);
    if (message) messages.set(message.id, message);
  }
  return {
    add: (message) => {
      if (messages.has(message.id)) return false;
      mkdirSync(dirname(file), { recursive: true });
      // The line break comes first, to end a line that a crash cut short.
      appendFileSync(file, `\n${JSON.stringify(message)}`, { mode: 0o600 });
      messages.set(message.id, message);
      return true;
    },
    all: () => [...messages.values()].reverse(),
  };
}

function readLine(line: string): StoredMessage | undefined {
  try {
    return storedMessage.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

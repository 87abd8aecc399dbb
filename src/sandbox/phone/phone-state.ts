import { randomBytes } from "node:crypto";
import type { OpenPackage } from "./open-package.ts";
import type { PhoneLanguage } from "./pass-text.ts";

/** A ticket on the phone. */
export interface HeldPass {
  opened: OpenPackage;
  /** As the web service last sent it, to be sent back to the letter. */
  lastModified?: string | undefined;
  /** Whether the web service knows that this phone holds it. */
  registered: boolean;
  updatedAt: Date;
}

/** What the phone told its owner. */
export interface Notice {
  at: Date;
  serialNumber: string;
  from: string;
  text: string;
}

/** All that a phone remembers. */
export interface PhoneState {
  deviceLibraryIdentifier: string;
  pushToken: string;
  language: PhoneLanguage;
  /** By serial number, in the order in which they were added. */
  passes: Map<string, HeldPass>;
  /** What `passesUpdatedSince` is to say, by web service and pass type. */
  tags: Map<string, string>;
  /** Listed as changed, but not fetched yet. */
  pending: Set<string>;
  /** Oldest first. */
  notices: Notice[];
}

export const newPhoneState = (): PhoneState => ({
  deviceLibraryIdentifier: randomBytes(16).toString("hex"),
  pushToken: randomBytes(32).toString("hex"),
  language: "nb",
  passes: new Map(),
  tags: new Map(),
  pending: new Set(),
  notices: [],
});

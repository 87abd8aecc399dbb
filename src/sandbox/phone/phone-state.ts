import { randomBytes } from "node:crypto";
import type { OpenPackage } from "./open-package.ts";
import type { PhoneLanguage } from "./pass-text.ts";

export interface HeldPass {
  opened: OpenPackage;
  /** Last-Modified as received, sent back unchanged as If-Modified-Since. */
  lastModified?: string | undefined;
  registered: boolean;
  updatedAt: Date;
}

export interface Notice {
  at: Date;
  serialNumber: string;
  from: string;
  text: string;
}

export interface PhoneState {
  deviceLibraryIdentifier: string;
  pushToken: string;
  language: PhoneLanguage;
  /** By serial number, in the order in which they were added. */
  passes: Map<string, HeldPass>;
  /** The next `passesUpdatedSince`, by web service and pass type. */
  tags: Map<string, string>;
  /** Serial numbers that were listed as updated and are not fetched yet. */
  pending: Set<string>;
  /** Oldest first. */
  notices: Notice[];
}

export const createPhoneState = (): PhoneState => ({
  deviceLibraryIdentifier: randomBytes(16).toString("hex"),
  pushToken: randomBytes(32).toString("hex"),
  language: "nb",
  passes: new Map(),
  tags: new Map(),
  pending: new Set(),
  notices: [],
});

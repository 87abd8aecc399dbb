import { findUpdatedPasses } from "../../db/apple/registrations.ts";
import {
  parsePassesUpdatedSince,
  passesUpdatedSinceTag,
} from "../../domain/apple/passes-updated-since-tag.ts";
import type { Deps } from "../deps.ts";

const deviceShape = /^[\x21-\x7e]{1,200}$/;

/**
 * The device's passes that changed since the tag, and the next tag; all passes for a missing or
 * unknown tag. Undefined when there are none, also for an unknown device or pass type.
 */
export async function listUpdatedPasses(
  { db, apple }: Pick<Deps, "db" | "apple">,
  {
    deviceLibraryIdentifier,
    passTypeIdentifier,
    tag = "",
  }: { deviceLibraryIdentifier: string; passTypeIdentifier: string; tag?: string | undefined },
): Promise<{ serialNumbers: string[]; lastUpdated: string } | undefined> {
  if (passTypeIdentifier !== apple?.passTypeIdentifier) return undefined;
  if (!deviceShape.test(deviceLibraryIdentifier)) return undefined;
  const found = await findUpdatedPasses(db, deviceLibraryIdentifier, parsePassesUpdatedSince(tag));
  return (
    found && { serialNumbers: found.serialNumbers, lastUpdated: passesUpdatedSinceTag(found.mark) }
  );
}

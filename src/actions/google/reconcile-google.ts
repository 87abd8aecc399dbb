import type { Trx } from "../../db/connect.ts";
import { deleteOldLeases } from "../../db/google/google-leases.ts";
import { deleteOldNotifications } from "../../db/google/google-notification-quota.ts";
import { allowedTickets } from "../../db/google/google-refusals.ts";
import {
  localObjectStatesBeside,
  localObjectStates,
  offersToReconcile,
  recordReconciliation,
  setUsers,
  styleInGoogle,
  type LocalObjectState,
  type Reconciliation,
} from "../../db/google/google-reconciliation.ts";
import { findGooglePasses } from "../../db/google/google-tickets.ts";
import { hasEnded } from "../../domain/passes/pass.ts";
import { GoogleError } from "../../wallets/google/google-error.ts";
import type { GoogleWallet, HeldObject } from "../../wallets/google/google-wallet.ts";
import type { Deps } from "../deps.ts";
import type { Jobs } from "../jobs.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { objectKey, serialNumberOfKey, withGoogleLeases } from "./with-google-leases.ts";
import { writeGoogleObjects } from "./write-google-objects.ts";

/** Longer than until an offer's last ticket is anonymised. */
const lookedBack = 75 * 24 * 60 * 60_000;

/** Enqueues a reconciliation for each offer with tickets in Google. */
export async function reconcileGoogle(
  deps: Pick<Deps, "db" | "clock" | "enqueue" | "google">,
): Promise<void> {
  const { db, clock, enqueue, google } = deps;
  const now = clock.now();
  await unitOfWork(deps, ({ trx }) => deleteOldNotifications(trx, now));
  await unitOfWork(deps, ({ trx }) => deleteOldLeases(trx));
  if (!google) return;
  const offerIds = await offersToReconcile(db, new Date(now.getTime() - lookedBack));
  await enqueue(
    "reconcile-google-offer",
    offerIds.map((offerId) => ({ offerId })),
  );
}

/**
 * Compares the offer's tickets with Google's objects, page by page: existence, state, users, and
 * texts or barcode left in an ended or anonymised one. Rewrites objects that drifted, without a
 * notification; owed updates are left to the sync. Safe to run twice. Returns the counts. Throws
 * GoogleError.
 */
export async function reconcileGoogleOffer(
  deps: Pick<Deps, "db" | "keyRing" | "clock" | "logger" | "google">,
  { offerId }: Jobs["reconcile-google-offer"],
): Promise<Reconciliation | undefined> {
  const { db, google, clock, logger } = deps;
  const style = await styleInGoogle(db, offerId);
  if (!google || style === undefined) return undefined;
  const found = { compared: 0, repaired: 0, unknown: 0 };
  const seen: string[] = [];
  let pageToken: string | undefined;
  do {
    const asked = clock.now();
    const page = await google.listObjects({ style, offerId }, pageToken);
    await unitOfWork(deps, ({ trx }) => allowedTickets(trx, offerId));
    const held = page.objects.flatMap(({ serialNumber, ...rest }) =>
      serialNumber === undefined ? [] : [{ serialNumber, ...rest }],
    );
    const serialNumbers = held.map(({ serialNumber }) => serialNumber);
    const local = await localObjectStates(db, offerId, serialNumbers);
    const pairs = held.flatMap((object) => {
      const ticket = local.get(object.serialNumber);
      return ticket ? [{ object, ticket }] : [];
    });
    found.compared += pairs.length;
    found.unknown += page.objects.length - pairs.length;
    await unitOfWork(deps, ({ trx }) => noteUsers(trx, pairs, asked));
    const wrong = pairs.filter(({ object, ticket }) => differs(google, object, ticket));
    found.repaired += await repair(
      { ...deps, google },
      offerId,
      wrong.map(({ ticket }) => ticket.serialNumber),
    );
    seen.push(...serialNumbers);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  const missing = await localObjectStatesBeside(db, offerId, seen);
  found.compared += missing.length;
  found.repaired += await repair({ ...deps, google }, offerId, missing);
  await unitOfWork(deps, ({ trx }) => recordReconciliation(trx, offerId, found, clock.now()));
  logger[found.repaired + found.unknown > 0 ? "warn" : "info"](
    { offerId, ...found },
    "compared with Google",
  );
  return found;
}

function differs(google: GoogleWallet, object: HeldObject, ticket: LocalObjectState): boolean {
  const { state, erased, version, googleVersion } = ticket;
  // Written by a process that ended before it recorded the write.
  if (googleVersion === 0) return true;
  if (googleVersion < version) return false;
  return (
    object.state !== google.stateOf(state) ||
    object.hasBarcode === hasEnded(state) ||
    (erased && object.hasTexts)
  );
}

async function noteUsers(
  trx: Trx,
  pairs: { object: HeldObject; ticket: LocalObjectState }[],
  asked: Date,
): Promise<void> {
  const changed = pairs.filter(({ object, ticket }) => object.hasUsers !== ticket.hasUsers);
  const which = (hasUsers: boolean) =>
    changed.flatMap(({ object, ticket }) =>
      object.hasUsers === hasUsers ? [ticket.serialNumber] : [],
    );
  await setUsers(trx, { withUsers: which(true), withoutUsers: which(false) }, asked);
}

/** Rewrites the tickets' objects; returns how many Google accepted. */
async function repair(
  deps: Parameters<typeof writeGoogleObjects>[0],
  offerId: string,
  serialNumbers: string[],
): Promise<number> {
  let repaired = 0;
  const size = deps.google.maxAtOnce();
  for (let start = 0; start < serialNumbers.length; start += size) {
    const keys = serialNumbers.slice(start, start + size).map(objectKey);
    await withGoogleLeases(deps.db, keys, async (leased) => {
      const passes = await findGooglePasses(
        deps.db,
        deps.keyRing,
        leased.keys.map(serialNumberOfKey),
      );
      const errors = await writeGoogleObjects(deps, offerId, passes, { again: true, leased });
      repaired += passes.length - errors.length;
      const passing = errors.find((error) => error instanceof GoogleError && error.retryable);
      if (passing) throw passing;
    });
  }
  return repaired;
}

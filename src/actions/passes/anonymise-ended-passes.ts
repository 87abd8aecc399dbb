import { deleteDrawChildren, deletePastTicketCounts } from "../../db/draws/draw-children.ts";
import { deleteAnonymisedRegistrations } from "../../db/apple/anonymised-registrations.ts";
import { anonymisePasses, deleteRefusals, endClaimLinks } from "../../db/passes/anonymisation.ts";
import { deleteEndedPlaces } from "../../db/waiting/waiting-places.ts";
import { deleteOldReports } from "../../db/recipients/early-reports.ts";
import { deleteRevocationReasons } from "../../db/passes/revocation-reasons.ts";
import { deleteIdempotencyKeys } from "../../db/idempotency.ts";
import { deleteDeviceLogs } from "../../db/apple/device-logs.ts";
import { twelveMonthsBefore } from "../../domain/draws/draw-list.ts";
import { dayInOslo } from "../../domain/period.ts";
import type { Deps } from "../deps.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";

const day = 24 * 60 * 60_000;
const keptFor = 60 * day;
/** How long a phone that is away is waited for with the version without personal content. */
const phonesKeptFor = 7 * day;
const chunk = 500;

/**
 * Anonymises tickets 60 days after they ended: a voided ticket without personal content and the counts stay. The
 * registrations and push tokens of their phones go once these have fetched that version, after seven days at the
 * latest. Also deletes refusals of that age, expired idempotent responses, which can name recipients, old device
 * logs, who took part in draws of offers that ended as long ago, reports on messages that no message was found for,
 * places on waiting lists of offers that have ended or that gave a ticket the day before, and counts of tickets that
 * no draw asks for any more; and ends claim links older than `CLAIM_LINK_DAYS` that no ticket needs. Safe to run
 * twice; returns how many tickets it anonymised.
 */
export async function anonymiseEndedPasses(
  deps: Pick<Deps, "clock" | "config" | "db"> & WalletUpdateDeps,
): Promise<number> {
  const at = deps.clock.now();
  const endedUntil = new Date(at.getTime() - keptFor);
  await unitOfWork(deps, async ({ trx }) => {
    await deleteIdempotencyKeys(trx, { before: new Date(at.getTime() - day) });
    await deleteDeviceLogs(trx, dayInOslo(endedUntil));
    await deleteRefusals(trx, endedUntil);
    await deleteRevocationReasons(trx, endedUntil);
    await deleteDrawChildren(trx, endedUntil);
    await deleteEndedPlaces(trx, { at, givenUntil: new Date(at.getTime() - day) });
    await deleteOldReports(trx, at);
    await deletePastTicketCounts(trx, twelveMonthsBefore(at));
  });
  const phones = { givenUp: new Date(at.getTime() - phonesKeptFor), limit: chunk };
  await untilLess(chunk, () =>
    unitOfWork(deps, ({ trx }) => deleteAnonymisedRegistrations(trx, phones)),
  );
  const total = await untilLess(chunk, () =>
    unitOfWork(deps, async ({ trx, afterCommit }) => {
      const anonymised = await anonymisePasses(trx, { endedUntil, at, limit: chunk });
      afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, anonymised));
      return anonymised.length;
    }),
  );
  const createdUntil = new Date(at.getTime() - deps.config.lifetimes.claimLinkMs);
  const links = { createdUntil, limit: chunk };
  await untilLess(chunk, () => unitOfWork(deps, ({ trx }) => endClaimLinks(trx, links)));
  return total;
}

/** Repeats the work until it does less than a full chunk; returns how much it did. */
async function untilLess(full: number, work: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const done = await work();
    total += done;
    if (done < full) return total;
  }
}

import type { Trx } from "../../db/connect.ts";
import { acquireObjectNotifications } from "../../db/google/google-notification-quota.ts";
import { recordRefusals, type GoogleRefusal } from "../../db/google/google-refusals.ts";
import { markObjectsInGoogle, type GooglePass } from "../../db/google/google-tickets.ts";
import { findGoogleTemplate } from "../../db/google/google-classes.ts";
import { findOffer } from "../../db/offers/offers.ts";
import { addUpdateCounts } from "../../db/update-counts.ts";
import { findProvider } from "../../db/providers/providers.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { ticketNumberText } from "../../domain/passes/ticket-number.ts";
import { AppError } from "../../errors.ts";
import { contentOf } from "../../wallets/content.ts";
import { isGeneric } from "../../wallets/google/class-json.ts";
import { catchGoogleError } from "../../wallets/google/catch-google-error.ts";
import type { GoogleError } from "../../wallets/google/google-error.ts";
import type {
  GoogleOffer,
  GoogleTicket,
  GoogleWallet,
} from "../../wallets/google/google-wallet.ts";
import type { Deps } from "../deps.ts";
import { ticketBarcode } from "../ticket-barcode.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { objectKey, type LeasedKeys } from "./with-google-leases.ts";

export type GoogleSyncDeps = Pick<Deps, "db" | "keyRing" | "clock"> & { google: GoogleWallet };

/** The content of an offer's class and objects. Throws AppError("not_found"). */
export async function readGoogleOffer(
  { db }: Pick<GoogleSyncDeps, "db">,
  offerId: string,
): Promise<{ offer: Offer; inGoogle: GoogleOffer }> {
  const offer = await findOffer(db, offerId);
  const [template, provider] = offer
    ? await Promise.all([
        findGoogleTemplate(db, offer.templateId, offer.templateVersion),
        findProvider(db, offer.providerId),
      ])
    : [];
  if (!offer || !template || !provider) {
    throw new AppError("not_found", "There is no such offer.");
  }
  const { imageHashes, definition } = template;
  return { offer, inGoogle: { content: contentOf(definition, offer, provider), imageHashes } };
}

interface Writing {
  pass: GooglePass;
  ticket: GoogleTicket;
  digest: string;
}

/**
 * Writes the objects of an offer's tickets, whose leases the caller holds; unchanged ones send no
 * request. Records written versions and stores refusals. Returns the errors. With `again`, also
 * rewrites objects recorded as current, without a notification; so are those that are due.
 * Throws GoogleError when no request was sent.
 */
export async function writeGoogleObjects(
  deps: GoogleSyncDeps,
  offerId: string,
  passes: GooglePass[],
  { again = false, leased }: { again?: boolean; leased: LeasedKeys },
): Promise<GoogleError[]> {
  if (passes.length === 0) return [];
  const { db, google } = deps;
  // Read after the tickets: a concurrent change of the offer is at worst written early.
  const { offer, inGoogle } = await readGoogleOffer(deps, offerId);
  const all = passes.map((pass): Writing => {
    const ticket = ticketOf(deps, offer, pass);
    return { pass, ticket, digest: google.objectDigest(inGoogle, ticket) };
  });
  const isNew = ({ pass }: Writing) => pass.googleVersion === 0 && !again;
  const isDue = ({ pass }: Writing) => leased.isDue(objectKey(pass.serialNumber));
  const isBehind = ({ pass }: Writing) => pass.googleVersion < pass.version;
  const differs = (each: Writing) => again || isDue(each) || each.digest !== each.pass.digest;
  const unchanged = all.filter((each) => !isNew(each) && !differs(each));
  if (unchanged.length > 0) await unitOfWork(deps, ({ trx }) => mark(trx, offerId, unchanged));

  const outcomes: { writing: Writing; error: GoogleError | undefined }[] = [];
  for (const writing of all.filter(isNew)) {
    const error = await catchGoogleError(
      google.upsertObject(inGoogle, writing.ticket, leased.onUnanswered),
    );
    outcomes.push({ writing, error });
  }
  const changed = all.filter((each) => !isNew(each) && differs(each));
  const tellable = again
    ? []
    : changed.filter((each) => isBehind(each) && !isGeneric(each.pass.style) && !each.pass.erased);
  const told = await unitOfWork(deps, ({ trx }) =>
    acquireObjectNotifications(
      trx,
      offerId,
      tellable.map(({ pass }) => pass),
      deps.clock.now(),
    ),
  );
  if (changed.length > 0) {
    const changes = changed.map(
      (writing) =>
        ({
          ticket: writing.ticket,
          notice: tellable.includes(writing)
            ? noticeFor(told.has(writing.pass.serialNumber))
            : "none",
        }) as const,
    );
    const errors = await google.patchObjects(inGoogle, changes, leased.onUnanswered);
    outcomes.push(...changed.map((writing, index) => ({ writing, error: errors[index] })));
  }
  const written = outcomes.filter(({ error }) => !error).map(({ writing }) => writing);
  await unitOfWork(deps, async ({ trx }) => {
    await mark(trx, offerId, written);
    await recordRefusals(trx, refusalsOf(outcomes), deps.clock.now());
  });
  await addUpdateCounts(db, "google", countsOf(outcomes));
  if (!outcomes.some(({ error }) => error?.retryable)) leased.settle();
  return outcomes.flatMap(({ error }) => error ?? []);
}

const noticeFor = (onPhone: boolean) => (onPhone ? "phone" : "text");

function ticketOf(deps: GoogleSyncDeps, offer: Offer, pass: GooglePass): GoogleTicket {
  const { id: offerId, uses, validity, companions, ownCodes } = offer;
  const { serialNumber, protectedAddress, ticketNumber, ownCode } = pass;
  const { from: validFrom, until: validUntil } = validity;
  const payload = { serialNumber, offerId, validFrom, validUntil, uses, admits: 1 + companions };
  return {
    ...pass,
    ticketNumber: ticketNumberText(ticketNumber),
    // An ended ticket has no barcode.
    ...(pass.endedAt === null
      ? ticketBarcode(deps, { ...payload, ticketNumber, ownCodes, ownCode })
      : { barcode: "", barcodeText: "" }),
    withLocation: !protectedAddress,
  };
}

async function mark(trx: Trx, offerId: string, written: Writing[]): Promise<void> {
  const shown = written.map(({ pass: { serialNumber, version }, digest }) => ({
    serialNumber,
    version,
    digest,
  }));
  await markObjectsInGoogle(trx, offerId, shown);
}

function countsOf(outcomes: { error: GoogleError | undefined }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { error } of outcomes) {
    const outcome = !error ? "written" : error.retryable ? "postponed" : "refused";
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
}

function refusalsOf(
  outcomes: { writing: Writing; error: GoogleError | undefined }[],
): GoogleRefusal[] {
  return outcomes.flatMap(({ writing: { pass }, error }) =>
    error && !error.retryable
      ? [
          {
            offerId: pass.offerId,
            serialNumber: pass.serialNumber,
            version: pass.version,
            status: error.status ?? null,
            message: error.googleMessage,
            field: error.field ?? null,
          },
        ]
      : [],
  );
}

import {
  findGooglePasses,
  findGoogleTemplate,
  markClassInGoogle,
  markObjectInGoogle,
  offersBehindInGoogle,
} from "../db/google-tickets.ts";
import { findOffer } from "../db/offers.ts";
import { findProvider } from "../db/providers.ts";
import { AppError } from "../errors.ts";
import { makeBarcodeSigner } from "../wallets/barcode-signer.ts";
import { contentOf } from "../wallets/content.ts";
import type { GoogleWallet } from "../wallets/google/google-wallet.ts";
import type { Deps } from "./deps.ts";
import { oneAtATime } from "./one-at-a-time.ts";

type Bringing = Pick<Deps, "db" | "keyRing"> & { google: GoogleWallet };

async function readOffer({ db }: Bringing, offerId: string) {
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
  return { offer, inGoogle: { content: contentOf(definition, offer, provider.name), imageHashes } };
}

/**
 * Brings the offer's class to what the offer says; makes no call when nothing is owed. Safe to run
 * twice and at once from several processes. Throws GoogleError.
 */
export async function bringClassToGoogle(deps: Bringing, offerId: string): Promise<void> {
  const owed = async () => {
    const [behind] = await offersBehindInGoogle(deps.db, [offerId]);
    return behind;
  };
  await oneAtATime(deps.db, `class ${offerId}`, owed, async () => {
    const { offer, inGoogle } = await readOffer(deps, offerId);
    await deps.google.upsertClass(inGoogle);
    await markClassInGoogle(deps.db, offerId, offer.contentVersion);
  });
}

/**
 * Brings the ticket's object to what the ticket says; makes no call when nothing is owed. The class
 * must be there. Safe to run twice and at once from several processes. Throws GoogleError.
 */
export async function bringObjectToGoogle(deps: Bringing, serialNumber: string): Promise<void> {
  const { db, google, keyRing } = deps;
  const owed = async () => {
    const [pass] = await findGooglePasses(db, [serialNumber]);
    return pass && pass.googleVersion < pass.version ? pass : undefined;
  };
  await oneAtATime(db, `object ${serialNumber}`, owed, async (pass) => {
    const { offer, inGoogle } = await readOffer(deps, pass.offerId);
    const { id: offerId, uses, validity, companions } = offer;
    const { from: validFrom, until: validUntil } = validity;
    const admits = 1 + companions;
    const barcode = { serialNumber, offerId, validFrom, validUntil, uses, admits };
    await google.upsertObject(inGoogle, {
      ...pass,
      barcode: makeBarcodeSigner(keyRing).sign(barcode),
      withLocation: !pass.protectedAddress,
    });
    await markObjectInGoogle(db, serialNumber, pass.version);
  });
}

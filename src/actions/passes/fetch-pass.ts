import { findOffer } from "../../db/offers/offers.ts";
import { findHolder, markFetched, type Holder } from "../../db/passes/pass-fetches.ts";
import { findPass } from "../../db/passes/passes.ts";
import { findProvider } from "../../db/providers/providers.ts";
import { findTemplateVersion } from "../../db/templates/templates.ts";
import { textIn } from "../../domain/language.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Pass } from "../../domain/passes/pass.ts";
import { AppError } from "../../errors.ts";
import type { AppleWallet } from "../../wallets/apple/apple-wallet.ts";
import type { CompiledTickets } from "../../wallets/apple/compile.ts";
import { createBarcodeSigner } from "../../wallets/barcode-signer.ts";
import { contentOf } from "../../wallets/content.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

export interface FetchedPass {
  /** Sent in order; shared between responses, so never written to. */
  pieces: readonly Uint8Array[];
  /** Bytes. */
  length: number;
  lastModified: Date;
  /** The file's name: the offer's title in the holder's language. */
  filename: string;
}

/** An anonymised ticket has no language. */
const unknownHolder: Holder = { language: "nb", protectedAddress: false };

/** A location would show the ticket on the lock screen near the venue. */
function withoutPosition(offer: Offer): Offer {
  const { place } = offer;
  return place ? { ...offer, place: { name: place.name, address: place.address } } : offer;
}

async function compile(
  db: Deps["db"],
  apple: AppleWallet,
  offer: Offer,
  { language, protectedAddress }: Holder,
  ended: boolean,
): Promise<CompiledTickets> {
  const [template, provider] = await Promise.all([
    findTemplateVersion(db, offer.templateId, offer.templateVersion),
    findProvider(db, offer.providerId),
  ]);
  if (!template || !provider) throw new Error(`Offer ${offer.id} has no template or provider.`);
  const shown = protectedAddress ? withoutPosition(offer) : offer;
  const content = contentOf(template.definition, shown, provider.name);
  return apple.compile(content, template.images, language, ended);
}

function barcodeOf({ keyRing }: Pick<Deps, "keyRing">, pass: Pass, offer: Offer): string {
  return createBarcodeSigner(keyRing).sign({
    serialNumber: pass.serialNumber,
    offerId: offer.id,
    validFrom: offer.validity.from,
    validUntil: offer.validity.until,
    uses: offer.uses,
    admits: 1 + offer.companions,
  });
}

/** The ticket, marked as fetched if it is active. */
async function findFetchedPass(
  deps: Pick<Deps, "db">,
  serialNumber: string,
  now: Date,
): Promise<Pass | undefined> {
  const pass = await findPass(deps.db, serialNumber);
  if (pass?.state !== "active" || pass.fetchedAt) return pass;
  return unitOfWork(deps, async ({ trx }) => {
    await markFetched(trx, [serialNumber], now);
    return findPass(trx, serialNumber);
  });
}

/**
 * The ticket as a signed `.pkpass`, marked as fetched the first time; an ended one is void. Each version
 * is built once, however many ask at the same moment. Undefined for an unknown serial number and for a
 * ticket that is not issued yet.
 */
export async function fetchPass(
  deps: Pick<Deps, "db" | "clock" | "keyRing" | "apple">,
  { serialNumber }: { serialNumber: string },
): Promise<(FetchedPass & Pick<Pass, "version">) | undefined> {
  const { db, apple } = deps;
  if (!apple) throw new AppError("not_found", "There are no tickets for Apple Wallet here.");
  const now = deps.clock.now();
  // Before the build, so that the ticket cannot lapse meanwhile.
  const pass = await findFetchedPass(deps, serialNumber, now);
  if (!pass || pass.state === "pending") return undefined;
  const [offer, holder = unknownHolder] = await Promise.all([
    findOffer(db, pass.offerId),
    findHolder(db, deps.keyRing, serialNumber),
  ]);
  if (!offer) throw new Error(`Offer ${pass.offerId} of a pass is gone.`);
  const { id, contentVersion, templateVersion } = offer;
  const ended = pass.endedAt !== null;
  const form = `${holder.language} ${String(holder.protectedAddress)}`;

  const { pieces, length } = await apple.builds.stamped.get(
    `${serialNumber} ${pass.version} ${form}`,
    now,
    async () => {
      const compiled = await apple.builds.compiled.get(
        `${id} ${contentVersion} ${templateVersion} ${form} ${String(ended)}`,
        now,
        () => compile(db, apple, offer, holder, ended),
      );
      const stamped = await apple.stamp(
        compiled,
        {
          serialNumber,
          usesLeft: pass.usesLeft,
          endedAt: pass.endedAt,
          barcode: ended ? "" : barcodeOf(deps, pass, offer),
          tokenKeyId: pass.tokenKeyId,
        },
        now,
      );
      return { ...stamped, size: stamped.length };
    },
  );
  const filename = `${textIn(offer.title, holder.language)}.pkpass`;
  const { version, lastModified } = pass;
  return { pieces, length, version, lastModified, filename };
}

import { findOffer } from "../../db/offers/offers.ts";
import { markFetched } from "../../db/passes/pass-fetches.ts";
import {
  findServedPass,
  isPlaceHidden,
  ownCodeOf,
  type ServedPass,
} from "../../db/passes/served-passes.ts";
import { findProvider } from "../../db/providers/providers.ts";
import { findTemplateVersion } from "../../db/templates/template-versions.ts";
import { textIn, type Language } from "../../domain/language.ts";
import { ticketNumberText } from "../../domain/passes/ticket-number.ts";
import { AppError } from "../../errors.ts";
import type { AppleWallet } from "../../wallets/apple/apple-wallet.ts";
import type { CompiledTickets } from "../../wallets/apple/compile.ts";
import type { StampedPass } from "../../wallets/apple/stamp.ts";
import { contentOf } from "../../wallets/content.ts";
import type { Deps } from "../deps.ts";
import { ticketBarcode } from "../ticket-barcode.ts";
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

/** What a ticket's form depends on besides the ticket itself. */
interface Form {
  language: Language;
  isPlaceHidden: boolean;
  ended: boolean;
}

async function compile(
  db: Deps["db"],
  apple: AppleWallet,
  offerId: string,
  { language, isPlaceHidden: isPlaceOnlyRead, ended }: Form,
): Promise<CompiledTickets> {
  const offer = await findOffer(db, offerId);
  if (!offer) throw new Error(`Offer ${offerId} of a pass is gone.`);
  const [template, provider] = await Promise.all([
    findTemplateVersion(db, offer.templateId, offer.templateVersion),
    findProvider(db, offer.providerId),
  ]);
  if (!template || !provider) throw new Error(`Offer ${offer.id} has no template or provider.`);
  // With a position the ticket comes up on the lock screen near the venue; with its name the phone offers the way there.
  const content = { ...contentOf(template.definition, offer, provider), isPlaceOnlyRead };
  return apple.compile(content, template.images, language, ended);
}

function barcodeOf(deps: Pick<Deps, "keyRing">, pass: ServedPass) {
  const { validity, companions, ...rest } = pass;
  const { serialNumber, offerId, uses, ticketNumber, ownCodes } = rest;
  return ticketBarcode(deps, {
    serialNumber,
    offerId,
    validFrom: validity.from,
    validUntil: validity.until,
    uses,
    admits: 1 + companions,
    ticketNumber,
    ownCodes: ownCodes ?? undefined,
    ownCode: ownCodeOf(deps.keyRing, pass),
  });
}

/** An ended ticket bears no barcode. */
const noBarcode = { barcode: "", barcodeText: "–" };

/** Marks the ticket as fetched and reads it again, since it may have lapsed just before. */
const markAndFind = (deps: Pick<Deps, "db" | "keyRing">, serialNumber: string, now: Date) =>
  unitOfWork(deps, async ({ trx }) => {
    await markFetched(trx, [serialNumber], now);
    return findServedPass(trx, serialNumber);
  });

/**
 * The ticket as a signed `.pkpass`, marked as fetched the first time; an ended one is void. Each version
 * is built once, however many ask at the same moment. `served` spares the caller that has read it one
 * statement. Undefined for an unknown serial number and for a ticket that is not issued yet.
 */
export async function fetchPass(
  deps: Pick<Deps, "db" | "clock" | "keyRing" | "apple">,
  { serialNumber, served }: { serialNumber: string; served?: ServedPass },
): Promise<(FetchedPass & Pick<ServedPass, "version">) | undefined> {
  const { db, apple } = deps;
  if (!apple) throw new AppError("not_found", "There are no tickets for Apple Wallet here.");
  const now = deps.clock.now();
  const found = served ?? (await findServedPass(db, serialNumber));
  // Before the build, so that the ticket cannot lapse meanwhile.
  const pass = found?.isUnfetched ? await markAndFind(deps, serialNumber, now) : found;
  if (!pass || pass.state === "pending") return undefined;
  const { pieces, length } = await build(deps, apple, pass, now);
  const { version, lastModified } = pass;
  const filename = `${textIn(pass.title, languageOf(pass))}.pkpass`;
  return { pieces, length, version, lastModified, filename };
}

/** An anonymised ticket has no language. */
const languageOf = ({ language }: ServedPass): Language => language ?? "nb";

/** The protection as it is stored, so that a ticket which is built already is served without decrypting anything. */
const protectionText = ({ protectedAddressSealed, protectedAddress }: ServedPass["protection"]) =>
  protectedAddressSealed?.toString("base64") ?? String(protectedAddress);

function build(
  deps: Pick<Deps, "db" | "keyRing">,
  apple: AppleWallet,
  pass: ServedPass,
  now: Date,
): Promise<StampedPass> {
  const { serialNumber, offerId, version, contentVersion, templateVersion } = pass;
  const language = languageOf(pass);
  const stored = `${serialNumber} ${version} ${language} ${protectionText(pass.protection)}`;
  return apple.builds.stamped.get(stored, now, async () => {
    const ended = pass.endedAt !== null;
    const form = { language, isPlaceHidden: isPlaceHidden(deps.keyRing, pass), ended };
    const compiled = await apple.builds.compiled.get(
      [offerId, contentVersion, templateVersion, language, form.isPlaceHidden, ended].join(" "),
      now,
      () => compile(deps.db, apple, offerId, form),
    );
    const { usesLeft, partsLeft, lastsUntil, endedAt, tokenKeyId } = pass;
    const barcode = ended ? noBarcode : barcodeOf(deps, pass);
    const ticketNumber = ticketNumberText(pass.ticketNumber);
    const state = { usesLeft, partsLeft, lastsUntil, endedAt };
    const ticket = { serialNumber, ticketNumber, ...state, tokenKeyId, ...barcode };
    const stamped = await apple.stamp(compiled, ticket, now);
    return { ...stamped, size: stamped.length };
  });
}

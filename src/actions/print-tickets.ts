import { markFetched } from "../db/pass-fetches.ts";
import { findImage } from "../db/images.ts";
import type { Language } from "../domain/language.ts";
import { makeBarcodeSigner } from "../wallets/barcode-signer.ts";
import type { Deps } from "./deps.ts";
import { openClaimLink, type ClaimedTicket } from "./open-claim-link.ts";

/** A ticket with all that paper needs. */
export type PrintedTicket = ClaimedTicket & { barcode: string; hero?: Buffer | undefined };

/**
 * The live tickets behind a claim link, or one of them, ready for paper. Printing counts as fetching:
 * a ticket on paper does not lapse. Undefined for an unknown token.
 */
export async function printTickets(
  { db, clock, keyRing }: Pick<Deps, "db" | "clock" | "keyRing">,
  { token, serialNumber }: { token: string; serialNumber?: string | undefined },
): Promise<{ language: Language; tickets: PrintedTicket[] } | undefined> {
  const link = await openClaimLink({ db }, { token });
  if (!link) return undefined;
  const chosen = link.tickets.filter(
    (ticket) =>
      ticket.state === "active" &&
      (serialNumber === undefined || ticket.serialNumber === serialNumber),
  );
  const hashes = [...new Set(chosen.flatMap(({ heroHash }) => heroHash ?? []))];
  const images = new Map(
    await Promise.all(hashes.map(async (hash) => [hash, await findImage(db, hash)] as const)),
  );
  await markFetched(
    db,
    chosen.map((ticket) => ticket.serialNumber),
    clock.now(),
  );
  const signer = makeBarcodeSigner(keyRing);
  return {
    language: link.language,
    tickets: chosen.map((ticket) => ({
      ...ticket,
      barcode: signer.sign({
        serialNumber: ticket.serialNumber,
        offerId: ticket.offerId,
        validFrom: ticket.validity.from,
        validUntil: ticket.validity.until,
        uses: ticket.uses,
        admits: ticket.admits,
      }),
      hero: images.get(ticket.heroHash ?? ""),
    })),
  };
}

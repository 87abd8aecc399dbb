import { markFetched } from "../db/pass-fetches.ts";
import { findImage } from "../db/images.ts";
import type { Language } from "../domain/language.ts";
import { makeBarcodeSigner } from "../wallets/barcode-signer.ts";
import type { Deps } from "./deps.ts";
import { noneActive } from "./none-active.ts";
import { openClaimLink, type ClaimedTicket } from "./open-claim-link.ts";

/** A ticket with all that paper needs. */
export type PrintedTicket = ClaimedTicket & { barcode: string; hero?: Buffer | undefined };

/**
 * The live tickets behind a claim link, or one of them, ready for paper. Printing counts as fetching:
 * a ticket on paper does not lapse. Undefined for an unknown token or ticket. Throws as noneActive says.
 */
export async function printTickets(
  { db, clock, keyRing }: Pick<Deps, "db" | "clock" | "keyRing">,
  { token, serialNumber }: { token: string; serialNumber?: string | undefined },
): Promise<{ language: Language; tickets: PrintedTicket[] } | undefined> {
  const link = await openClaimLink({ db }, { token });
  if (!link) return undefined;
  const asked = link.tickets.filter(
    (ticket) => serialNumber === undefined || ticket.serialNumber === serialNumber,
  );
  if (asked.length === 0) return undefined;
  const chosen = asked.filter(({ state }) => state === "active");
  if (chosen.length === 0) throw noneActive(asked);
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

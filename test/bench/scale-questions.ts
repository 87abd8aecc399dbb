import { createDeviceAuthentication } from "../../src/actions/apple/authenticate-device.ts";
import { listUpdatedPasses } from "../../src/actions/apple/list-updated-passes.ts";
import { getClaimedTickets } from "../../src/actions/access/get-claimed-tickets.ts";
import { listAllocatableOffers } from "../../src/actions/allocations/list-allocatable-offers.ts";
import type { Actor, Deps } from "../../src/actions/deps.ts";
import { redeem } from "../../src/actions/door/redeem.ts";
import type { Scan } from "../../src/actions/door/scan.ts";
import { sweepOwedWork } from "../../src/actions/operations/sweep-owed-work.ts";
import { expirePasses } from "../../src/actions/passes/expire-passes.ts";
import { countFailedMessages } from "../../src/actions/recipients/count-failed-messages.ts";
import { findRecipients } from "../../src/actions/recipients/find-recipients.ts";
import { listOffersToFollow } from "../../src/actions/recipients/list-offers-to-follow.ts";
import { listProposals } from "../../src/actions/waiting/list-proposals.ts";
import type { Pool } from "../../src/db/connect.ts";
import { ensureClaimLink } from "../../src/db/recipients/claim-links.ts";
import { passesUpdatedSinceTag } from "../../src/domain/apple/passes-updated-since-tag.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import type { AppleWallet } from "../../src/wallets/apple/apple-wallet.ts";
import { testKeyRing } from "../support/builders.ts";
import { aScan, barcodeOf } from "../support/scans.ts";
import { someTickets } from "./apple-scene.ts";
import type { Place } from "./scale-scene.ts";

/** What is asked again and again, each time about another ticket, phone or family where there is one. */
export interface Question {
  what: string;
  times: number;
  /** The municipalities behind whose wall an officer asks. */
  wall?: string[];
  ask: (time: number) => Promise<unknown>;
}

const of = <T>(list: readonly T[], time: number): T => list[time % list.length] as T;

/** Scans of the place's tickets that were not used yet. */
export async function scansAt(
  db: Pool,
  { municipality, door }: Place,
  count: number,
): Promise<Scan[]> {
  const { rows } = await db.raw<{
    rows: (Pick<Offer, "id"> & { serial: string; from: Date; until: Date })[];
  }>(
    `select offers.id, passes.serial_number as serial, valid_from as from, valid_until as until
     from passes join offers on offers.id = passes.offer_id
     where passes.state = 'active' and passes.municipality_number = ? and offers.provider_id = ?
     order by passes.serial_number limit ?`,
    [municipality, door.providerId, count],
  );
  return rows.map(({ id, serial, from, until }) =>
    aScan(door, barcodeOf(serial, { id, validity: { from, until }, uses: 1, companions: 0 })),
  );
}

/** What phones, families, doors, the worker and NAV's officers ask most; the last of one place and its children. */
export async function questions(
  deps: Deps & { apple: AppleWallet; db: Pool },
  place: Place,
  childIds: string[],
): Promise<Question[]> {
  const { db, apple } = deps;
  const { passTypeIdentifier } = apple;
  const authenticate = createDeviceAuthentication(deps);
  const tickets = await someTickets(db, { limit: 500 });
  const scans = await scansAt(db, place, 400);
  const tokens: string[] = [];
  for (const id of childIds) {
    tokens.push((await db.transaction((trx) => ensureClaimLink(trx, testKeyRing, id))).token);
  }
  const actor: Actor = { role: "nav", id: "officer", municipalities: [place.municipality] };
  const officer = (what: string, times: number, ask: Question["ask"]): Question => ({
    ...{ what, times, ask, wall: [place.municipality] },
  });
  return [
    {
      what: "a phone's list, nothing new",
      times: 400,
      ask: (time) => {
        const ticket = of(tickets, time);
        const { device: deviceLibraryIdentifier } = ticket;
        const tag = passesUpdatedSinceTag(ticket);
        return listUpdatedPasses(deps, { deviceLibraryIdentifier, passTypeIdentifier, tag });
      },
    },
    {
      what: "a ticket not modified (304)",
      times: 400,
      ask: async (time) => {
        const { serialNumber } = of(tickets, time);
        const named = { serialNumber, tokenKeyId: "test" };
        const authenticationToken = apple.authenticationToken(named);
        const asked = { passTypeIdentifier, serialNumber, authenticationToken };
        if (!(await authenticate(asked))) throw new Error("The ticket is unknown.");
      },
    },
    {
      what: "a family's page",
      times: 400,
      ask: async (time) => {
        const found = await getClaimedTickets(deps, { token: of(tokens, time) });
        if (!found || found.tickets.length === 0) throw new Error("The link shows no ticket.");
      },
    },
    {
      what: "a redemption",
      times: 400,
      ask: async (time) => {
        const { accepted } = await redeem(deps, of(scans, time));
        if (!accepted) throw new Error("The scan was refused.");
      },
    },
    { what: "a sweep", times: 40, ask: () => sweepOwedWork(deps) },
    { what: "the job expire-due", times: 40, ask: () => expirePasses(deps) },
    officer("NAV's overview", 40, async () => {
      await listAllocatableOffers(deps, { actor });
      await countFailedMessages(deps, { actor });
      await listProposals(deps, { actor });
      await listOffersToFollow(deps, { actor });
    }),
    officer("a search by reference", 200, (time) =>
      findRecipients(deps, { actor, text: of(place.references, time) }),
    ),
    officer("a search by a part, of 2,000", 10, () =>
      findRecipients(deps, { actor, text: "none" }),
    ),
  ];
}

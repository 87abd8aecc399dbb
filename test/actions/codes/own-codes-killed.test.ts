import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { showBarcode } from "../../../src/actions/passes/show-barcode.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { findTicketCodes } from "../../../src/db/codes/ticket-codes.ts";
import { anOffer, aRecipient, testKeyRing } from "../../support/builders.ts";
import { compiled } from "../../support/compiled.ts";
import { useDatabase } from "../../support/database.ts";
import { kill, killBeforeWriting } from "../../support/kill-child.ts";
import { aPool, someOwnCodes } from "../../support/own-codes.ts";
import { testDeps } from "../../support/test-deps.ts";

const nav: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const allocating = new URL("../../support/allocating-child.ts", import.meta.url);
const revealing = new URL("../../support/revealing-child.ts", import.meta.url);

describe("killing the process between binding a code and showing it", function () {
  this.timeout(60_000);
  const database = useDatabase();

  function run(program: URL, input: object) {
    const child = spawn(process.execPath, [compiled(program)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdin.end(JSON.stringify({ url: database.url, ...input }));
    return child;
  }

  /** A ticket with a bound code, and its holder's link. */
  async function aBoundTicket() {
    const offer = await anOffer(database.db, { ownCodes: someOwnCodes });
    const { codes } = await aPool(database.db, offer, 2);
    const { id, reference } = await aRecipient(database.db);
    const deps = testDeps(database.db);
    const { items } = await allocate(deps, {
      actor: nav,
      items: [{ recipientId: id, offerId: offer.id }],
    });
    await issuePasses(deps, { offerId: offer.id });
    const serialNumber = items[0]?.passes[0]?.serialNumber ?? "";
    const { url } = await renewClaimLink(deps, { actor: nav, reference });
    const token = new URL(url).pathname.split("/").at(-1) ?? "";
    return { offerId: offer.id, codes, serialNumber, token };
  }

  const statesOf = (offerId: string) =>
    database.db("provider_codes").where({ offer_id: offerId }).orderBy("state").pluck("state");
  const shown = async (serialNumber: string) =>
    (await findTicketCodes(database.db, testKeyRing, [serialNumber])).get(serialNumber)?.code;

  it("a first fetch that dies before its commit shows no code, and the next fetch shows the one that was bound", async () => {
    const ticket = await aBoundTicket();
    const { token, serialNumber, offerId, codes } = ticket;
    const start = () => Promise.resolve({ child: run(revealing, ticket) });
    await killBeforeWriting(database, "provider_codes", start);
    expect(await statesOf(offerId)).to.deep.equal(["free", "reserved"]);
    expect(await shown(serialNumber)).to.equal(undefined);
    await showBarcode(testDeps(database.db), { token, serialNumber });
    expect(codes).to.include(await shown(serialNumber));
    expect(await statesOf(offerId)).to.deep.equal(["free", "revealed"]);
  });

  it("a first fetch that dies after its commit burns its code, which the next fetch shows", async () => {
    const ticket = await aBoundTicket();
    const { token, serialNumber, offerId } = ticket;
    const child = run(revealing, ticket);
    await once(child.stdout, "data");
    const burnt = await shown(serialNumber);
    await kill(child);
    expect(await statesOf(offerId)).to.deep.equal(["free", "revealed"]);
    await showBarcode(testDeps(database.db), { token, serialNumber });
    expect(await shown(serialNumber)).to.equal(burnt);
  });

  it("an allocation that dies while it binds codes leaves them free, and no ticket", async () => {
    const offer = await anOffer(database.db, { ownCodes: someOwnCodes });
    await aPool(database.db, offer, 2);
    const { reference } = await aRecipient(database.db);
    const input = { offerId: offer.id, references: [reference], transaction: true };
    const start = () => Promise.resolve({ child: run(allocating, input) });
    await killBeforeWriting(database, "provider_codes", start);
    expect(await statesOf(offer.id)).to.deep.equal(["free", "free"]);
    expect(await database.db("passes").where({ offer_id: offer.id })).to.have.length(0);
  });
});

import { expect } from "chai";
import type { Actor, Deps } from "../../../src/actions/deps.ts";
import { fetchPass } from "../../../src/actions/passes/fetch-pass.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import { findPass } from "../../../src/db/passes/passes.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { ticketNumberText } from "../../../src/domain/passes/ticket-number.ts";
import { createBarcodeSigner } from "../../../src/wallets/barcode-signer.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aPass, aRecipient, testKeyRing, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { openPass } from "../../support/opened-pass.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps } from "../../support/test-deps.ts";

const officer: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };

describe("fetching a ticket for Apple Wallet", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  let offer: Offer;

  before(async () => {
    offer = await anAppleOffer(database.db);
  });

  /** Counts what is really built. */
  function setUp(): { deps: ReturnType<typeof testDeps>; compiled: string[]; stamped: string[] } {
    const { wallet } = apple;
    const compiled: string[] = [];
    const stamped: string[] = [];
    const counting: Deps["apple"] = {
      ...wallet,
      compile: (content, images, language, ended) => {
        compiled.push(`${language}${ended ? " ended" : ""}`);
        return wallet.compile(content, images, language, ended);
      },
      stamp: (tickets, ticket, at) => {
        stamped.push(ticket.serialNumber);
        return wallet.stamp(tickets, ticket, at);
      },
    };
    return { deps: { ...testDeps(database.db), apple: counting }, compiled, stamped };
  }

  const fetchedAt = async (serialNumber: string) => {
    const row = await database
      .db<{ serial_number: string; fetched_at: Date | null }>("passes")
      .where({ serial_number: serialNumber })
      .first("fetched_at");
    return row?.fetched_at;
  };

  async function opened(deps: Deps, serialNumber: string) {
    const fetched = await fetchPass(deps, { serialNumber });
    if (!fetched) throw new Error("There is no ticket.");
    expect(Buffer.concat(fetched.pieces)).to.have.length(fetched.length);
    return openPass(fetched);
  }

  it("fetch-pass gives a signed ticket with the offer's words and a barcode that the door knows", async () => {
    const { deps } = setUp();
    const { serialNumber } = await aPass(database.db, { offer });
    const { passJson } = await opened(deps, serialNumber);
    expect(passJson).to.include({
      serialNumber,
      description: "Dagskort i skitrekket",
      organizationName: "Hovdelia skisenter",
    });
    const [barcode] = passJson["barcodes"] as { message: string; altText: string }[];
    const { ticketNumber = null } = (await findPass(database.db, serialNumber)) ?? {};
    expect(barcode?.altText).to.equal(ticketNumberText(ticketNumber));
    expect(createBarcodeSigner(testKeyRing).verify(barcode?.message ?? "")).to.deep.include({
      serialNumber,
      offerId: offer.id,
      uses: 1,
      admits: 1,
    });
  });

  it("fetch-pass marks the ticket as fetched the first time, and leaves that moment as it was", async () => {
    const { deps } = setUp();
    const { serialNumber } = await aPass(database.db, { offer });
    await fetchPass(deps, { serialNumber });
    expect(await fetchedAt(serialNumber)).to.deep.equal(testNow);
    deps.clock.set(new Date(testNow.getTime() + 60_000));
    await fetchPass(deps, { serialNumber });
    expect(await fetchedAt(serialNumber)).to.deep.equal(testNow);
  });

  it("fetch-pass knows nothing of a serial number that is unknown, or not issued yet", async () => {
    const { deps } = setUp();
    const { serialNumber } = await aPass(database.db, { offer, state: "pending" });
    expect(await fetchPass(deps, { serialNumber })).to.equal(undefined);
    expect(await fetchPass(deps, { serialNumber: "AAAAAAAAAAAAAAAAAAAAAA" })).to.equal(undefined);
    expect(await fetchedAt(serialNumber)).to.equal(null);
  });

  it("builds a version once, however many ask at the same moment or soon after", async () => {
    const { deps, stamped } = setUp();
    const { serialNumber } = await aPass(database.db, { offer });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => fetchPass(deps, { serialNumber })),
    );
    answers.push(await fetchPass(deps, { serialNumber }));
    expect(stamped).to.deep.equal([serialNumber]);
    for (const answer of answers) expect(answer?.pieces).to.equal(answers[0]?.pieces);
  });

  it("fetch-pass compiles an offer once for all its tickets in a language", async () => {
    const { deps, compiled, stamped } = setUp();
    const own = await anAppleOffer(database.db);
    const recipients = [
      await aRecipient(database.db),
      await aRecipient(database.db),
      await aRecipient(database.db, { language: "sma" }),
    ];
    const passes = await Promise.all(
      recipients.map(({ id }) => aPass(database.db, { offer: own, recipientId: id })),
    );
    await Promise.all(passes.map(({ serialNumber }) => fetchPass(deps, { serialNumber })));
    expect(stamped).to.have.length(3);
    expect(compiled.sort()).to.deep.equal(["nb", "sma"]);
  });

  it("apple 19: is void and without a barcode from the moment it is revoked", async () => {
    const { deps } = setUp();
    const { serialNumber } = await aPass(database.db, { offer });
    const before = await fetchPass(deps, { serialNumber });
    await revokePass(deps, { actor: officer, serialNumber, reason: "Feil tildelt" });
    const after = await fetchPass(deps, { serialNumber });
    const { passJson } = await opened(deps, serialNumber);
    expect(passJson).to.include({ voided: true, serialNumber });
    expect(Date.parse(passJson["expirationDate"] as string)).to.be.at.most(testNow.getTime());
    expect(passJson).not.to.have.any.keys("barcodes", "locations");
    expect(after?.lastModified.getTime()).to.be.greaterThan(before?.lastModified.getTime() ?? 0);
  });

  it("fetch-pass does not count an ended ticket as fetched", async () => {
    const { deps } = setUp();
    const { serialNumber } = await aPass(database.db, { offer, state: "expired" });
    expect(await fetchPass(deps, { serialNumber })).not.to.equal(undefined);
    expect(await fetchedAt(serialNumber)).to.equal(null);
  });

  it("fetch-pass gives a void ticket in Bokmål when the link to its holder was deleted", async () => {
    const { deps } = setUp();
    const { serialNumber } = await aPass(database.db, { offer, state: "revoked" });
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .update({ recipient_id: null });
    const { passJson } = await opened(deps, serialNumber);
    expect(passJson).to.include({ voided: true, description: "Dagskort i skitrekket" });
  });

  it("fetch-pass leaves the position out for a protected address, and for nobody else", async () => {
    const { deps } = setUp();
    const sheltered = await aRecipient(database.db, { delivery: "print", protectedAddress: true });
    const { serialNumber } = await aPass(database.db, { offer, recipientId: sheltered.id });
    const other = await aPass(database.db, { offer });
    expect((await opened(deps, serialNumber)).passJson).not.to.have.property("locations");
    expect((await opened(deps, other.serialNumber)).passJson["locations"]).to.deep.equal([
      { latitude: 62.5747, longitude: 11.3842 },
    ]);
  });

  it("fetch-pass tells a phone no place of the event once the holder's address is protected", async () => {
    const { deps } = setUp();
    const asEvent: Deps["apple"] = {
      ...apple.wallet,
      compile(content, images, ...rest) {
        const withoutStrip = new Map([...images].filter(([name]) => name !== "strip.png"));
        return apple.wallet.compile({ ...content, style: "event" }, withoutStrip, ...rest);
      },
    };
    const start = new Date(testNow.getTime() + 86_400_000);
    const event = { start, end: new Date(start.getTime() + 7_200_000) };
    const { id: recipientId } = await aRecipient(database.db);
    const { serialNumber } = await aPass(database.db, {
      offer: await anAppleOffer(database.db, { event }),
      recipientId,
    });
    const told = async () => (await opened({ ...deps, apple: asEvent }, serialNumber)).passJson;
    expect((await told())["semantics"]).to.include.keys("venueName", "venueLocation");
    await updateRecipient(deps, {
      ...{ actor: officer, recipientId, protectedAddress: true, delivery: "print" },
    });
    const passJson = await told();
    expect(passJson).not.to.have.property("locations");
    expect(passJson["semantics"])
      .to.include.keys("eventName")
      .and.not.to.have.any.keys("venueName", "venueLocation");
  });

  it("fetch-pass shows how many uses are left after one was taken", async () => {
    const { deps } = setUp();
    const punchCard = await anAppleOffer(database.db, { uses: 10 });
    const { serialNumber } = await aPass(database.db, { offer: punchCard });
    await fetchPass(deps, { serialNumber });
    await database.db("passes").where({ serial_number: serialNumber }).update({ uses_left: 9 });
    const { passJson } = await opened(deps, serialNumber);
    expect(passJson["coupon"]).to.have.nested.property("auxiliaryFields[0].value", "9");
  });

  it("fetch-pass says that there is none where Apple's part is not configured", async () => {
    const { serialNumber } = await aPass(database.db, { offer });
    const error = await refusalOf(fetchPass(testDeps(database.db), { serialNumber }));
    expect(error.code).to.equal("not_found");
  });
});

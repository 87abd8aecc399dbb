import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { expect } from "chai";
import { Router } from "express";
import { getUpdatePropagation } from "../../../src/actions/operations/get-update-propagation.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { createFetchRecorder } from "../../../src/actions/passes/record-fetch.ts";
import { recordPhoneFetches } from "../../../src/db/operations/update-propagation.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { staffCookie } from "../../../src/http/auth/staff-session.ts";
import { useApns } from "../../support/apns.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aPass, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { aDevice, phoneCalls, type PhoneCalls } from "../../support/phone-calls.ts";
import { pushAll, pushingDeps, reword } from "../../support/pushing.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { useServer } from "../../support/server.ts";
import { aPng } from "../../support/ticket-content.ts";

const operator: Actor = { role: "operator", id: "odd" };
const hourMs = 3_600_000;

describe("proof that changes reach the phones", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  const apns = useApns();
  const signIn = Router();
  const server = useServer(database, {
    sandbox: signIn,
    change: (deps) => ({ ...deps, apple: apple.wallet }),
  });
  signIn.get("/sign-in", async (request, response) => {
    const claims = { name: "Odd", nav: [], culture: [], operator: true };
    await staffCookie.start(server.deps, { request, response }, { subject: "odd", claims });
    response.end();
  });
  let calls: PhoneCalls;
  let offer: Offer;

  beforeEach(async () => {
    await database.owner.raw("truncate passes, devices cascade");
    server.deps.clock.set(testNow);
    calls = phoneCalls(server, apple.wallet);
    offer = await anAppleOffer(database.db, { title: { nb: "Heiskort" } });
  });

  const aTicket = async () => (await aPass(database.db, { offer })).serialNumber;
  async function held(serialNumber: string, phones: number) {
    for (let phone = 0; phone < phones; phone += 1) {
      const { status } = await calls.register(aDevice(), serialNumber);
      expect(status).to.equal(201);
    }
  }
  const at = (hours: number) => new Date(testNow.getTime() + hours * hourMs);
  async function push(): Promise<void> {
    const deps = pushingDeps(database.db, apns.client());
    deps.clock.set(at(1));
    await pushAll(deps);
  }
  const word = async (serialNumber: string) =>
    JSON.stringify(await database.db("phone_fetches").where({ serial_number: serialNumber }));
  /** Written down once the phone has all of it, which is after the phone knows. */
  async function fetched(serialNumber: string): Promise<void> {
    const before = await word(serialNumber);
    expect((await calls.fetch(serialNumber)).status).to.equal(200);
    await eventually("the word of it", async () => (await word(serialNumber)) !== before);
  }
  const deliveryOf = async (serialNumber: string) =>
    (await database
      .db("ticket_deliveries")
      .where({ serial_number: serialNumber })
      .first<Record<string, number> | undefined>("phones", "pushed", "current")) ?? {
      ...{ phones: 0, pushed: 0, current: 0 },
    };

  it("update propagation counts for a ticket who holds it, who was told, and who has it", async () => {
    const serialNumber = await aTicket();
    expect(await deliveryOf(serialNumber)).to.deep.equal({ phones: 0, pushed: 0, current: 0 });
    await held(serialNumber, 2);
    expect(await deliveryOf(serialNumber)).to.deep.equal({ phones: 2, pushed: 2, current: 2 });
    await reword(database.db, [serialNumber]);
    expect(await deliveryOf(serialNumber)).to.deep.equal({ phones: 2, pushed: 0, current: 0 });
    await push();
    expect(await deliveryOf(serialNumber)).to.deep.equal({ phones: 2, pushed: 2, current: 0 });
    await fetched(serialNumber);
    expect(await deliveryOf(serialNumber)).to.deep.equal({ phones: 2, pushed: 2, current: 1 });
    await fetched(serialNumber);
    expect(await deliveryOf(serialNumber)).to.deep.equal({ phones: 2, pushed: 2, current: 2 });
  });

  it("update propagation never says that more phones have it than hold it, however often they fetch", async () => {
    const serialNumber = await aTicket();
    await held(serialNumber, 1);
    await reword(database.db, [serialNumber]);
    for (let time = 0; time < 3; time += 1) await fetched(serialNumber);
    expect(await deliveryOf(serialNumber)).to.include({ phones: 1, current: 1 });
  });

  it("update propagation starts anew with every change, and lets no late word of an old version count", async () => {
    const serialNumber = await aTicket();
    await held(serialNumber, 2);
    await reword(database.db, [serialNumber]);
    await fetched(serialNumber);
    await reword(database.db, [serialNumber]);
    expect(await deliveryOf(serialNumber)).to.include({ phones: 2, current: 0 });
    await recordPhoneFetches(database.db, [{ serialNumber, version: 3 }]);
    await recordPhoneFetches(database.db, [{ serialNumber, version: 2 }]);
    expect(await deliveryOf(serialNumber)).to.include({ phones: 2, current: 1 });
  });

  it("update propagation counts fetches that are written together as it does one after the other", async () => {
    const tickets = [await aTicket(), await aTicket()];
    for (const serialNumber of tickets) {
      await held(serialNumber, 3);
      await reword(database.db, [serialNumber]);
    }
    const record = createFetchRecorder({ db: database.db });
    const fetched = tickets.flatMap((serialNumber) =>
      [2, 1, 2].map((version) => record({ serialNumber, version })),
    );
    await Promise.all(fetched);
    for (const serialNumber of tickets) {
      expect(await deliveryOf(serialNumber)).to.include({ phones: 3, current: 2 });
    }
  });

  it("update propagation goes on counting after a fetch that could not be written", async () => {
    const serialNumber = await aTicket();
    await held(serialNumber, 1);
    await reword(database.db, [serialNumber]);
    const record = createFetchRecorder({ db: database.db });
    const failed = await record({ serialNumber: "none", version: 1 }).catch(() => "failed");
    expect(failed).to.equal("failed");
    await record({ serialNumber, version: 2 });
    expect(await deliveryOf(serialNumber)).to.include({ phones: 1, current: 1 });
  });

  it("update propagation knows that a phone which registers after the change took it along", async () => {
    const serialNumber = await aTicket();
    await held(serialNumber, 1);
    await reword(database.db, [serialNumber]);
    await held(serialNumber, 1);
    expect(await deliveryOf(serialNumber)).to.deep.equal({ phones: 2, pushed: 1, current: 1 });
  });

  it("update propagation does not count a question that was answered with 304 or without a ticket", async () => {
    const serialNumber = await aTicket();
    await held(serialNumber, 1);
    await reword(database.db, [serialNumber]);
    const head = await calls.fetch(serialNumber, {}, "HEAD");
    const modified = head.headers.get("last-modified") ?? "";
    expect((await calls.fetch(serialNumber, { "If-Modified-Since": modified })).status).to.equal(
      304,
    );
    expect(await deliveryOf(serialNumber)).to.include({ current: 0 });
  });

  it("update propagation does not count a fetch that broke off", async () => {
    // Larger than what the two sockets hold together.
    const strip = Buffer.concat([(await aPng(375, 144)).subarray(0, 33), randomBytes(24_000_000)]);
    offer = await anAppleOffer(database.db, {}, [["strip.png", strip]]);
    const serialNumber = await aTicket();
    await held(serialNumber, 1);
    await reword(database.db, [serialNumber]);
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write(
      `GET ${calls.passPath(serialNumber)} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ApplePass ${calls.token(serialNumber)}\r\n\r\n`,
    );
    await once(socket, "data");
    socket.destroy();
    await once(socket, "close");
    await fetch(`${server.url}/livez`);
    expect(await deliveryOf(serialNumber)).to.include({ current: 0 });
    await fetched(serialNumber);
    expect(await deliveryOf(serialNumber)).to.include({ current: 1 });
  });

  it("update propagation adds up by offer, with the oldest change that waits", async () => {
    const [one, two] = [await aTicket(), await aTicket()];
    await held(one, 1);
    await held(two, 2);
    const other = await anAppleOffer(database.db, { title: { nb: "Annet" } });
    await held((await aPass(database.db, { offer: other })).serialNumber, 1);
    await reword(database.db, [one]);
    await reword(database.db, [two]);
    await push();
    await fetched(one);
    const { total, offers } = await getUpdatePropagation(server.deps, { actor: operator });
    const since = await database
      .db("passes")
      .where({ serial_number: two })
      .first<{ last_modified: Date }>("last_modified");
    expect(offers.map(({ title, ...counts }) => [title.nb, counts])).to.deep.equal([
      ["Annet", { offerId: other.id, phones: 1, pushed: 1, current: 1, behindSince: null }],
      [
        "Heiskort",
        { offerId: offer.id, phones: 3, pushed: 3, current: 1, behindSince: since.last_modified },
      ],
    ]);
    expect(total).to.deep.equal({
      phones: 4,
      pushed: 4,
      current: 2,
      behindSince: since.last_modified,
    });
  });

  it("update propagation is shown to those who run the service alone", async () => {
    const officer: Actor = { role: "nav", id: "nora", municipalities: ["5025"] };
    const asked = getUpdatePropagation(server.deps, { actor: officer });
    expect((await refusalOf(asked)).code).to.equal("forbidden");
  });

  const operatorsPage = async (query = "") => {
    const { headers } = await fetch(`${server.url}/sign-in`);
    const Cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const answer = await fetch(`${server.url}/operator${query}`, { headers: { Cookie } });
    expect(answer.status).to.equal(200);
    return answer.text();
  };

  it("update propagation stands on the page of those who run the service as counts, small ones hidden, without a ticket or a time", async () => {
    expect(await operatorsPage()).to.contain("Ingen billett er på en iPhone ennå.");
    const serialNumber = await aTicket();
    await held(serialNumber, 3);
    await reword(database.db, [serialNumber]);
    const few = await operatorsPage();
    expect(few).to.contain("Heiskort").and.to.contain("færre enn 5");
    expect(few).not.to.contain("under en time");
    await held(serialNumber, 4);
    const many = await operatorsPage();
    expect(many).to.contain("minst 5").and.to.contain("under en time");
    expect(many).not.to.contain(serialNumber);
    const cells = many.match(/<td[^>]*>[^<]*/g)?.map((cell) => cell.replace(/.*>/, ""));
    expect(cells, "neither an offer's count nor the total is exact").not.to.include("7");
    server.deps.clock.set(at(3.5));
    expect(await operatorsPage("?lang=nn")).to.contain("3 timar");
    server.deps.clock.set(at(50));
    expect(await operatorsPage()).to.contain("2 dager");
  });

  it("update propagation stands in the metrics, measured at most once a minute", async () => {
    const metric = async (name: string) => {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      return Number(
        text
          .split("\n")
          .find((line) => line.startsWith(`${name} `))
          ?.split(" ")[1],
      );
    };
    const held_ = 'joinwallet_apple_passes{state="held"}';
    server.deps.clock.set(at(1));
    const serialNumber = await aTicket();
    await held(serialNumber, 2);
    await reword(database.db, [serialNumber]);
    await fetched(serialNumber);
    expect(await metric(held_)).to.equal(2);
    expect(await metric('joinwallet_apple_passes{state="current"}')).to.equal(1);
    expect(await metric('joinwallet_apple_passes{state="pushed"}')).to.equal(0);
    expect(await metric("joinwallet_apple_oldest_behind_seconds")).to.be.closeTo(3600, 30);
    await fetched(serialNumber);
    await held(serialNumber, 1);
    expect(await metric(held_)).to.equal(2);
    server.deps.clock.set(at(1.02));
    expect(await metric(held_)).to.equal(3);
    expect(await metric("joinwallet_apple_oldest_behind_seconds")).to.equal(0);
  });
});

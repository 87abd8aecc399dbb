import { request } from "node:http";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import type { Actor, Deps } from "../../../src/actions/deps.ts";
import { removeRecipient } from "../../../src/actions/recipients/remove-recipient.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import { pushTargets } from "../../support/push-targets.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aPass, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { openPass } from "../../support/opened-pass.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { aDevice, aPushToken, phoneCalls, type PhoneCalls } from "../../support/phone-calls.ts";
import { useServer } from "../../support/server.ts";

const officer: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const unknownSerial = "AAAAAAAAAAAAAAAAAAAAAA";

describe("Apple's web service", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  const stamped: string[] = [];
  const server = useServer(database, {
    change: (deps) => {
      const { wallet } = apple;
      const counting: Deps["apple"] = {
        ...wallet,
        stamp: (tickets, ticket, at) => {
          stamped.push(ticket.serialNumber);
          return wallet.stamp(tickets, ticket, at);
        },
      };
      return { ...deps, apple: counting };
    },
  });
  let offer: Offer;
  let phone: PhoneCalls;

  before(async () => {
    offer = await anAppleOffer(database.db, { quota: 10_000, uses: 10 });
    phone = phoneCalls(server, apple.wallet);
  });

  const ticket = async () => (await aPass(database.db, { offer })).serialNumber;
  const use = (serialNumber: string) =>
    database.db("passes").where({ serial_number: serialNumber }).decrement("uses_left", 1);
  const registrationsOf = (deviceLibraryIdentifier: string) =>
    database
      .db<{ device_library_identifier: string; serial_number: string }>("registrations")
      .where({ device_library_identifier: deviceLibraryIdentifier });
  const deviceRow = (deviceLibraryIdentifier: string) =>
    database
      .db<{ device_library_identifier: string; push_token: string }>("devices")
      .where({ device_library_identifier: deviceLibraryIdentifier })
      .first();
  const listed = async (device: string, tag?: string) => {
    const list = await phone.list(device, tag);
    if (!list) throw new Error("The list is empty.");
    return list;
  };

  describe("registering", () => {
    it("apple 22: a first registration is 201, the same again 200, and there is one", async () => {
      const [serial, device, token] = [await ticket(), aDevice(), aPushToken()];
      const first = await phone.register(device, serial, token);
      const again = await phone.register(device, serial, token);
      expect([first.status, again.status]).to.deep.equal([201, 200]);
      expect(await registrationsOf(device)).to.have.length(1);
    });

    it("apple 22: when a phone calls twice at the same moment, one is 201 and there is one", async () => {
      const [serial, device] = [await ticket(), aDevice()];
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => phone.register(device, serial)),
      );
      expect(answers.filter(({ status }) => status === 201)).to.have.length(1);
      expect(answers.filter(({ status }) => status === 200)).to.have.length(9);
      expect(await registrationsOf(device)).to.have.length(1);
    });

    it("apple 23: a new push token replaces the old one for all of the phone's tickets", async () => {
      const [one, other, device] = [await ticket(), await ticket(), aDevice()];
      const [old, renewed] = [aPushToken(), aPushToken()];
      await phone.register(device, one, old);
      await phone.register(device, other, old);
      expect((await phone.register(device, one, renewed)).status).to.equal(200);
      const targets = await pushTargets(database.db, [one, other]);
      expect(targets.map(({ pushToken }) => pushToken)).to.deep.equal([renewed]);
      expect(targets[0]?.serialNumbers).to.have.members([one, other]);
      expect(targets[0]?.registeredAt).to.deep.equal(testNow);
    });

    it("apple 24: a missing, wrong or other ticket's token is 401, and an unknown ticket looks the same", async () => {
      const [serial, other, device] = [await ticket(), await ticket(), aDevice()];
      const body = JSON.stringify({ pushToken: aPushToken() });
      const tries: [what: string, serial: string, authorization: string | undefined][] = [
        ["missing", serial, undefined],
        ["empty", serial, ""],
        ["wrong", serial, "ApplePass wrong"],
        ["of the right length", serial, `ApplePass ${"A".repeat(43)}`],
        ["another ticket's", serial, `ApplePass ${phone.token(other)}`],
        ["another scheme", serial, `Bearer ${phone.token(serial)}`],
        ["very long", serial, `ApplePass ${"A".repeat(8_000)}`],
        ["unknown ticket, wrong", unknownSerial, `ApplePass ${phone.token(serial)}`],
        ["unknown ticket, its own", unknownSerial, `ApplePass ${phone.token(unknownSerial)}`],
        ["a name no ticket can have", "%00%ff".replace("%ff", "x"), "ApplePass wrong"],
      ];
      const seen = new Set<string>();
      for (const [what, asked, authorization] of tries) {
        const headers = { ...(authorization !== undefined && { Authorization: authorization }) };
        for (const [method, path] of [
          ["POST", phone.registration(device, asked)],
          ["DELETE", phone.registration(device, asked)],
          ["GET", phone.passPath(asked)],
        ] as const) {
          const answer = await phone.call(path, {
            method,
            headers,
            ...(method === "POST" && { body }),
          });
          expect(answer.status, `${method}, ${what}`).to.equal(401);
          const names = [...answer.headers.keys()].filter((name) => name !== "x-request-id");
          seen.add(`${names.sort().join()} ${answer.body.toString()}`);
        }
      }
      expect([...seen]).to.have.length(1);
      expect([...seen][0]).not.to.contain("last-modified");
      expect(await registrationsOf(device)).to.deep.equal([]);
    });

    it("apple 24: an unknown ticket takes as many questions to the database as a wrong token", async () => {
      const serial = await ticket();
      const asked: string[] = [];
      const note = ({ sql }: { sql: string }) => asked.push(sql);
      const questions = async (path: string) => {
        asked.length = 0;
        await phone.call(path, { headers: phone.withToken("wrong") });
        return [...asked];
      };
      database.db.on("query", note);
      const wrong = await questions(phone.passPath(serial));
      const unknown = await questions(phone.passPath(unknownSerial));
      const impossible = await questions(phone.passPath("x".repeat(500)));
      const otherType = await questions(phone.passPath(serial, "pass.no.other"));
      database.db.removeListener("query", note);
      expect(wrong).to.have.length(1);
      for (const each of [unknown, impossible, otherType]) expect(each).to.deep.equal(wrong);
    });

    it("apple 24: answers 401 for another pass type, whatever the token", async () => {
      const [serial, device] = [await ticket(), aDevice()];
      const answer = await phone.call(phone.registration(device, serial, "pass.no.other"), {
        method: "POST",
        headers: phone.withToken(phone.token(serial)),
        body: JSON.stringify({ pushToken: aPushToken() }),
      });
      expect(answer.status).to.equal(401);
    });

    for (const [what, body] of [
      ["no body", undefined],
      ["no JSON", "{"],
      ["no push token", "{}"],
      ["a push token that is no text", '{"pushToken": 12}'],
      ["a push token that is no token", '{"pushToken": "../../3/device"}'],
      ["a push token without end", JSON.stringify({ pushToken: "a".repeat(201) })],
      ["a list", "[]"],
      ["null", "null"],
    ] as const) {
      it(`apple 25: ${what} is 400, bare, and nothing is stored`, async () => {
        const [serial, device] = [await ticket(), aDevice()];
        const answer = await phone.call(phone.registration(device, serial), {
          method: "POST",
          headers: phone.withToken(phone.token(serial), { "Content-Type": "application/json" }),
          ...(body !== undefined && { body }),
        });
        expect(answer.status).to.equal(400);
        expect(answer.body).to.have.length(0);
        expect(await deviceRow(device)).to.equal(undefined);
      });
    }

    it("apple 25: a device identifier without end is 400, and nothing is stored", async () => {
      const [serial, device] = [await ticket(), "d".repeat(201)];
      expect((await phone.register(device, serial)).status).to.equal(400);
      expect(await deviceRow(device)).to.equal(undefined);
    });

    it("apple 25: 64 KB are read, more is 413, bare, and nothing is stored", async () => {
      const [serial, device] = [await ticket(), aDevice()];
      const send = (length: number) => {
        const body = { pushToken: aPushToken(), padding: "" };
        body.padding = "x".repeat(length - JSON.stringify(body).length);
        return phone.call(phone.registration(device, serial), {
          method: "POST",
          headers: phone.withToken(phone.token(serial), { "Content-Type": "application/json" }),
          body: JSON.stringify(body),
        });
      };
      const tooLarge = await send(64 * 1024 + 1);
      expect(tooLarge.status).to.equal(413);
      expect(tooLarge.body).to.have.length(0);
      expect(await deviceRow(device)).to.equal(undefined);
      expect((await send(64 * 1024)).status).to.equal(201);
    });

    it("Apple's registration endpoint takes the body as JSON, whatever type it is sent as", async () => {
      const [serial, device] = [await ticket(), aDevice()];
      const answer = await phone.call(phone.registration(device, serial), {
        method: "POST",
        headers: phone.withToken(phone.token(serial), { "Content-Type": "text/plain" }),
        body: JSON.stringify({ pushToken: aPushToken() }),
      });
      expect(answer.status).to.equal(201);
    });

    it("apple 26: ending a registration is 200, again 200, and 200 for one that never was", async () => {
      const [serial, device] = [await ticket(), aDevice()];
      await phone.register(device, serial);
      const answers = [
        await phone.unregister(device, serial),
        await phone.unregister(device, serial),
        await phone.unregister(aDevice(), serial),
      ];
      expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
      expect(await registrationsOf(device)).to.deep.equal([]);
    });

    it("apple 27: the push token stays while a ticket does, and goes with the last one", async () => {
      const [one, other, device] = [await ticket(), await ticket(), aDevice()];
      await phone.register(device, one);
      await phone.register(device, other);
      await phone.unregister(device, one);
      expect(await deviceRow(device)).not.to.equal(undefined);
      await phone.unregister(device, other);
      expect(await deviceRow(device)).to.equal(undefined);
    });

    it("apple 27: the last ticket's end and another's registration at the same moment lose neither", async () => {
      for (let round = 0; round < 15; round += 1) {
        const [leaving, coming, device] = [await ticket(), await ticket(), aDevice()];
        await phone.register(device, leaving);
        const answers = await Promise.all([
          phone.unregister(device, leaving),
          phone.register(device, coming),
        ]);
        expect(answers.map(({ status }) => status)).to.deep.equal([200, 201]);
        const left = await registrationsOf(device);
        expect(left.map(({ serial_number }) => serial_number)).to.deep.equal([coming]);
        expect(await deviceRow(device)).not.to.equal(undefined);
      }
    });
  });

  describe("listing", () => {
    it("apple 28: answers without authorization, serial numbers as texts and the tag as a text", async () => {
      const [serial, device] = [await ticket(), aDevice()];
      await phone.register(device, serial);
      const { status, headers, body } = await phone.call(
        `/apple/v1/devices/${device}/registrations/${apple.wallet.passTypeIdentifier}`,
      );
      expect(status).to.equal(200);
      expect(headers.get("content-type")).to.match(/^application\/json/);
      const list = JSON.parse(body.toString()) as Record<string, unknown>;
      expect(Object.keys(list)).to.have.members(["serialNumbers", "lastUpdated"]);
      expect(list["serialNumbers"]).to.deep.equal([serial]);
      expect(list["lastUpdated"]).to.be.a("string");
    });

    it("apple 29: knows nothing of an unknown device: 204, without a body", async () => {
      for (const device of [aDevice(), "x", "%00", "%F0%9F%98%80", "d".repeat(3_000)]) {
        const { status, body } = await phone.call(
          `/apple/v1/devices/${device}/registrations/${apple.wallet.passTypeIdentifier}`,
        );
        expect(status, device).to.equal(204);
        expect(body).to.have.length(0);
      }
    });

    it("apple 30: nothing since the tag is 204; one change is that ticket alone, and a new tag", async () => {
      const [one, other, device] = [await ticket(), await ticket(), aDevice()];
      await phone.register(device, one);
      await phone.register(device, other);
      const all = await listed(device);
      expect(all.serialNumbers).to.have.members([one, other]);
      expect(await phone.list(device, all.lastUpdated)).to.equal(undefined);
      await use(other);
      const changed = await listed(device, all.lastUpdated);
      expect(changed.serialNumbers).to.deep.equal([other]);
      expect(changed.lastUpdated).not.to.equal(all.lastUpdated);
      expect(await phone.list(device, changed.lastUpdated)).to.equal(undefined);
      expect((await listed(device, all.lastUpdated)).serialNumbers).to.deep.equal([other]);
    });

    it("Apple's list endpoint lists a ticket that changed between its download and its registration, however new the tag", async () => {
      const [early, late, device] = [await ticket(), await ticket(), aDevice()];
      await phone.register(device, early);
      await use(late);
      await use(early);
      const { lastUpdated } = await listed(device);
      await phone.register(device, late);
      const next = await listed(device, lastUpdated);
      expect(next.serialNumbers).to.deep.equal([late]);
      expect(await phone.list(device, next.lastUpdated)).to.equal(undefined);
    });

    it("Apple's list endpoint lists no newly registered ticket that has never changed: the phone has it as it is", async () => {
      const [early, late, device] = [await ticket(), await ticket(), aDevice()];
      await phone.register(device, early);
      const { lastUpdated } = await listed(device);
      await phone.register(device, late);
      expect(await phone.list(device, lastUpdated)).to.equal(undefined);
    });

    it("Apple's list endpoint lists a ticket that is registered anew after the phone had left with its tag", async () => {
      const [serial, device] = [await ticket(), aDevice()];
      await phone.register(device, serial);
      const { lastUpdated } = await listed(device);
      await phone.unregister(device, serial);
      await use(serial);
      await phone.register(device, serial);
      expect((await listed(device, lastUpdated)).serialNumbers).to.deep.equal([serial]);
    });

    it("apple 32: tags have the characters that survive a query", async () => {
      const [serial, device] = [await ticket(), aDevice()];
      await phone.register(device, serial);
      await use(serial);
      expect((await listed(device)).lastUpdated).to.match(/^[0-9A-Za-z_-]+$/);
    });

    it("apple 32: a tag that is garbage, huge, negative, a date or of a lost future means all", async () => {
      const [one, other, device] = [await ticket(), await ticket(), aDevice()];
      await phone.register(device, one);
      await phone.register(device, other);
      await use(one);
      const { lastUpdated } = await listed(device);
      const [epoch = "", change = "", registration = ""] = lastUpdated.split("_");
      const position = [epoch, change, registration].join("_");
      for (const tag of [
        "",
        " ",
        "garbage",
        "-1",
        "5",
        "-5_-5",
        "1_",
        "_",
        "2027-01-15T10:00:00Z",
        "2027-01-15",
        "Fri, 15 Jan 2027 10:00:00 GMT",
        "9".repeat(1_000),
        "9".repeat(15) + "_1",
        `${change}_${registration}`,
        `${Number(epoch) - 1}_${change}_${registration}`,
        `${Number(epoch) + 1}_${change}_${registration}`,
        `${epoch}_${change}_${"9".repeat(15)}`,
        `${epoch}_${Number(change) + 1_000_000_000}_${registration}`,
        `${position}${"_1".repeat(101)}`,
        `${"9".repeat(30)}_1`,
        "1e3_1e3",
        `${lastUpdated} `,
        `${lastUpdated}\n`,
        "'; drop table passes; --",
        "\0",
        "💥",
        `${lastUpdated}&passesUpdatedSince=${lastUpdated}`,
      ]) {
        const list = await phone.list(device, tag);
        expect(list?.serialNumbers, JSON.stringify(tag)).to.have.members([one, other]);
        expect(list?.lastUpdated, JSON.stringify(tag)).to.match(new RegExp(`^${position}(_|$)`));
      }
      const path = `/apple/v1/devices/${device}/registrations/${apple.wallet.passTypeIdentifier}`;
      for (const query of [
        `passesUpdatedSince=${lastUpdated}&passesUpdatedSince=${lastUpdated}`,
        `passesUpdatedSince[]=${lastUpdated}`,
        "passesUpdatedSince=%ff",
        "passesUpdatedSince=%",
        "other=1",
      ]) {
        expect((await phone.call(`${path}?${query}`)).status, query).to.equal(200);
      }
    });

    it("apple 33: serial numbers say nothing and cannot be guessed, and other pass types have none here", async () => {
      const [serial, device] = [await ticket(), aDevice()];
      await phone.register(device, serial);
      const { serialNumbers } = await listed(device);
      for (const each of serialNumbers) expect(each).to.match(/^[A-Za-z0-9._-]{16,}$/);
      expect(await phone.list(device, undefined, "pass.no.other")).to.equal(undefined);
    });

    it("Apple's list endpoint lets no one ask for one device without end, and says so barely", async () => {
      const few = useFew();
      const device = aDevice();
      const statuses = [];
      for (let asked = 0; asked < 4; asked += 1) statuses.push((await few(device)).status);
      expect(statuses).to.deep.equal([204, 204, 204, 429]);
      expect((await few(device)).body).to.have.length(0);
      expect((await few(aDevice())).status).to.equal(204);
    });
  });

  const limited = useServer(database, {
    change: (deps) => ({ ...deps, apple: apple.wallet }),
    rateLimits: { phone: 3 },
  });
  const useFew = () => {
    const { call } = phoneCalls(limited, apple.wallet);
    return (device: string) =>
      call(`/apple/v1/devices/${device}/registrations/${apple.wallet.passTypeIdentifier}`);
  };

  describe("fetching", () => {
    it("apple 34: gives the ticket that the path names, of its type", async () => {
      const serial = await ticket();
      const { status, headers, body } = await phone.fetch(serial);
      expect(status).to.equal(200);
      expect(headers.get("content-type")).to.equal("application/vnd.apple.pkpass");
      expect(headers.get("cache-control")).to.equal("private, no-store");
      const { passJson } = await openPass(body);
      expect(passJson).to.include({
        serialNumber: serial,
        passTypeIdentifier: apple.wallet.passTypeIdentifier,
        authenticationToken: phone.token(serial),
        webServiceURL: "https://tickets.example/apple",
      });
    });

    it("apple 34: a right token opens neither another type nor another ticket", async () => {
      const [serial, other] = [await ticket(), await ticket()];
      const headers = phone.withToken(phone.token(serial));
      for (const path of [phone.passPath(serial, "pass.no.other"), phone.passPath(other)]) {
        expect((await phone.call(path, { headers })).status, path).to.equal(401);
      }
    });

    it("apple 35: the same If-Modified-Since is 304 with Last-Modified, and nothing is built", async () => {
      const serial = await ticket();
      const lastModified = (await phone.fetch(serial)).headers.get("last-modified") ?? "";
      expect(new Date(lastModified).toUTCString()).to.equal(lastModified);
      const builds = stamped.length;
      const noCache: Record<string, string> = { "Cache-Control": "no-cache", Pragma: "no-cache" };
      for (const more of [{}, noCache]) {
        const again = await phone.fetch(serial, { "If-Modified-Since": lastModified, ...more });
        expect(again.status).to.equal(304);
        expect(again.headers.get("last-modified")).to.equal(lastModified);
        expect(again.body).to.have.length(0);
      }
      expect(stamped.length).to.equal(builds);
      const second = new Date(Date.parse(lastModified) - 1000).toUTCString();
      const older = await phone.fetch(serial, { "If-Modified-Since": second });
      expect(older.status).to.equal(200);
      expect(older.body.length).to.be.greaterThan(1000);
    });

    it("apple 35: answers 304 without building even when the version was never built", async () => {
      const serial = await ticket();
      const lastModified = testNow.toUTCString();
      const answer = await phone.fetch(serial, { "If-Modified-Since": lastModified });
      expect(answer.status).to.equal(304);
      expect(stamped).not.to.include(serial);
    });

    it("apple 36: two changes within a second have two Last-Modified, and none is taken for the other", async () => {
      const serial = await ticket();
      const seen: string[] = [];
      for (let change = 0; change < 3; change += 1) {
        await use(serial);
        const answer = await phone.fetch(serial, {
          ...(seen.length > 0 && { "If-Modified-Since": seen.at(-1) ?? "" }),
        });
        expect(answer.status).to.equal(200);
        seen.push(answer.headers.get("last-modified") ?? "");
      }
      expect(new Set(seen)).to.have.length(3);
    });

    it("apple 37: an If-Modified-Since that is no date is as none: 200", async () => {
      const serial = await ticket();
      for (const since of [
        "garbage",
        "",
        "0",
        "2027-01-15T10:00:00Z",
        "9999999999999",
        "Fri, 99 Jan 2027 10:00:00 GMT",
        "Mon, 15 Jan 2027 10:00:00 GMT",
      ]) {
        const answer = await phone.fetch(serial, { "If-Modified-Since": since });
        expect(answer.status, since).to.equal(200);
      }
    });

    it("apple 38: HEAD answers as GET would, without building", async () => {
      const serial = await ticket();
      const head = await phone.fetch(serial, {}, "HEAD");
      expect(head.status).to.equal(200);
      expect(head.headers.get("content-type")).to.equal("application/vnd.apple.pkpass");
      const lastModified = head.headers.get("last-modified") ?? "";
      expect(stamped).not.to.include(serial);
      const same = await phone.fetch(serial, { "If-Modified-Since": lastModified }, "HEAD");
      expect(same.status).to.equal(304);
      expect((await phone.fetch(serial)).headers.get("last-modified")).to.equal(lastModified);
      const stranger = await phone.call(phone.passPath(serial), { method: "HEAD" });
      expect(stranger.status).to.equal(401);
    });

    it("apple 38: an address with a doubled slash works", async () => {
      const serial = await ticket();
      // fetch and URL keep doubled slashes, but a proxy may put them in front, too.
      for (const path of [
        `/apple/${phone.passPath(serial).slice(6)}`,
        `/${phone.passPath(serial)}`,
      ]) {
        expect(path).to.contain("//");
        const { port } = new URL(server.url);
        const status = await new Promise<number | undefined>((resolve, reject) => {
          request({ port, path, headers: phone.withToken(phone.token(serial)) }, (answer) => {
            answer.resume().on("end", () => {
              resolve(answer.statusCode);
            });
          })
            .on("error", reject)
            .end();
        });
        expect(status, path).to.equal(200);
      }
    });

    it("Apple's pass endpoint gives no ticket that is not issued yet, as if there were none", async () => {
      const { serialNumber } = await aPass(database.db, { offer, state: "pending" });
      const answer = await phone.fetch(serialNumber);
      expect(answer.status).to.equal(401);
      expect(answer.headers.get("last-modified")).to.equal(null);
    });

    it("Apple's pass endpoint takes the ticket as fetched", async () => {
      const serial = await ticket();
      await phone.fetch(serial);
      const [row] = await database
        .db<{ serial_number: string; fetched_at: Date | null }>("passes")
        .where({ serial_number: serial });
      expect(row?.fetched_at).to.deep.equal(testNow);
    });

    it("Apple's pass endpoint gives a revoked ticket void at the next fetch, under the token it always had", async () => {
      const [serial, device] = [await ticket(), aDevice()];
      await phone.register(device, serial);
      const { lastUpdated } = await listed(device);
      const before = await phone.fetch(serial);
      await revokePass(server.deps, { actor: officer, serialNumber: serial, reason: "Feil" });
      expect((await listed(device, lastUpdated)).serialNumbers).to.deep.equal([serial]);
      const after = await phone.fetch(serial, {
        "If-Modified-Since": before.headers.get("last-modified") ?? "",
      });
      expect(after.status).to.equal(200);
      const [was, is] = [await openPass(before.body), await openPass(after.body)];
      expect(was.passJson).not.to.have.property("voided");
      expect(is.passJson).to.include({ voided: true });
      expect(is.passJson).not.to.have.any.keys("barcodes", "locations", "relevantDate");
      expect(is.passJson["authenticationToken"]).to.equal(was.passJson["authenticationToken"]);
    });
  });

  it("apple 40: three hundred registrations for fifteen tickets are all answered, and each token counts once", async () => {
    const serials = await Promise.all(Array.from({ length: 15 }, ticket));
    const tokens = Array.from({ length: 100 }, aPushToken);
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        phone.register(aDevice(), serials[index % serials.length] ?? "", tokens[index % 100]),
      ),
    );
    expect(answers.every(({ status }) => status === 201)).to.equal(true);
    const targets = await pushTargets(database.db, serials);
    expect(targets.map(({ pushToken }) => pushToken))
      .to.have.length(100)
      .and.members(tokens);
  });

  /** Forty devices that register for one ticket at once: how many got which status. */
  const crowd = async (within: PhoneCalls, serial: string) => {
    const devices = Array.from({ length: 40 }, aDevice);
    const answers = await Promise.all(devices.map((device) => within.register(device, serial)));
    const of = (wanted: number) => devices.filter((_, index) => answers[index]?.status === wanted);
    return { registered: of(201), refused: of(429) };
  };

  it("twenty of forty devices that register for one ticket at once are registered, the others answered 429 and taken when there is room", async () => {
    const serial = await ticket();
    const { registered, refused } = await crowd(phone, serial);
    expect([registered.length, refused.length]).to.deep.equal([20, 20]);
    const [known = "", leaving = ""] = registered;
    const [waiting = "", other = ""] = refused;
    expect((await phone.register(known, serial)).status).to.equal(200);
    expect(await deviceRow(waiting)).to.equal(undefined);
    await phone.unregister(leaving, serial);
    expect((await phone.register(waiting, serial)).status).to.equal(201);
    expect((await phone.register(other, serial)).status).to.equal(429);
  });

  describe("without the lock of a ticket's registrations", () => {
    let unlocked: Pool;
    before(() => {
      // Each counts what there is, and decides a moment later.
      unlocked = connectRewriting(database.url, (sql) =>
        sql
          .replace("pg_advisory_xact_lock(hashtextextended", "(hashtextextended")
          .replace("count(*)::int from registrations", "$&, pg_sleep(0.05)"),
      );
    });
    after(() => unlocked.destroy());
    const lawless = useServer(database, {
      change: (deps) => ({ ...deps, db: unlocked, apple: apple.wallet }),
    });

    it("more than twenty devices are registered for one ticket (negative control)", async () => {
      const serial = await ticket();
      const within = phoneCalls(lawless, apple.wallet);
      // Phones have two connections at a time: by twos, an even number would end at twenty.
      await within.register(aDevice(), serial);
      const { registered } = await crowd(within, serial);
      expect(registered.length).to.be.greaterThan(19);
    });
  });

  it("apple 41: an erased recipient's ticket is listed, and fetched void without personal texts", async () => {
    const label = "Ola i Storgata";
    const { id, reference } = await aRecipient(database.db, { language: "nn", label });
    const { serialNumber } = await aPass(database.db, { offer, recipientId: id });
    const device = aDevice();
    await phone.register(device, serialNumber);
    const { lastUpdated } = await listed(device);
    const before = await phone.fetch(serialNumber);
    await removeRecipient(server.deps, { actor: officer, reference });
    expect((await listed(device, lastUpdated)).serialNumbers).to.deep.equal([serialNumber]);
    const after = await phone.fetch(serialNumber, {
      "If-Modified-Since": before.headers.get("last-modified") ?? "",
    });
    expect(after.status).to.equal(200);
    const { passJson, files } = await openPass(after.body);
    expect(passJson).to.include({ voided: true, serialNumber });
    expect(passJson).not.to.have.any.keys("barcodes", "locations", "userInfo");
    const all = [...files.values()].map((bytes) => bytes.toString("latin1")).join("\n");
    for (const personal of [label, reference, id]) expect(all).not.to.contain(personal);
    expect((await phone.unregister(device, serialNumber)).status).to.equal(200);
  });

  it("Apple's web service answers bare statuses for what it does not know, too", async () => {
    for (const [method, path, status] of [
      ["GET", "/apple", 404],
      ["GET", "/apple/v2/passes", 404],
      ["PUT", phone.passPath(unknownSerial), 404],
      ["GET", "/apple/v1/passes/%/x", 404],
      ["GET", `/apple/v1/passes/${apple.wallet.passTypeIdentifier}/%ff`, 404],
    ] as const) {
      const answer = await phone.call(path, { method });
      expect(answer.status, path).to.equal(status);
      expect(answer.body, path).to.have.length(0);
      expect(answer.headers.get("content-type"), path).to.equal(null);
    }
  });

  const without = useServer(database);

  it("Apple's web service is not there where Apple's part is not configured", async () => {
    const { call } = phoneCalls(without, apple.wallet);
    const serial = await ticket();
    for (const path of [phone.passPath(serial), "/apple/v1/log"]) {
      expect((await call(path)).status, path).to.equal(404);
    }
  });

  it("Apple's web service tells nobody of a fault more than that there is one", async () => {
    const broken = await new Promise<string>((resolve, reject) => {
      request(`${server.url}/apple/v1/log`, { method: "POST" }, (answer) => {
        text(answer).then(resolve, reject);
      }).end("{");
    });
    expect(broken).to.equal("");
  });
});

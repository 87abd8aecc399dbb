import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import express from "express";
import type { Knex } from "knex";
import { createDoorDevice } from "../../../src/actions/door/create-door-device.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { listDoorDevices } from "../../../src/actions/door/list-door-devices.ts";
import { removeDoorDevice } from "../../../src/actions/door/remove-door-device.ts";
import { findPass } from "../../../src/db/passes/passes.ts";
import { ticketHash } from "../../../src/domain/door/ticket-hash.ts";
import { doorApi } from "../../../src/http/door/door-api.ts";
import { manifestAnswer } from "../../../src/http/door/door-manifest-schemas.ts";
import { batchAnswer, scanAnswer } from "../../../src/http/door/door-schemas.ts";
import { problemErrors } from "../../../src/http/api/problem.ts";
import { usualRateLimits } from "../../../src/http/api/rate-limits.ts";
import { requestId } from "../../../src/http/api/request-id.ts";
import { anOffer, aPass, aProvider, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

describe("a scanner's API", () => {
  const database = useDatabase();
  let deps: TestDeps;
  let server: Server;
  let origin: string;

  before(async () => {
    deps = testDeps(database.db);
    const app = express().use(
      requestId,
      doorApi(deps, { ...usualRateLimits, numbers: 2 }),
      problemErrors(deps),
    );
    server = app.listen(0, "127.0.0.1");
    await once(server, "listening");
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const call = async (
    method: string,
    path: string,
    {
      token,
      body,
      headers = {},
    }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
  ) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (text === "" ? undefined : JSON.parse(text)) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, json, text };
  };

  const redemptions = "/api/v1/redemptions";

  it("a scan of a ticket with parts names one, or comes from a scanner that is made for one", async () => {
    const parts = [
      { key: "entry", label: { nb: "Inngang", en: "Entry" } },
      { key: "popcorn", label: { nb: "Popcorn" } },
    ];
    const offer = await anOffer(database.db, { parts, uses: 1 });
    const { serialNumber } = await aPass(database.db, { offer });
    const code = barcodeOf(serialNumber, offer);
    const { token } = await aDoor(database.db, offer.providerId);
    const actor: Actor = { role: "provider", id: "owner", providerId: offer.providerId };
    const kiosk = await createDoorDevice(deps, { actor, name: "Kiosk", part: "popcorn" });
    const unnamed = await call("POST", redemptions, { token, body: { code, scanId: "1" } });
    expect(unnamed.status).to.equal(400);
    expect(unnamed.json).to.deep.include({
      ...{ code: "validation_failed", allowed: ["entry", "popcorn"] },
      errors: [{ path: "part", code: "part", message: "must be one of entry, popcorn" }],
    });
    const named = { code, scanId: "1", part: "entry" };
    const entry = await call("POST", redemptions, {
      ...{ token, body: named, headers: { "accept-language": "en" } },
    });
    expect(scanAnswer.parse(entry.json)).to.deep.include({
      ...{ accepted: true, part: { key: "entry", label: "Entry", letsIn: true } },
      partsLeft: [{ key: "popcorn", label: "Popcorn", usesLeft: 1 }],
    });
    const scannedAt = testNow.toISOString();
    const kept = { scans: [{ code, scanId: "2", scannedAt, admittedOffline: true }] };
    const fixed = await call("POST", `${redemptions}/batch`, { token: kiosk.token, body: kept });
    expect(batchAnswer.parse(fixed.json).items).to.have.nested.property("[0].part.key", "popcorn");
    expect((await call("GET", "/api/v1/door", { token: kiosk.token })).json).to.include({
      ...{ part: "popcorn", admissions: 1 },
    });
    expect((await call("GET", "/api/v1/door/manifest", { token: kiosk.token })).json).to.include({
      part: "popcorn",
    });
    const [device] = await listDoorDevices(deps, { actor });
    expect(device).to.include({ name: "Kiosk", part: "popcorn" });
  });

  it("the scanner's API answers as the contract says, accepted and refused", async () => {
    const offer = await anOffer(database.db, { companions: 1 });
    const { serialNumber } = await aPass(database.db, { offer });
    const { token } = await aDoor(database.db, offer.providerId);
    const barcode = barcodeOf(serialNumber, offer);
    const accepted = await call("POST", redemptions, { token, body: { barcode, scanId: "1" } });
    expect(accepted.status).to.equal(200);
    expect(accepted.json).to.deep.equal({
      accepted: true,
      admits: 2,
      admitted: 1,
      usesLeft: 0,
      offerTitle: "Dagskort i skitrekket",
    });
    const refused = await call("POST", redemptions, { token, body: { barcode, scanId: "2" } });
    expect(refused.status).to.equal(200);
    expect(refused.json).to.deep.equal({
      accepted: false,
      reason: "used_up",
      secondsSinceLastUse: 0,
    });
    for (const { json } of [accepted, refused]) scanAnswer.parse(json);
  });

  it("the scanner's API takes what was scanned offline as a batch", async () => {
    const offer = await anOffer(database.db, { uses: 2 });
    const { serialNumber } = await aPass(database.db, { offer });
    const { token } = await aDoor(database.db, offer.providerId);
    const barcode = barcodeOf(serialNumber, offer);
    const scannedAt = (hour: string) => `2027-01-15T${hour}:00:00+01:00`;
    const scans = [
      { code: barcode, scanId: "b", scannedAt: scannedAt("10") },
      { barcode, scanId: "a", scannedAt: scannedAt("09") },
      { barcode: "4012345678901", scanId: "c", scannedAt: scannedAt("08") },
      { barcode, scanId: "d", scannedAt: "2027-01-01T08:00:00+01:00" },
    ];
    const { status, json } = await call("POST", `${redemptions}/batch`, { token, body: { scans } });
    expect(status).to.equal(200);
    const { items } = batchAnswer.parse(json);
    expect(
      items.map((item) => [item.scanId, "usesLeft" in item ? item.usesLeft : undefined]),
    ).to.deep.equal([
      ["b", 0],
      ["a", 1],
      ["c", undefined],
      ["d", undefined],
    ]);
    expect(items[2]).to.include({ reason: "unknown_barcode" });
    expect(items[3]).to.have.nested.property("error.code", "validation_failed");
  });

  it("the scanner's API limits ticket numbers that name no ticket, and nothing else, by device", async () => {
    const { token, providerId } = await aDoor(database.db, (await aProvider(database.db)).id);
    const offer = await anOffer(database.db, { providerId, uses: null });
    const { serialNumber } = await aPass(database.db, { offer });
    const { ticketNumber } = (await findPass(database.db, serialNumber)) ?? {};
    let scans = 0;
    const send = async (code: unknown) =>
      (await call("POST", redemptions, { token, body: { code, scanId: `${(scans += 1)}` } }))
        .status;
    for (let n = 0; n < 4; n += 1) expect(await send(ticketNumber)).to.equal(200);
    const unknown = "000005724";
    expect([await send(unknown), await send(unknown), await send(unknown)]).to.deep.equal([
      200, 200, 429,
    ]);
    expect(await send(ticketNumber), "until the limit is over").to.equal(429);
    expect(await send(barcodeOf(serialNumber, offer))).to.equal(200);
    const other = await aDoor(database.db, providerId);
    const body = { code: ticketNumber, scanId: "1" };
    expect((await call("POST", redemptions, { token: other.token, body })).status).to.equal(200);
  });

  for (const { what, body, path, says = "" } of [
    { what: "no body", body: {}, path: "scanId" },
    { what: "no code", body: { scanId: "1" }, path: "code" },
    { what: "two codes", body: { code: "x", barcode: "y", scanId: "1" }, path: "code" },
    { what: "nobody going in", body: { barcode: "x", scanId: "1", admitted: 0 }, path: "admitted" },
    { what: "half a person", body: { barcode: "x", scanId: "1", admitted: 1.5 }, path: "admitted" },
    {
      what: "a time without a zone",
      body: { barcode: "x", scanId: "1", scannedAt: "2027-01-15T10:00:00" },
      path: "scannedAt",
      says: "must be an instant with its offset, such as",
    },
    {
      what: "a member it does not know",
      body: { barcode: "x", scanId: "1", name: "Kari" },
      path: "name",
    },
    { what: "a NUL in the scan id", body: { barcode: "x", scanId: "\0" }, path: "scanId" },
  ] as { what: string; body: object; path: string; says?: string }[]) {
    it(`the scanner's API refuses ${what} and says where`, async () => {
      const { id } = await aProvider(database.db);
      const { token } = await aDoor(database.db, id);
      const { status, json } = await call("POST", redemptions, { token, body });
      expect(status).to.equal(400);
      expect(json["errors"]).to.satisfy((errors: { path: string; message: string }[]) =>
        errors.some((e) => e.path === path && e.message.includes(says)),
      );
    });
  }

  describe("the manifest", () => {
    const path = "/api/v1/door/manifest";
    const ask = async (token: string, { since = "", tag = "" } = {}) => {
      const query = since && `?since=${since}`;
      const answer = await call("GET", path + query, { token, headers: { "if-none-match": tag } });
      return { ...answer, tag: answer.headers.get("etag") ?? "" };
    };
    const manifestOf = async (token: string, since?: string) =>
      manifestAnswer.parse((await ask(token, since === undefined ? {} : { since })).json);

    /** Uses left and uses today of each ticket, by its id. */
    const entriesOf = ({ tickets }: { tickets: string }) => {
      const bytes = Buffer.from(tickets, "base64");
      expect(bytes.length % 12).to.equal(0);
      return Object.fromEntries(
        Array.from({ length: bytes.length / 12 }, (_, index) => {
          const at = index * 12;
          const numbers = [bytes.readInt16BE(at + 8), bytes.readInt16BE(at + 10)];
          return [bytes.toString("hex", at, at + 8), numbers];
        }),
      );
    };
    const idIn = ({ salt }: { salt: string }, { serialNumber }: { serialNumber: string }) =>
      ticketHash(Buffer.from(salt, "base64url"), serialNumber).toString("hex");

    it("the scanner's manifest has what a scanner needs to decide alone, and no name, serial number or reference", async () => {
      const offer = await anOffer(database.db, {
        companions: 3,
        uses: null,
        usesPerDay: 1,
        weekdays: [1, 2],
        blackout: [["2027-03-22", "2027-03-29"]],
      });
      const revoked = await aPass(database.db, { offer, state: "revoked" });
      const live = await aPass(database.db, { offer });
      await aPass(database.db, { state: "revoked" });
      const { token } = await aDoor(database.db, offer.providerId);
      const { status, json, text } = await ask(token);
      expect(status).to.equal(200);
      const manifest = manifestAnswer.parse(json);
      expect(manifest.keys).to.have.length(1);
      expect(manifest.offers).to.deep.equal([
        {
          id: offer.id,
          title: offer.title,
          validFrom: "2026-09-30T22:00:00.000Z",
          validUntil: "2027-06-30T22:00:00.000Z",
          weekdays: [1, 2],
          blackout: [["2027-03-22", "2027-03-29"]],
          uses: null,
          usesPerDay: 1,
          validFor: null,
          hours: null,
          sessions: null,
          parts: null,
          admits: 4,
          ownCodes: false,
        },
      ]);
      expect(manifest).to.include({ complete: true, day: "2027-01-15" });
      expect(entriesOf(manifest)).to.deep.equal({ [idIn(manifest, revoked)]: [-2, 0] });
      for (const { serialNumber, recipientId } of [revoked, live]) {
        expect(text).not.to.contain(serialNumber);
        expect(text).not.to.contain(recipientId);
      }
    });

    it("the scanner's manifest counts the uses left and those of today, and leaves out a ticket as issued", async () => {
      const offer = await anOffer(database.db, { uses: 5, usesPerDay: 2 });
      const door = await aDoor(database.db, offer.providerId);
      const [used, usedUp, usedYesterday] = [
        await aPass(database.db, { offer }),
        await aPass(database.db, { offer, usesLeft: 1 }),
        await aPass(database.db, { offer }),
      ];
      await aPass(database.db, { offer });
      const lapsed = await aPass(database.db, { offer, state: "lapsed" });
      const scan = (pass: { serialNumber: string }, scannedAt?: Date) =>
        redeem(deps, aScan(door, barcodeOf(pass.serialNumber, offer), { scannedAt }));
      await scan(used);
      await scan(used);
      await scan(usedUp);
      await scan(usedYesterday, new Date(testNow.getTime() - 24 * 3_600_000));
      const manifest = await manifestOf(door.token);
      expect(entriesOf(manifest)).to.deep.equal({
        [idIn(manifest, used)]: [3, 2],
        [idIn(manifest, usedUp)]: [0, 1],
        [idIn(manifest, usedYesterday)]: [4, 0],
        [idIn(manifest, lapsed)]: [-4, 0],
      });
    });

    it("the scanner's manifest counts today's uses of a season pass", async () => {
      const offer = await anOffer(database.db, { uses: null, usesPerDay: 1 });
      const door = await aDoor(database.db, offer.providerId);
      const pass = await aPass(database.db, { offer });
      await redeem(deps, aScan(door, barcodeOf(pass.serialNumber, offer)));
      const manifest = await manifestOf(door.token);
      expect(entriesOf(manifest)).to.deep.equal({ [idIn(manifest, pass)]: [-1, 1] });
    });

    it("the scanner's manifest is not sent again while it is the same", async () => {
      const offer = await anOffer(database.db);
      const { token } = await aDoor(database.db, offer.providerId);
      const { tag } = await ask(token);
      expect((await ask(token, { tag })).status).to.equal(304);
      await aPass(database.db, { offer, state: "revoked" });
      expect((await ask(token, { tag })).status).to.equal(200);
    });

    it("the scanner's manifest has with `since` only the tickets that changed after it, and then 304", async () => {
      const offer = await anOffer(database.db, { uses: 3 });
      const door = await aDoor(database.db, offer.providerId);
      await aPass(database.db, { offer, state: "revoked" });
      const live = await aPass(database.db, { offer });
      const first = await manifestOf(door.token);
      expect(Object.keys(entriesOf(first))).to.have.length(1);
      const { since } = first;
      const unchanged = await ask(door.token, { since });
      expect(manifestAnswer.parse(unchanged.json)).to.include({ complete: false, tickets: "" });
      expect((await ask(door.token, { since, tag: unchanged.tag })).status).to.equal(304);
      await redeem(deps, aScan(door, barcodeOf(live.serialNumber, offer)));
      const changed = await ask(door.token, { since, tag: unchanged.tag });
      const manifest = manifestAnswer.parse(changed.json);
      expect(entriesOf(manifest)).to.deep.equal({ [idIn(manifest, live)]: [2, 0] });
      expect(await manifestOf(door.token, manifest.since)).to.include({ tickets: "" });
    });

    it("the scanner's manifest skips no change of a transaction that commits late", async () => {
      const offer = await anOffer(database.db, { uses: 3 });
      const { token } = await aDoor(database.db, offer.providerId);
      const [late, early] = [
        await aPass(database.db, { offer }),
        await aPass(database.db, { offer }),
      ];
      const change = (db: Knex, { serialNumber }: { serialNumber: string }) =>
        db("passes").where({ serial_number: serialNumber }).update({ uses_left: 2 });
      const slow = await database.db.transaction();
      const whileUnderWay = async () => {
        await change(slow, late);
        await change(database.db, early);
        return manifestOf(token);
      };
      const meanwhile = await whileUnderWay().finally(() => slow.commit());
      expect(Object.keys(entriesOf(meanwhile))).to.deep.equal([idIn(meanwhile, early)]);
      const after = await manifestOf(token, meanwhile.since);
      expect(entriesOf(after)).to.deep.equal({ [idIn(after, late)]: [2, 0] });
      // Negative control: a mark without what was under way.
      const [epoch, since] = meanwhile.since.split("_");
      const careless = await manifestOf(token, `${epoch ?? ""}_${since ?? ""}`);
      expect(entriesOf(careless)).to.deep.equal({});
    });

    it("the scanner's manifest is whole for a mark of another life of the database, or made up", async () => {
      const offer = await anOffer(database.db);
      const { token } = await aDoor(database.db, offer.providerId);
      await aPass(database.db, { offer, state: "revoked" });
      const { since } = await manifestOf(token);
      const [epoch = "", change = ""] = since.split("_");
      for (const made of [
        "1_1",
        `${epoch}_${Number(change) + 1_000_000}`,
        "1",
        "_",
        "9".repeat(40),
      ]) {
        const manifest = await manifestOf(token, made);
        expect(manifest.complete, made).to.equal(true);
        expect(Object.keys(entriesOf(manifest))).to.have.length(1);
      }
    });

    it("the scanner's manifest has other ids on each scanner, so that two of them cannot be joined", async () => {
      const offer = await anOffer(database.db);
      const doors = [
        await aDoor(database.db, offer.providerId),
        await aDoor(database.db, offer.providerId),
      ];
      await aPass(database.db, { offer, state: "revoked" });
      const manifests = await Promise.all(doors.map(({ token }) => manifestOf(token)));
      const ids = manifests.flatMap((manifest) => Object.keys(entriesOf(manifest)));
      expect(new Set(ids).size).to.equal(2);
    });
  });

  describe("is closed", () => {
    const asked = async (token?: string) =>
      Promise.all([
        call("GET", "/api/v1/door/manifest", token === undefined ? {} : { token }),
        call("POST", redemptions, { ...(token !== undefined && { token }), body: {} }),
        call("POST", `${redemptions}/batch`, { ...(token !== undefined && { token }), body: {} }),
      ]);

    const expectClosed = async (token?: string) => {
      for (const { status, headers, json } of await asked(token)) {
        expect(status).to.equal(401);
        expect(headers.get("www-authenticate")).to.match(/^Bearer/);
        expect(json["code"]).to.equal("unauthorized");
      }
    };

    it("to a request without a token or with another one", async () => {
      await expectClosed();
      await expectClosed("A".repeat(43));
      await expectClosed("short");
    });

    it("to a scanner from the moment it is removed, and to no other provider's order", async () => {
      const { id: providerId } = await aProvider(database.db);
      const actor: Actor = { role: "provider", id: "key", providerId };
      const { id, token, url } = await createDoorDevice(deps, { actor, name: "Kassa" });
      expect(url).to.equal(`${deps.config.publicUrl}/door#${token}`);
      const other: Actor = {
        role: "provider",
        id: "o",
        providerId: (await aProvider(database.db)).id,
      };
      expect((await refusalOf(removeDoorDevice(deps, { actor: other, id }))).code).to.equal(
        "not_found",
      );
      expect((await asked(token)).map(({ status }) => status)).to.deep.equal([200, 400, 400]);
      await removeDoorDevice(deps, { actor, id });
      await removeDoorDevice(deps, { actor, id });
      await expectClosed(token);
    });

    it("to a scanner whose token has ended, which the answer and the provider's list say", async () => {
      const { id: providerId } = await aProvider(database.db);
      const actor: Actor = { role: "provider", id: "key", providerId };
      const { token, expiresAt } = await createDoorDevice(deps, { actor, name: "Kassa" });
      expect(expiresAt.getTime() - testNow.getTime()).to.equal(365 * 86_400_000);
      deps.clock.set(new Date(expiresAt.getTime() - 1));
      expect((await asked(token)).map(({ status }) => status)).to.deep.equal([200, 400, 400]);
      deps.clock.set(expiresAt);
      await expectClosed(token);
      const [ended] = await asked(token);
      expect(ended.json["detail"]).to.contain("ended at 2028-01-15T10:00:00.000Z");
      const [listed] = await listDoorDevices(deps, { actor });
      expect(listed?.expiry).to.deep.equal({ at: expiresAt, is: "past" });
      deps.clock.set(testNow);
    });

    it("while the provider is suspended", async () => {
      const { id } = await aProvider(database.db, { state: "suspended" });
      await expectClosed((await aDoor(database.db, id)).token);
    });

    it("to any other method, which it names those that are open", async () => {
      const { status, headers } = await call("GET", redemptions);
      expect(status).to.equal(405);
      expect(headers.get("allow")).to.equal("POST");
    });
  });

  it("a scanner's name, which a family's own data shows, tells no more than a ticket", async () => {
    const { id } = await aProvider(database.db);
    const actor = { role: "provider", id, providerId: id } as const;
    const creating = createDoorDevice(deps, { actor, name: "NAV-billetter" });
    expect((await refusalOf(creating)).code).to.equal("revealing_text");
  });

  it("the scanner's API remembers when a scanner was last seen, and keeps only the token's hash", async () => {
    const { id } = await aProvider(database.db);
    const { doorDeviceId, token } = await aDoor(database.db, id);
    await call("GET", "/api/v1/door/manifest", { token });
    const row = await database.db("door_devices").where({ id: doorDeviceId }).first<object>();
    expect(row).to.deep.include({ last_used_at: testNow });
    expect(JSON.stringify(row)).not.to.contain(token);
  });
});

import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import express from "express";
import { createDoorDevice } from "../../../src/actions/door/create-door-device.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { removeDoorDevice } from "../../../src/actions/door/remove-door-device.ts";
import { ticketHash } from "../../../src/domain/door/ticket-hash.ts";
import { doorApi } from "../../../src/http/door/door-api.ts";
import { batchAnswer, manifestAnswer, scanAnswer } from "../../../src/http/door/door-schemas.ts";
import { problemErrors } from "../../../src/http/api/problem.ts";
import { requestId } from "../../../src/http/api/request-id.ts";
import { anOffer, aPass, aProvider, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor, barcodeOf } from "../../support/scans.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

describe("a scanner's API", () => {
  const database = useDatabase();
  let deps: TestDeps;
  let server: Server;
  let origin: string;

  before(async () => {
    deps = testDeps(database.db);
    const app = express().use(requestId, doorApi(deps), problemErrors(deps));
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
    expect(refused.json).to.deep.equal({ accepted: false, reason: "used_up" });
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
      const { status, json, text } = await call("GET", "/api/v1/door/manifest", { token });
      expect(status).to.equal(200);
      const manifest = manifestAnswer.parse(json);
      expect(manifest.publicKeys).to.have.length(1);
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
          admits: 4,
        },
      ]);
      expect(manifest.ended).to.deep.equal([ticketHash(revoked.serialNumber)]);
      for (const { serialNumber, recipientId } of [revoked, live]) {
        expect(text).not.to.contain(serialNumber);
        expect(text).not.to.contain(recipientId);
      }
    });

    it("the scanner's manifest is not sent again while it is the same", async () => {
      const offer = await anOffer(database.db);
      const { token } = await aDoor(database.db, offer.providerId);
      const ask = (tag = "") =>
        call("GET", "/api/v1/door/manifest", { token, headers: { "if-none-match": tag } });
      const first = await ask();
      const tag = first.headers.get("etag") ?? "";
      expect((await ask(tag)).status).to.equal(304);
      await aPass(database.db, { offer, state: "revoked" });
      expect((await ask(tag)).status).to.equal(200);
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

  it("the scanner's API remembers when a scanner was last seen, and keeps only the token's hash", async () => {
    const { id } = await aProvider(database.db);
    const { doorDeviceId, token } = await aDoor(database.db, id);
    await call("GET", "/api/v1/door/manifest", { token });
    const row = await database.db("door_devices").where({ id: doorDeviceId }).first<object>();
    expect(row).to.deep.include({ last_used_at: testNow });
    expect(JSON.stringify(row)).not.to.contain(token);
  });
});

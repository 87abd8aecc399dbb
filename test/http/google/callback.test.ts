import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import express from "express";
import { createLogger } from "../../../src/logger.ts";
import { createGoogleCallbacks } from "../../../src/wallets/google/callbacks.ts";
import { anOffer, aPass, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import {
  callbackOf,
  googleKeys,
  publicText,
  type CallbackParts,
} from "../../support/google-callbacks.ts";
import { useServer } from "../../support/server.ts";

const issuerId = "3388000000012345678";
const protocolVersion = "ECv2SigningOnly";
const hour = 3_600_000;

describe("Google's callbacks", () => {
  const database = useDatabase();
  let keyServer: Server;
  let keyFetches = 0;
  /** What Google's address for keys answers; undefined: 503. */
  let keyList: object | undefined;
  let cacheControl: string | undefined;

  const ahead = String(testNow.getTime() + 30 * 24 * hour);
  const goodKeys = {
    keys: [
      { keyValue: publicText(googleKeys.root), protocolVersion, keyExpiration: ahead },
      { keyValue: publicText(googleKeys.secondRoot), protocolVersion, keyExpiration: ahead },
    ],
  };

  before(async () => {
    const app = express();
    app.get("/keys", (_request, response) => {
      keyFetches += 1;
      if (cacheControl !== undefined) response.set("Cache-Control", cacheControl);
      if (keyList) response.json(keyList);
      else response.status(503).end();
    });
    keyServer = createServer(app).listen(0, "127.0.0.1");
    await once(keyServer, "listening");
  });
  after(() => {
    keyServer.closeAllConnections();
    keyServer.close();
  });

  const newCallbacks = () =>
    createGoogleCallbacks(
      {
        issuerId,
        callbackKeysUrl: `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/keys`,
      },
      { environment: "test", logger: createLogger("silent") },
    );
  let callbacks: ReturnType<typeof newCallbacks>;
  const server = useServer(database, {
    change: (deps) => ({
      ...deps,
      googleCallbacks: { read: (body, at) => callbacks.read(body, at) },
    }),
  });

  beforeEach(() => {
    keyFetches = 0;
    keyList = goodKeys;
    cacheControl = undefined;
    callbacks = newCallbacks();
    server.deps.clock.set(testNow);
  });

  const post = async (body: string, headers: Record<string, string> = {}) => {
    const url = `${server.url}/google/callback`;
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });
    return response.status;
  };
  const messageOf = (serialNumber: string, eventType: "save" | "del" = "save") => ({
    objectId: `${issuerId}.t-${serialNumber}`,
    eventType,
  });
  const send = (changes: Partial<CallbackParts>) =>
    post(JSON.stringify(callbackOf(issuerId, server.deps.clock.now(), changes)));
  const events = async (serialNumber: string) =>
    database.db("google_events").where({ serial_number: serialNumber }).select("type");
  const isSaved = async (serialNumber: string) => {
    const row = await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .first<{ google_saved: boolean | null }>("google_saved");
    return row.google_saved;
  };
  const anyEvents = async () => (await database.db("google_events").select("nonce")).length;

  it("google 32: takes a valid callback once, however often it comes", async () => {
    const { serialNumber } = await aPass(database.db);
    const body = JSON.stringify(
      callbackOf(issuerId, testNow, { message: messageOf(serialNumber) }),
    );
    expect(await post(body)).to.equal(200);
    expect(await events(serialNumber)).to.deep.equal([{ type: "save" }]);
    expect(await isSaved(serialNumber)).to.equal(true);
    expect(await post(body)).to.equal(200);
    const atOnce = await Promise.all(Array.from({ length: 20 }, () => post(body)));
    expect(new Set(atOnce)).to.deep.equal(new Set([200]));
    expect(await events(serialNumber)).to.have.length(1);
  });

  it("google 32: a known nonce changes nothing even with another message", async () => {
    const { serialNumber } = await aPass(database.db);
    const nonce = "the-same-nonce";
    await send({ message: { ...messageOf(serialNumber), nonce } });
    expect(await send({ message: { ...messageOf(serialNumber, "del"), nonce } })).to.equal(200);
    expect(await isSaved(serialNumber)).to.equal(true);
  });

  it("a Google callback is counted twice when the nonce is not unique (negative control)", async () => {
    await database.owner.raw("alter table google_events drop constraint google_events_pkey");
    try {
      const { serialNumber } = await aPass(database.db);
      const message = { ...messageOf(serialNumber), nonce: "twice" };
      await send({ message });
      await send({ message });
      expect(await events(serialNumber)).to.have.length(2);
    } finally {
      await database.owner.raw("delete from google_events where nonce = 'twice'");
      await database.owner.raw("alter table google_events add primary key (nonce)");
    }
  });

  it("thanks Google for news of a ticket that is not there, and keeps nothing", async () => {
    const before = await anyEvents();
    expect(await send({ message: messageOf("A".repeat(22)) })).to.equal(200);
    expect(await anyEvents()).to.equal(before);
  });

  const past = String(testNow.getTime());
  const forgeries: [string, Partial<CallbackParts>][] = [
    ["of another issuer", { recipient: "3388000000099999999" }],
    ["of another sender", { sender: "Google" }],
    ["of another protocol version", { protocolVersion: "ECv2" }],
    ["signed by somebody else's root", { root: googleKeys.stranger }],
    ["with an expired intermediate key", { keyExpiration: past }],
    ["whose message has expired", { message: { expTimeMillis: past } }],
    ["about another issuer's class", { message: { classId: "3388000000099999999.c" } }],
  ];
  for (const [what, changes] of forgeries) {
    it(`google 33: answers 401 to a callback ${what}, and does nothing`, async () => {
      const { serialNumber } = await aPass(database.db);
      const message = { ...messageOf(serialNumber), ...changes.message };
      expect(await send({ ...changes, message })).to.equal(401);
      expect(await events(serialNumber)).to.deep.equal([]);
      expect(await isSaved(serialNumber)).to.equal(null);
    });
  }

  it("google 33: answers 401 to another issuer's or environment's ticket", async () => {
    const { serialNumber } = await aPass(database.db);
    for (const objectId of [
      `3388000000099999999.t-${serialNumber}`,
      `${issuerId}.p-${serialNumber}`,
    ]) {
      expect(await send({ message: { objectId } })).to.equal(401);
    }
    expect(await events(serialNumber)).to.deep.equal([]);
  });

  it("google 33: answers 401 to an altered message, and to an altered key", async () => {
    const { serialNumber } = await aPass(database.db);
    const made = (changes: Partial<CallbackParts> = {}) =>
      callbackOf(issuerId, testNow, { message: messageOf(serialNumber), ...changes });
    const sent = made();
    const { signatures } = sent.intermediateSigningKey;
    const { signedKey } = made({ intermediate: googleKeys.stranger }).intermediateSigningKey;
    const other = made({ intermediate: googleKeys.stranger });
    for (const altered of [
      { ...sent, signedMessage: sent.signedMessage.replace("save", "del") },
      { ...other, intermediateSigningKey: { signedKey, signatures } },
    ]) {
      expect(await post(JSON.stringify(altered))).to.equal(401);
    }
    expect(await events(serialNumber)).to.deep.equal([]);
  });

  it("google 33: answers 401 to what is no JSON, is compressed, or is over 64 KB", async () => {
    const before = await anyEvents();
    const { serialNumber } = await aPass(database.db);
    const valid = callbackOf(issuerId, testNow, { message: messageOf(serialNumber) });
    const padded = JSON.stringify({ ...valid, padding: "x".repeat(64 * 1024) });
    for (const body of ["", "hello", "{", "[]", "null", padded]) {
      expect(await post(body)).to.equal(401);
    }
    expect(await post(JSON.stringify(valid), { "content-encoding": "gzip" })).to.equal(401);
    expect(await anyEvents()).to.equal(before);
    expect(await post(JSON.stringify(valid))).to.equal(200);
  });

  it("a Google callback takes a callback whatever content type it claims", async () => {
    const { serialNumber } = await aPass(database.db);
    const valid = callbackOf(issuerId, testNow, { message: messageOf(serialNumber) });
    expect(await post(JSON.stringify(valid), { "content-type": "text/plain" })).to.equal(200);
  });

  it("google 34: takes a second root, and bytes where characters are fewer", async () => {
    const { serialNumber } = await aPass(database.db);
    const message = { ...messageOf(serialNumber), extra: "Røros 🎟" };
    expect(await send({ root: googleKeys.secondRoot, message })).to.equal(200);
    expect(await events(serialNumber)).to.have.length(1);
  });

  it("google 35: a thousand forgeries make it ask for Google's keys once", async () => {
    const forged = JSON.stringify(callbackOf(issuerId, testNow, { root: googleKeys.stranger }));
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => post(forged)));
      expect(new Set(answers)).to.deep.equal(new Set([401]));
    }
    expect(keyFetches).to.equal(1);
  });

  it("google 35: answers 503 while Google's keys cannot be had, and recovers", async () => {
    const { serialNumber } = await aPass(database.db);
    const message = messageOf(serialNumber);
    keyList = undefined;
    const answers = await Promise.all(Array.from({ length: 30 }, () => send({ message })));
    expect(new Set(answers)).to.deep.equal(new Set([503]));
    expect(keyFetches).to.equal(1);
    expect(await events(serialNumber)).to.deep.equal([]);
    keyList = goodKeys;
    server.deps.clock.set(new Date(testNow.getTime() + 10_000));
    expect(await send({ message })).to.equal(200);
    expect(keyFetches).to.equal(2);
  });

  const useless: [string, object][] = [
    ["is for another protocol", { protocolVersion: "ECv2" }],
    ["has expired", { keyExpiration: past }],
    ["names no expiry", { keyExpiration: undefined }],
    [
      "is of another kind",
      { keyValue: publicText(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey) },
    ],
  ];
  for (const [what, change] of useless) {
    it(`google 35: does not use a root key that ${what}`, async () => {
      const { serialNumber } = await aPass(database.db);
      const [key] = goodKeys.keys;
      keyList = { keys: [{ ...key, ...change }] };
      expect(await send({ message: messageOf(serialNumber) })).to.equal(503);
      expect(await events(serialNumber)).to.deep.equal([]);
    });
  }

  it("a Google callback keeps Google's keys as long as Google says, and goes on with them when Google is away", async () => {
    const { serialNumber } = await aPass(database.db);
    const message = messageOf(serialNumber);
    cacheControl = "public, max-age=7200, must-revalidate";
    const after = (milliseconds: number) => {
      server.deps.clock.set(new Date(testNow.getTime() + milliseconds));
      return send({ message });
    };
    expect(await after(0)).to.equal(200);
    expect(await after(2 * hour - 1)).to.equal(200);
    expect(keyFetches).to.equal(1);
    keyList = undefined;
    expect(await after(2 * hour)).to.equal(200);
    expect(keyFetches).to.equal(2);
    const allExpired = 31 * 24 * hour;
    expect(await after(allExpired)).to.equal(503);
  });

  it("google 36: saved, deleted and saved again is on the phone", async () => {
    const { serialNumber } = await aPass(database.db);
    const seen: (boolean | null)[] = [];
    for (const [index, eventType] of (["save", "del", "save"] as const).entries()) {
      server.deps.clock.set(new Date(testNow.getTime() + index * 1000));
      expect(await send({ message: messageOf(serialNumber, eventType) })).to.equal(200);
      seen.push(await isSaved(serialNumber));
    }
    expect(seen).to.deep.equal([true, false, true]);
    expect(await events(serialNumber)).to.have.length(3);
  });

  it("google 36: the later event counts, also when it arrives first", async () => {
    const { serialNumber } = await aPass(database.db);
    const [earlier, later] = [testNow.getTime() + hour, testNow.getTime() + hour + 1];
    await send({ message: { ...messageOf(serialNumber, "save"), expTimeMillis: later } });
    await send({ message: { ...messageOf(serialNumber, "del"), expTimeMillis: earlier } });
    expect(await isSaved(serialNumber)).to.equal(true);
  });

  it("google 36: a deleted ticket gives the quota nothing back and stays valid", async () => {
    const offer = await anOffer(database.db, { quota: 5 });
    const { serialNumber } = await aPass(database.db, { offer });
    const look = async (): Promise<unknown[]> => [
      await database.db("offers").where({ id: offer.id }).select("allocated", "quota"),
      await database
        .db("passes")
        .where({ serial_number: serialNumber })
        .select("state", "version", "uses_left", "ended_at"),
    ];
    const before = await look();
    await send({ message: messageOf(serialNumber) });
    server.deps.clock.set(new Date(testNow.getTime() + 1000));
    expect(await send({ message: messageOf(serialNumber, "del") })).to.equal(200);
    expect(await isSaved(serialNumber)).to.equal(false);
    expect(await look()).to.deep.equal(before);
  });
});

import { randomBytes } from "node:crypto";
import { expect } from "chai";
import type { Knex } from "knex";
import { createDeviceAuthentication } from "../../../src/actions/apple/authenticate-device.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { reportUses } from "../../../src/actions/codes/report-uses.ts";
import { uploadCodes } from "../../../src/actions/codes/upload-codes.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { getKeyStatus } from "../../../src/actions/operations/get-key-status.ts";
import {
  joinKeyRing,
  KeyRingConflict,
  leaveKeyRing,
} from "../../../src/actions/operations/join-key-ring.ts";
import { reseal } from "../../../src/actions/operations/reseal.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { getRecipient } from "../../../src/actions/recipients/get-recipient.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import { findTicketCodes } from "../../../src/db/codes/ticket-codes.ts";
import { connect } from "../../../src/db/connect.ts";
import { ensureLookupKeys } from "../../../src/db/lookups.ts";
import { countByKey, replaceValues, valuesWithout } from "../../../src/db/operations/reseal.ts";
import { findRecipient } from "../../../src/db/recipients/recipients.ts";
import { KeyRing, sealedColumnNames } from "../../../src/key-ring.ts";
import { authenticationToken } from "../../../src/wallets/apple/authentication-token.ts";
import { createBarcodeSigner } from "../../../src/wallets/barcode-signer.ts";
import { anOffer, aPass, aRecipient, testKeyRing, testNow } from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { aPool, providerOf, someOwnCodes } from "../../support/own-codes.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor, barcodeOf } from "../../support/scans.ts";
import { testDeps } from "../../support/test-deps.ts";

const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const oldKey = { id: "test", secret: Buffer.alloc(32, 7) };
const newKey = { id: "new", secret: Buffer.alloc(32, 9) };
const input = (reference: string, phone = "400 00 001") => ({
  ...{ actor, reference, phone, birthYear: 2015, municipality: "5025" },
  ...({ language: "nb", delivery: "sms" } as const),
});

describe("a rotation of SECRET_KEYS", () => {
  const database = useDatabase();
  let pools: Knex[] = [];

  /** A service with its own keys and connections. */
  const aService = (keyRing: KeyRing, db = connect(database.url, { max: 4 })) => {
    pools.push(db);
    return { ...testDeps(db), keyRing };
  };
  const onlyOld = () => aService(new KeyRing([oldKey]));
  const newFirst = () => aService(new KeyRing([newKey, oldKey]));

  before(() => database.db.transaction((trx) => ensureLookupKeys(trx, testKeyRing)));

  afterEach(async () => {
    await Promise.all(pools.map((pool) => pool.destroy()));
    pools = [];
    await database.db("key_ring_instances").delete();
    await database.db("secret_keys").delete();
    await reseal({ db: database.db, keyRing: new KeyRing([oldKey, newKey]) });
  });

  it("a rotation of keys encrypts the provider's codes anew, which stay readable and known without the old key", async () => {
    const { db } = database;
    const offer = await anOffer(db, { ownCodes: { ...someOwnCodes, reportsUse: "file" } });
    const { codes } = await aPool(db, offer, 1);
    const { serialNumber } = await aPass(db, { offer, fetchedAt: testNow });
    for (const state of ["reserved", "revealed"]) {
      const bound = { state, serial_number: serialNumber };
      await db("provider_codes").where({ offer_id: offer.id }).update(bound);
    }
    await reseal({ db, keyRing: new KeyRing([newKey, oldKey]) });
    const later = aService(new KeyRing([newKey]));
    const shown = await findTicketCodes(db, later.keyRing, [serialNumber]);
    expect(shown.get(serialNumber)?.code).to.equal(codes[0]);
    const uses = codes.map((code) => ({ code }));
    const own = { actor: providerOf(offer), offerId: offer.id };
    const again = await uploadCodes(later, { ...own, name: "Again", rows: uses });
    expect(again).to.deep.equal({ outcome: "faulty", rows: [{ index: 0, fault: "known" }] });
    const report = { ...own, uses, isPreview: true };
    expect(await reportUses(later, report)).to.deep.equal(["counted"]);
  });

  it("a rotation of keys knows every column that holds encrypted values", async () => {
    const { rows } = await database.owner.raw<{ rows: { name: string }[] }>(`
      select table_name || '.' || column_name as name
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and column_name like '%sealed'`);
    expect(rows.map(({ name }) => name)).to.have.members(sealedColumnNames);
  });

  describe("in two phases", () => {
    it("a new key becomes current when every running process names it first, and not before", async () => {
      const [before, behind] = [newFirst(), onlyOld()];
      const old = await joinKeyRing(behind);
      const one = await joinKeyRing(before);
      expect([old.currentId, one.currentId]).to.deep.equal(["test", "test"]);
      expect(before.keyRing.currentId).to.equal("test");
      await leaveKeyRing(behind, old.instanceId);
      const second = aService(new KeyRing([oldKey, newKey]));
      const two = await joinKeyRing(second);
      expect((await joinKeyRing(before, one.instanceId)).currentId).to.equal("test");
      await leaveKeyRing(second, two.instanceId);
      expect((await joinKeyRing(before, one.instanceId)).currentId).to.equal("new");
      expect(before.keyRing.currentId).to.equal("new");
    });

    it("a process that has not been seen for a minute holds no new key back", async () => {
      const before = newFirst();
      await joinKeyRing(onlyOld());
      const { instanceId } = await joinKeyRing(before);
      await database.db.raw(
        "update key_ring_instances set seen_at = now() - interval '61 seconds' where id <> ?",
        [instanceId],
      );
      expect((await joinKeyRing(before, instanceId)).currentId).to.equal("new");
    });

    it("a process without the current key, or with another secret of that name, may not run", async () => {
      await joinKeyRing(newFirst());
      const faults = [];
      for (const keys of [[oldKey], [newKey, { ...oldKey, secret: Buffer.alloc(32, 1) }]]) {
        faults.push(
          await joinKeyRing(aService(new KeyRing(keys))).catch((error: unknown) => error),
        );
      }
      expect(faults[0])
        .to.be.instanceOf(KeyRingConflict)
        .with.property("message")
        .that.contains("new");
      expect(faults[1])
        .to.be.instanceOf(KeyRingConflict)
        .with.property("message")
        .that.contains("test");
    });
  });

  describe("with processes on different keys at once", () => {
    /** How many recipients thirty references have that two services save at the same time. */
    const rowsOf = async (one: ReturnType<typeof aService>, two: ReturnType<typeof aService>) => {
      const references = Array.from({ length: 30 }, (_, i) => `${crypto.randomUUID()}-${i}`);
      const saved = await Promise.all(
        references.flatMap((reference) =>
          [one, two].map((deps) => upsertRecipient(deps, input(reference))),
        ),
      );
      return new Set(saved.map(({ recipient }) => recipient.id)).size;
    };

    it("a recipient that both save stays one row", async () => {
      const both = new KeyRing([oldKey, newKey]);
      expect(await rowsOf(newFirst(), aService(both))).to.equal(30);
    });

    it("(negative control) some become two rows when look-ups change with the current key", async () => {
      await database.owner.raw(`
        create table if not exists other_lookup_keys (like lookup_keys including all);
        grant select, insert on other_lookup_keys to join_api`);
      const rewrite = (sql: string) => sql.replaceAll("lookup_keys", "other_lookup_keys");
      const keyRing = new KeyRing([newKey, oldKey]);
      const apart = aService(keyRing, connectRewriting(database.url, rewrite, 4));
      await apart.db.transaction((trx) => ensureLookupKeys(trx, keyRing));
      expect(await rowsOf(aService(new KeyRing([oldKey, newKey])), apart)).to.be.greaterThan(30);
    });

    it("a process that lacks a key answers 503 for what is encrypted under it, and changes nothing", async () => {
      const reference = "SAK-503";
      const made = await upsertRecipient(newFirst(), input(reference));
      const behind = onlyOld();
      const refusal = await refusalOf(getRecipient(behind, { actor, reference }));
      expect(refusal).to.include({ code: "unavailable", status: 503 });
      expect((refusal.cause as Error).message).to.contain("no key with id new");
      const saved = await upsertRecipient(behind, input(reference, "400 00 002"));
      expect(saved).to.deep.include({ created: false });
      expect(saved.recipient.id).to.equal(made.recipient.id);
      expect(await getRecipient(newFirst(), { actor, reference })).to.include({
        id: made.recipient.id,
        phone: "+4740000002",
      });
    });

    it("a barcode under the new key is accepted by a process that knows it, and 503 by one that is behind", async () => {
      const offer = await anOffer(database.db, { uses: 3 });
      const { serialNumber } = await aPass(database.db, { offer });
      const door = await aDoor(database.db, offer.providerId);
      const ahead = newFirst();
      const { validity, uses } = offer;
      const barcode = createBarcodeSigner(ahead.keyRing).sign({
        ...{ serialNumber, offerId: offer.id, uses, admits: 1 },
        ...{ validFrom: validity.from, validUntil: validity.until },
      });
      const scan = (deps: typeof ahead, scanId: string, text = barcode) =>
        redeem(deps, { ...door, code: text, scanId, admitted: 1 });
      const knowing = aService(new KeyRing([oldKey, newKey]));
      expect(await scan(knowing, "1")).to.include({ accepted: true });
      expect(await scan(ahead, "2", barcodeOf(serialNumber, offer))).to.include({ accepted: true });
      // No running process holds the key, so the barcode cannot be told from a forgery.
      const behind = onlyOld();
      expect(await scan(behind, "3")).to.deep.equal({ accepted: false, reason: "unknown_barcode" });
      await joinKeyRing(ahead);
      expect((await refusalOf(scan(behind, "4"))).code).to.equal("unavailable");
    });

    it("a phone whose token is of a key that this process lacks is told to come again, not 401", async () => {
      const { serialNumber } = await aPass(database.db);
      await database
        .db("passes")
        .where({ serial_number: serialNumber })
        .update({ token_key_id: "new" });
      const ahead = newFirst();
      const behind = onlyOld();
      const asked = {
        passTypeIdentifier: "pass.example",
        serialNumber,
        authenticationToken: authenticationToken(ahead.keyRing, {
          serialNumber,
          tokenKeyId: "new",
        }),
      };
      const apple = { passTypeIdentifier: "pass.example", isAuthenticationToken: () => false };
      const authenticate = createDeviceAuthentication({ ...behind, apple: apple as never });
      const ask = () => authenticate(asked);
      expect(await ask()).to.equal(undefined);
      await joinKeyRing(ahead);
      expect((await refusalOf(ask())).code).to.equal("unavailable");
    });
  });

  describe("when everything is encrypted anew", () => {
    const keysOf = async (column: (typeof sealedColumnNames)[number]) =>
      (await countByKey(database.db, column)).map(({ keyId, values, bound }) => {
        expect(bound, column).to.equal(values);
        return keyId;
      });

    it("nothing is left under the old key, while the service reads and writes, and nothing written is lost", async () => {
      const services = [newFirst(), aService(new KeyRing([oldKey, newKey]))] as const;
      const references = Array.from({ length: 10 }, (_, i) => `SAK-load-${i}`);
      for (const reference of references) await upsertRecipient(services[1], input(reference));
      const phones = new Map<string, string>();
      let isOver = false;
      const load = references.map(async (reference, i) => {
        for (let round = 0; !isOver; round++) {
          const phone = `+4740${String(i).padStart(2, "0")}${String(round % 10_000).padStart(4, "0")}`;
          await upsertRecipient(services[round % 2] ?? services[0], input(reference, phone));
          phones.set(reference, phone);
          const shown = await getRecipient(services[0], { actor, reference });
          expect(shown.phone).to.equal(phone);
        }
      });
      await reseal(services[0]);
      isOver = true;
      await Promise.all(load);
      await reseal(services[0]);
      for (const column of sealedColumnNames) {
        expect(await keysOf(column), column).to.have.members(
          (await keysOf(column)).map(() => "new"),
        );
      }
      const alone = aService(new KeyRing([newKey]));
      for (const [reference, phone] of phones) {
        expect((await getRecipient(alone, { actor, reference })).phone).to.equal(phone);
      }
    });

    /** Changes a contact between the two statements that encrypt it anew; returns the phone at the end. */
    const phoneAfterARace = async (db: Knex) => {
      const reference = crypto.randomUUID();
      const service = aService(new KeyRing([oldKey]));
      const { recipient } = await upsertRecipient(service, input(reference));
      const { keyRing } = newFirst();
      const column = "recipients.contact_sealed";
      const found = await valuesWithout(db, column, {
        prefix: keyRing.currentPrefix,
        after: "",
        limit: 10_000,
      });
      await upsertRecipient(service, input(reference, "400 00 002"));
      const anew = found.map((value) => {
        const place = { column, row: value.id } as const;
        return { ...value, anew: keyRing.encrypt(place, keyRing.decrypt(place, value.sealed)) };
      });
      await db.transaction((trx) => replaceValues(trx, column, anew));
      return (await findRecipient(database.db, keyRing, recipient.id))?.phone;
    };

    it("a value that is written meanwhile stays", async () => {
      expect(await phoneAfterARace(database.db)).to.equal("+4740000002");
    });

    it("(negative control) a value that is written meanwhile is lost when it is replaced unseen", async () => {
      const rewrite = (sql: string) => sql.replace(/and \S+ = changed\.old/, "");
      const unguarded = connectRewriting(database.url, rewrite, 2);
      pools.push(unguarded);
      expect(await phoneAfterARace(unguarded)).to.equal("+4740000001");
    });

    it("what stood in the clear is encrypted and bound to its row", async () => {
      const { id, reference } = await aRecipient(database.db, {
        protectedAddress: true,
        delivery: "print",
      });
      const plain = { protected_address_sealed: null, protected_address: true };
      await database.db("recipients").where({ id }).update(plain);
      expect(await getRecipient(onlyOld(), { actor, reference })).to.include({
        protectedAddress: true,
      });
      await reseal({ db: database.db, keyRing: testKeyRing });
      const row = await database
        .db("recipients")
        .where({ id })
        .first<{ protected_address: null; protected_address_sealed: Buffer }>();
      expect(row).to.have.property("protected_address", null);
      expect(await getRecipient(onlyOld(), { actor, reference })).to.include({
        protectedAddress: true,
      });
      const other = await aRecipient(database.db);
      const moved = { protected_address_sealed: row.protected_address_sealed };
      await database.db("recipients").where({ id: other.id }).update(moved);
      const read = findRecipient(database.db, testKeyRing, other.id);
      expect(
        await read.then(
          () => "read",
          () => "refused",
        ),
      ).to.equal("refused");
      await database.db("recipients").where({ id: other.id }).delete();
    });

    const statusOf = async (id: string) =>
      (await getKeyStatus({ db: database.db })).keys.find((key) => key.id === id);
    /** A service to which the new key is current, and the old one known. */
    const afterNewKey = async () => {
      const behind = onlyOld();
      const { instanceId } = await joinKeyRing(behind);
      await leaveKeyRing(behind, instanceId);
      const service = newFirst();
      await joinKeyRing(service);
      return service;
    };

    /** What needs a key, of a recipient; a ticket's barcode may be of each key that was current since it was made. */
    const needs: Record<string, (id: string) => PromiseLike<unknown>> = {
      "a value": (id) => {
        const place = { column: "recipients.label_sealed", row: id } as const;
        const sealed = new KeyRing([oldKey]).encrypt(place, "Ola");
        return database.db("recipients").where({ id }).update({ label_sealed: sealed });
      },
      "a claim link": (id) =>
        database.db("claim_links").insert({
          ...{ id: crypto.randomUUID(), recipient_id: id, key_id: "test" },
          ...{ token_hash: randomBytes(32), code_hash: randomBytes(32) },
        }),
      "a phone's token": async (recipientId) => {
        const { serialNumber } = await aPass(database.db, { recipientId });
        const ticket = database.db("passes").where({ serial_number: serialNumber });
        await ticket.update({ token_key_id: "test" });
      },
      "a barcode": async (recipientId) => {
        const createdAt = new Date("2026-01-02T12:00:00Z");
        const { serialNumber } = await aPass(database.db, { recipientId, createdAt });
        const ticket = database.db("passes").where({ serial_number: serialNumber });
        await ticket.update({ token_key_id: "new" });
      },
    };
    for (const [what, need] of Object.entries(needs)) {
      it(`the old key must stay while ${what} alone needs it`, async () => {
        const { id } = await aRecipient(database.db);
        const all = "array(select serial_number from passes)";
        await database.db.raw(`select anonymise_passes(${all}, now())`);
        await reseal(await afterNewKey());
        expect(await statusOf("test")).to.include({ mayGo: true });
        await need(id);
        expect(await statusOf("test")).to.include({ mayGo: false });
      });
    }

    it("the old key can go once nothing is encrypted under it and its tickets are anonymised", async () => {
      await database.db("passes").update({ token_key_id: "test" });
      const service = await afterNewKey();
      expect(await statusOf("test")).to.deep.include({
        isCurrent: false,
        mayGo: false,
        knownTo: 1,
      });
      await reseal(service);
      const rest = await statusOf("test");
      expect(rest).to.deep.include({ values: [], links: 0, mayGo: false });
      expect(rest?.tickets).to.be.greaterThan(0);
      expect(rest?.ticketsUntil).to.be.instanceOf(Date);
      await database
        .db("passes")
        .whereNull("ended_at")
        .update({ state: "expired", ended_at: testNow });
      service.clock.set(new Date(testNow.getTime() + 61 * 86_400_000));
      await anonymiseEndedPasses(service);
      expect(await statusOf("test")).to.deep.include({ tickets: 0, mayGo: true });
      expect(await statusOf("new")).to.deep.include({ isCurrent: true, mayGo: false });
    });
  });
});

import { expect } from "chai";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { listRecipients } from "../../../src/actions/recipients/list-recipients.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import { getRecipient } from "../../../src/actions/recipients/get-recipient.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { findRecipientsByReference } from "../../../src/db/recipients/recipient-references.ts";
import { findRecipients } from "../../../src/db/recipients/recipients.ts";
import type { RecipientInput } from "../../../src/domain/recipients/recipient-input.ts";
import { reseal } from "../../../src/actions/operations/reseal.ts";
import { KeyRing } from "../../../src/key-ring.ts";
import { aMunicipality, aRecipient, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { madeUpCursors } from "../../support/made-up-cursors.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const officer: Actor = { role: "nav", id: "officer", municipalities: ["5025", "5026"] };
const elsewhere: Actor = { role: "nav", id: "other officer", municipalities: ["4601"] };

let count = 0;
const input = (overrides: Partial<RecipientInput> = {}): RecipientInput & { actor: Actor } => ({
  actor: officer,
  reference: `SAK-${++count}`,
  birthYear: 2015,
  municipality: "5025",
  language: "nb",
  phone: "400 00 001",
  delivery: "sms",
  ...overrides,
});

describe("NAV's recipients", () => {
  const database = useDatabase();
  let deps: TestDeps;

  before(async () => {
    deps = testDeps(database.db);
    for (const number of ["5025", "5026", "4601"]) await aMunicipality(database.db, number);
  });

  it("recipients are made once, however often they are saved", async () => {
    const given = input();
    const first = await upsertRecipient(deps, given);
    const again = await upsertRecipient(deps, given);
    expect(first.created).to.equal(true);
    expect(again).to.deep.equal({ ...first, created: false });
  });

  it("recipients are made once by ten requests at the same moment", async () => {
    const given = input();
    const all = await Promise.all(Array.from({ length: 10 }, () => upsertRecipient(deps, given)));
    expect(all.filter(({ created }) => created)).to.have.length(1);
    expect(new Set(all.map(({ recipient }) => recipient.id)).size).to.equal(1);
  });

  it("become what was last said of them", async () => {
    const given = input({ label: "Kari" });
    await upsertRecipient(deps, given);
    const { recipient } = await upsertRecipient(deps, {
      ...given,
      label: "Kari N.",
      birthYear: 2014,
    });
    expect(recipient).to.include({ label: "Kari N.", birthYear: 2014, phone: "+4740000001" });
  });

  it("recipients are read by nobody in the database: reference, label and contact are sealed", async () => {
    const given = input({ reference: "HEMMELIG-1", label: "Merkelapp", household: "HUSSTAND-1" });
    await upsertRecipient(deps, { ...given, email: "kari@example.no" });
    const { rows } = await database.owner.raw<{ rows: { text: string }[] }>(
      `select row_to_json(recipients)::text || encode(reference_sealed, 'escape')
         || encode(label_sealed, 'escape') || encode(contact_sealed, 'escape') as text
       from recipients union all select row_to_json(households)::text from households`,
    );
    expect(rows.length).to.be.greaterThan(1);
    for (const { text } of rows) {
      expect(text).not.to.match(/HEMMELIG|Merkelapp|HUSSTAND|40000001|example\.no/);
    }
  });

  it("keep no contact where the address is protected", async () => {
    const { recipient } = await upsertRecipient(
      deps,
      input({ protectedAddress: true, delivery: "print", email: "kari@example.no" }),
    );
    expect(recipient).not.to.have.any.keys("phone", "email");
  });

  it("recipients are refused with a national identity number anywhere", async () => {
    const refusal = await refusalOf(upsertRecipient(deps, input({ reference: "150317 10054" })));
    expect(refusal.code).to.equal("validation_failed");
    expect(refusal.errors).to.have.length(1);
    expect(refusal.errors[0]).to.include({ path: "reference", code: "national_identity_number" });
  });

  it("belong to the officer's own municipalities", async () => {
    const refusal = await refusalOf(upsertRecipient(deps, input({ municipality: "4601" })));
    expect(refusal.code).to.equal("forbidden");
  });

  it("recipients are unknown to another municipality's officer, to a provider and to the culture office", async () => {
    const { reference } = (await upsertRecipient(deps, input())).recipient;
    const asked = (actor: Actor) => refusalOf(getRecipient(deps, { actor, reference }));
    expect((await asked(elsewhere)).code).to.equal("not_found");
    expect((await asked({ role: "provider", id: "p", providerId: "p" })).code).to.equal(
      "forbidden",
    );
    const culture: Actor = { role: "culture", id: "c", municipalities: ["5025"] };
    expect((await asked(culture)).code).to.equal("forbidden");
  });

  it("recipients with the given ids are read in the given municipalities alone", async () => {
    const { recipient: own } = await upsertRecipient(deps, input());
    const { recipient: other } = await upsertRecipient(deps, input({ municipality: "5026" }));
    const found = await findRecipients(deps.db, testKeyRing, ["5025"], [own.id, other.id]);
    expect([...found.keys()]).to.deep.equal([own.id]);
  });

  it("keep their identity when they move to the neighbouring municipality", async () => {
    const given = input();
    const { recipient } = await upsertRecipient(deps, given);
    const moved = await upsertRecipient(deps, { ...given, municipality: "5026" });
    expect(moved).to.deep.include({ created: false });
    expect(moved.recipient).to.include({ id: recipient.id, municipality: "5026" });
  });

  it("share a household by its reference, and leave it when told so", async () => {
    const household = "HUS-2";
    const one = (await upsertRecipient(deps, input({ household }))).recipient;
    const two = (await upsertRecipient(deps, input({ household }))).recipient;
    expect(one.householdId).to.be.a("string").and.to.equal(two.householdId);
    const { reference } = two;
    const change = (members: object) =>
      updateRecipient(deps, { actor: officer, reference, ...members });
    expect((await change({ birthYear: 2012 })).householdId).to.equal(one.householdId);
    expect((await change({ household: null })).householdId).to.equal(undefined);
  });

  it("recipients are changed in what is named, and keep the rest", async () => {
    const { recipient } = await upsertRecipient(deps, input({ label: "Kari" }));
    const { reference } = recipient;
    const changed = await updateRecipient(deps, {
      actor: officer,
      reference,
      delivery: "email",
      email: "kari@example.no",
      phone: null,
    });
    const reached: Record<string, unknown> = {
      ...recipient,
      delivery: "email",
      email: "kari@example.no",
    };
    delete reached["phone"];
    expect(changed).to.deep.equal(reached);
    const refusal = await refusalOf(
      updateRecipient(deps, { actor: officer, reference, protectedAddress: true }),
    );
    expect(refusal.errors[0]?.path).to.equal("delivery");
  });

  describe("when two change the same one at the same moment", () => {
    const pairs = 20;

    /** How many of the pairs of changes lost one of the two. */
    async function lost(db: Pool): Promise<number> {
      const outcomes = await Promise.all(
        Array.from({ length: pairs }, async () => {
          const { reference } = (await upsertRecipient(deps, input())).recipient;
          const named = { actor: officer, reference };
          await Promise.all([
            updateRecipient(
              { ...deps, db },
              { ...named, protectedAddress: true, delivery: "print" },
            ),
            updateRecipient({ ...deps, db }, { ...named, label: "Kari" }),
          ]);
          const { label, protectedAddress } = await getRecipient(deps, named);
          return label !== "Kari" || !protectedAddress;
        }),
      );
      return outcomes.filter(Boolean).length;
    }

    it("keep both changes", async () => {
      expect(await lost(database.db)).to.equal(0);
    });

    it("concurrent changes of a recipient lose some fields when the lock is off (negative control)", async () => {
      const unguarded = connectWithoutLocks(database.url);
      try {
        expect(await lost(unguarded)).to.be.greaterThan(0);
      } finally {
        await unguarded.destroy();
      }
    });
  });

  it("recipients are not overwritten when a new one is given another's reference", async () => {
    const given = input({ protectedAddress: true, delivery: "print" });
    await upsertRecipient(deps, { ...given, mustBeNew: true });
    const refusal = await refusalOf(
      upsertRecipient(deps, { ...input(), reference: given.reference, mustBeNew: true }),
    );
    expect(refusal.code).to.equal("conflict");
    expect(await getRecipient(deps, given)).to.include({ protectedAddress: true });
    const fresh = { ...input(), mustBeNew: true };
    const both = await Promise.allSettled([
      upsertRecipient(deps, fresh),
      upsertRecipient(deps, fresh),
    ]);
    expect(both.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "rejected"]);
  });

  it("recipients are refused with every fault at once, what one member needs of another included", async () => {
    const refusal = await refusalOf(
      upsertRecipient(deps, { actor: officer, delivery: "sms", municipality: "5025" } as never),
    );
    expect(refusal.errors.map(({ path }) => path)).to.have.members([
      "reference",
      "birthYear",
      "language",
      "phone",
    ]);
    const { errors } = await refusalOf(upsertRecipient(deps, input({ phone: "12" })));
    expect(errors.map(({ path }) => path)).to.deep.equal(["phone"]);
  });

  it("recipients are listed newest first, page by page, each once", async () => {
    const actor: Actor = { role: "nav", id: "lister", municipalities: ["4601"] };
    const made: string[] = [];
    for (let i = 0; i < 7; i++) {
      const given = input({ municipality: "4601" });
      made.unshift((await upsertRecipient(deps, { ...given, actor })).recipient.id);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRecipients(deps, { actor, limit: 3, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).to.deep.equal(made);
  });

  it("recipients are not listed from a cursor that someone made up", async () => {
    for (const cursor of ["bm9uZQ", ...madeUpCursors]) {
      const refusal = await refusalOf(listRecipients(deps, { actor: officer, cursor }));
      expect(refusal.code).to.equal("validation_failed");
    }
  });

  it("recipients are found by reference under an old key, and move to the new one when saved", async () => {
    const given = input({ phone: "400 00 009" });
    const { id } = (await upsertRecipient(deps, given)).recipient;
    const newKey = { id: "new", secret: Buffer.alloc(32, 9) };
    const both = new KeyRing([newKey, { id: "test", secret: Buffer.alloc(32, 7) }]);
    const again = await upsertRecipient({ ...deps, keyRing: both }, given);
    expect(again.created).to.equal(false);
    expect(again.recipient.id).to.equal(id);
    await reseal({ db: database.db, keyRing: both });
    const newAlone = { ...deps, keyRing: new KeyRing([newKey]) };
    const shown = await getRecipient(newAlone, { actor: officer, reference: given.reference });
    expect(shown).to.deep.equal(again.recipient);
    const back = new KeyRing([{ id: "test", secret: Buffer.alloc(32, 7) }, newKey]);
    await reseal({ db: database.db, keyRing: back });
  });

  it("recipients are found by the hundred in one statement", async () => {
    const references = ["A-1", "A-2", "A-3"];
    for (const reference of references) await aRecipient(database.db, { reference });
    const asked = [...references, "A-1", ...Array.from({ length: 300 }, (_, i) => `UKJENT-${i}`)];
    const found = await findRecipientsByReference(database.db, testKeyRing, ["5025"], asked);
    expect([...found.keys()].sort()).to.deep.equal(references);
    expect(found.get("A-1")).to.have.length(1);
    expect(found.get("A-1")?.[0]).to.include({ municipality: "5025", birthYear: 2017 });
  });

  it("recipients are not guessed at when two municipalities know the same reference", async () => {
    await aRecipient(database.db, { reference: "TO" });
    await aRecipient(database.db, { reference: "TO", municipality: "5026" });
    const refusal = await refusalOf(getRecipient(deps, { actor: officer, reference: "TO" }));
    expect(refusal.code).to.equal("conflict");
    const one: Actor = { role: "nav", id: "one", municipalities: ["5026"] };
    expect(await getRecipient(deps, { actor: one, reference: "TO" })).to.include({
      municipality: "5026",
    });
  });
});

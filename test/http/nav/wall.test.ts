import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import { getAllocationDetails } from "../../../src/actions/allocations/get-allocation-details.ts";
import { listAllocations } from "../../../src/actions/allocations/list-allocations.ts";
import { revokeAllocation } from "../../../src/actions/allocations/revoke-allocation.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { connect } from "../../../src/db/connect.ts";
import { ensureClaimLink } from "../../../src/db/recipients/claim-links.ts";
import { runBehindWall } from "../../../src/db/wall.ts";
import { apiClient } from "../../support/api-client.ts";
import {
  aMunicipality,
  anAllocation,
  anOffer,
  aPass,
  aRecipient,
  testKeyRing,
  testNow,
  type BuiltPass,
} from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

const walled = [
  ...["allocations", "claim_links", "draw_children", "draws", "households", "messages", "passes"],
  ...[
    "past_ticket_counts",
    "provider_codes",
    "recipient_import_headings",
    "recipient_imports",
    ...["recipient_list_members", "recipient_lists"],
    "recipients",
    ...["waiting_places", "webhook_deliveries", "webhooks"],
  ],
];

/** No officer of NAV sees a row of them: they are the culture office's. */
const hidden = ["culture_contacts", "payment_sheets"];

/** The service may not delete from them at all. */
const undeletable = new Set(["draws", "recipient_import_headings"]);
/** The service may not change them at all. */
const unchangeable = new Set(["draw_children", "past_ticket_counts", "recipient_list_members"]);

describe("the wall between municipalities in the database", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025"]);
  const own: Record<string, string> = {};
  const other: Record<string, string> = {};

  /** One row in each table, by the table's name. */
  async function rowsOf(municipality: string): Promise<Record<string, string>> {
    const { db } = database;
    await aMunicipality(db, municipality);
    const [household] = await db("households")
      .insert({ municipality_number: municipality, reference_lookup: Buffer.from(municipality) })
      .returning<{ id: string }[]>("id");
    const { id: recipients } = await aRecipient(db, { municipality });
    await db("recipients").where({ id: recipients }).update({ household_id: household?.id });
    await db.transaction((trx) => ensureClaimLink(trx, testKeyRing, recipients));
    const [message] = await db("messages")
      .insert({ recipient_id: recipients, channel: "sms" })
      .returning<{ id: string }[]>("id");
    const place = { municipality_number: municipality };
    const [recipient_imports, recipient_import_headings] = [randomUUID(), randomUUID()];
    await db("recipient_imports").insert({
      ...{ ...place, id: recipient_imports, created_by: "test", columns: "{}" },
      ...{ created_count: 0, expires_at: testNow },
    });
    await db("recipient_import_headings").insert({
      ...{ ...place, id: recipient_import_headings, headings_sealed: Buffer.from("") },
    });
    const allocations = await anAllocation(db, { municipalities: [municipality] });
    const pass = await aPass(db, { recipientId: recipients, allocationId: allocations });
    const provider_codes = await aCodeOn(pass);
    const draws = randomUUID();
    await db("draws").insert({
      ...{ ...place, id: draws, offer_id: pass.offerId, commitment: Buffer.alloc(32) },
      ...{ created_by: "test", created_at: testNow },
    });
    await db("draw_children").insert({
      ...{ draw_id: draws, row_id: "0".repeat(64), recipient_id: recipients },
    });
    await database.owner("past_ticket_counts").insert({
      ...{ recipient_id: recipients, month: "2026-11-01", tickets: 1 },
    });
    const waiting = { offer_id: pass.offerId, recipient_id: recipients, entered_at: testNow };
    await db("waiting_places").insert(waiting);
    const recipient_lists = randomUUID();
    await db("recipient_lists").insert({
      ...{ ...place, id: recipient_lists, name_sealed: Buffer.from(""), used_in: "2026-11-01" },
    });
    await db("recipient_list_members").insert({
      list_id: recipient_lists,
      recipient_id: recipients,
    });
    const webhooks = randomUUID();
    await db("webhooks").insert({
      ...{ ...place, id: webhooks, url: "https://example.no", secret_sealed: Buffer.from("") },
      events: ["ticket.returned"],
    });
    const [delivery] = await db("webhook_deliveries")
      .insert({ webhook_id: webhooks, event: "ticket.returned", serial_number: pass.serialNumber })
      .returning<{ id: string }[]>("id");
    const link = await db("claim_links")
      .where({ recipient_id: recipients })
      .first<{ id: string }>();
    return {
      ...{ recipients, allocations, passes: pass.serialNumber, claim_links: link.id },
      ...{ households: household?.id ?? "", messages: message?.id ?? "" },
      ...{ recipient_imports, recipient_import_headings, provider_codes },
      ...{ draws, draw_children: draws, past_ticket_counts: recipients },
      ...{
        waiting_places: recipients,
        recipient_lists,
        recipient_list_members: recipients,
        webhooks,
        webhook_deliveries: delivery?.id ?? "",
      },
    };
  }

  /** A code of the provider's own, bound to the ticket. */
  async function aCodeOn({ serialNumber, offerId }: BuiltPass): Promise<string> {
    const { db } = database;
    const offer = await db("offers").where({ id: offerId }).first<{ provider_id: string }>();
    const [batch] = await db("code_batches")
      .insert({ offer_id: offerId, name: "test", created_at: testNow })
      .returning<{ id: string }[]>("id");
    const id = randomUUID();
    await db("provider_codes").insert({
      ...{ id, provider_id: offer.provider_id, offer_id: offerId, batch_id: batch?.id },
      ...{ code_hash: Buffer.from(id), code_sealed: Buffer.from(id) },
      ...{ state: "reserved", serial_number: serialNumber },
    });
    return id;
  }

  before(async () => {
    Object.assign(own, await rowsOf("5025"));
    Object.assign(other, await rowsOf("5026"));
  });

  const keys: Record<string, string> = {
    ...{ passes: "serial_number", draw_children: "draw_id", past_ticket_counts: "recipient_id" },
    ...{ waiting_places: "recipient_id", recipient_list_members: "recipient_id" },
  };
  const keyOf = (table: string) => keys[table] ?? "id";
  const seen = (table: string) => database.db(table).pluck<string[]>(keyOf(table));

  for (const table of walled) {
    it(`the wall shows an officer the own rows of ${table}, whatever the statement asks for`, async () => {
      expect(await runBehindWall(["5025"], () => seen(table))).to.deep.equal([own[table]]);
      const both = await runBehindWall(["5026", "5025"], () => seen(table));
      expect(both).to.have.members([own[table], other[table]]);
    });

    it(`all rows of ${table} are seen where the wall is not (negative control)`, async () => {
      expect(await seen(table)).to.have.members([own[table], other[table]]);
    });

    it(`the wall shows no row of ${table} to the officers' role without municipalities`, async () => {
      expect(await runBehindWall([], () => seen(table))).to.deep.equal([]);
      await database.db.transaction(async (trx) => {
        await trx.raw("set local role join_officer");
        expect(await trx(table).pluck(keyOf(table))).to.deep.equal([]);
      });
    });
  }

  /** A row of them is about no child, or is the municipality's. */
  const ofNoChild = [
    ...["draws", "households", "recipient_import_headings", "recipient_imports", "recipient_lists"],
    "webhooks",
  ];
  it("an officer without the role sees no row that leads to a protected child, and with it each", async () => {
    const { db } = database;
    const restrict = (restricted: boolean) =>
      db("recipients").where({ id: own["recipients"] }).update({ restricted });
    await restrict(true);
    try {
      for (const table of walled) {
        const rows = await runBehindWall(["5025"], () => seen(table));
        const isOpen = ofNoChild.includes(table) || table === "webhook_deliveries";
        expect(rows, table).to.deep.equal(isOpen ? [own[table]] : []);
        const elsewhere = await runBehindWall(["5025"], () => seen(table), ["5026"]);
        expect(elsewhere, table).to.deep.equal(rows);
        const all = await runBehindWall(["5025"], () => seen(table), ["5025"]);
        expect(all, table).to.deep.equal([own[table]]);
        const stranger = await runBehindWall(["5026"], () => seen(table), ["5025", "5026"]);
        expect(stranger, table).to.deep.equal([other[table]]);
      }
      const children = walled.filter((table) => !ofNoChild.includes(table));
      await runBehindWall(["5025"], async () => {
        for (const table of children.filter((each) => each !== "webhook_deliveries")) {
          if (undeletable.has(table)) continue;
          expect(await db(table).delete(), table).to.equal(0);
        }
        const row = db("recipients").where({ id: own["recipients"] });
        expect(await row.update({ restricted: false })).to.equal(0);
        await db.raw("select set_restricted(array[?]::uuid[], array[false])", [
          own["recipients"] ?? "",
        ]);
      });
      expect(await db("recipients").where({ restricted: true }).pluck("id")).to.deep.equal([
        own["recipients"],
      ]);
    } finally {
      await restrict(false);
    }
  });

  it("the wall lets an officer change and take away nothing of another municipality", async () => {
    const { db } = database;
    await runBehindWall(["5025"], async () => {
      for (const table of walled) {
        const row = () => db(table).where({ [keyOf(table)]: other[table] });
        if (!unchangeable.has(table)) {
          expect(await row().update({ [keyOf(table)]: other[table] })).to.equal(0);
        }
        if (undeletable.has(table)) continue;
        expect(await row().delete()).to.equal(0);
      }
      for (const writing of [
        db("claim_links")
          .where({ id: own["claim_links"] })
          .update({ recipient_id: other["recipients"] }),
        db("recipients").where({ id: own["recipients"] }).update({ municipality_number: "5026" }),
        db("messages").insert({ recipient_id: other["recipients"], channel: "sms" }),
      ]) {
        const refusal: unknown = await writing.then(undefined, (error: unknown) => error);
        expect(refusal).to.have.property("code", "42501");
      }
    });
  });

  it("the wall stands in transactions and savepoints, and leaves the connection as it was", async () => {
    const pool = connect(database.url, { max: 1 });
    const municipalitiesOf = (db: typeof pool) =>
      db("recipients").pluck<string[]>("municipality_number");
    try {
      await runBehindWall(["5026"], () =>
        pool.transaction((trx) =>
          trx.transaction(async (inner) => {
            expect(await inner("recipients").pluck("municipality_number")).to.deep.equal(["5026"]);
          }),
        ),
      );
      expect(await municipalitiesOf(pool)).to.have.members(["5025", "5026"]);
      const failed: unknown = await runBehindWall(["5026"], () => pool.raw("select 1 / 0")).then(
        undefined,
        (error: unknown) => error,
      );
      expect(failed).to.have.property("code", "22012");
      expect(await municipalitiesOf(pool)).to.have.members(["5025", "5026"]);
    } finally {
      await pool.destroy();
    }
  });

  it("the wall stands around the pages and endpoints of NAV alone", async () => {
    const municipalities = ["5025"];
    const named = { name: "test", municipalities } as const;
    const { key } = await createApiKey(pages.deps, { ...named, role: "nav" });
    const api = apiClient(pages, key);
    const statuses = async () => [
      (await pages.get(`/nav/recipients/${own["recipients"]}`)).status,
      (await api.get(`/api/v1/recipients/${own["recipients"]}`)).status,
      (await api.get(`/api/v1/passes/${own["passes"]}`)).status,
    ];
    expect(await statuses()).to.deep.equal([200, 200, 200]);
    const condition = `municipality_number = any (officer_municipalities())
      and (restricted is not true or municipality_number = any (officer_protected()))`;
    const { owner } = database;
    await owner.raw("alter policy officer on recipients using (false)");
    try {
      expect(await statuses()).to.deep.equal([404, 404, 404]);
      expect(await seen("recipients")).to.have.length(2);
    } finally {
      await owner.raw(`alter policy officer on recipients using (${condition})`);
    }
  });

  it("the wall stands around every table that names a recipient or a municipality, but for those of offers and providers", async () => {
    const { rows } = await database.owner.raw<{ rows: { name: string; walled: boolean }[] }>(`
      select distinct relname as name, relrowsecurity as walled
      from pg_class join pg_attribute on attrelid = pg_class.oid
      where relnamespace = 'public'::regnamespace and relkind = 'r'
        and attname in ('recipient_id', 'municipality_number', 'allocation_id')
      order by 1`);
    const named = (wanted: boolean) => rows.filter((row) => row.walled === wanted);
    const own = walled.filter((table) => table !== "allocations");
    expect(named(true).map(({ name }) => name)).to.deep.equal([...own, ...hidden].sort());
    const policies = database.owner("pg_policies").whereIn("tablename", hidden);
    expect(await policies.pluck("policyname")).to.deep.equal(hidden.map(() => "service"));
    expect(named(false).map(({ name }) => name)).to.deep.equal([
      ...["allocation_counts", "offer_municipalities", "providers"],
      ...["redemptions", "settlement_attestations", "settlement_statement_lines"],
    ]);
  });

  it("the officers' role may do what the service's own may, and nothing else", async () => {
    const granted = async (role: string) => {
      const { rows } = await database.owner.raw<{ rows: object[] }>(`
        select relation.relname as name, privilege_type as privilege
        from pg_class as relation, aclexplode(relation.relacl)
        where relation.relnamespace = 'public'::regnamespace and grantee = '${role}'::regrole
        union all
        select function.proname, privilege_type
        from pg_proc as function, aclexplode(function.proacl)
        where function.pronamespace = 'public'::regnamespace and grantee = '${role}'::regrole
        order by 1, 2`);
      return rows;
    };
    const officer = await granted("join_officer");
    expect(officer).to.deep.equal(await granted("join_api"));
    expect(officer.length).to.be.greaterThan(100);
  });

  describe("an allocation of two municipalities together", () => {
    const officerOf = (...municipalities: string[]): Actor => ({
      ...{ role: "nav", id: "nora", municipalities },
    });
    let allocationId: string;

    /** What the officer sees, with the wall around it as around a request. */
    const partOf = (...municipalities: string[]) =>
      runBehindWall(municipalities, async () => {
        const actor = officerOf(...municipalities);
        const { allocated, refused, progress, lines, refusals } = await getAllocationDetails(
          pages.deps,
          { actor, allocationId },
        );
        const listed = (await listAllocations(pages.deps, { actor })).items.find(
          ({ id }) => id === allocationId,
        );
        expect(listed).to.include({ allocated, refused });
        const { pending, revoked } = progress;
        const shown = { lines: lines.length, refusals: refusals.length };
        return { allocated, refused, pending, revoked, ...shown };
      });

    beforeEach(async () => {
      const { db } = database;
      const offer = await anOffer(db, { municipalities: ["5025", "5026"], perRecipient: 2 });
      const [here, there] = [await aRecipient(db), await aRecipient(db, { municipality: "5026" })];
      const outcome = await allocate(pages.deps, {
        actor: officerOf("5025", "5026"),
        items: [
          { recipientId: here.id, offerId: offer.id, count: 2 },
          { recipientId: there.id, offerId: offer.id },
          { recipientId: there.id, offerId: offer.id, count: 3 },
        ],
        mode: "possible",
      });
      allocationId = "id" in outcome ? outcome.id : "";
    });

    it("a joint allocation shows each officer the own part, and an officer of both all of it", async () => {
      const none = { revoked: 0 };
      expect(await partOf("5025")).to.deep.equal({
        ...{ allocated: 2, refused: 0, pending: 2, ...none, lines: 1, refusals: 0 },
      });
      expect(await partOf("5026")).to.deep.equal({
        ...{ allocated: 1, refused: 3, pending: 1, ...none, lines: 1, refusals: 1 },
      });
      expect(await partOf("5026", "5025")).to.deep.equal({
        ...{ allocated: 3, refused: 3, pending: 3, ...none, lines: 2, refusals: 1 },
      });
    });

    it("a joint allocation is revoked by an officer of one municipality in the own part alone", async () => {
      const { revoked } = await runBehindWall(["5025"], () =>
        revokeAllocation(pages.deps, { actor: officerOf("5025"), allocationId, reason: "Feil" }),
      );
      expect(revoked).to.equal(2);
      expect(await partOf("5025")).to.include({ pending: 0, revoked: 2 });
      expect(await partOf("5026")).to.include({ pending: 1, revoked: 0 });
    });
  });

  it("an officer removes a recipient whose household has a member in another municipality", async () => {
    const { db } = database;
    const householdId = own["households"];
    const moved = await aRecipient(db, { municipality: "5026" });
    await db("recipients").where({ id: moved.id }).update({ household_id: householdId });
    const leaving = await aRecipient(db);
    await db("recipients").where({ id: leaving.id }).update({ household_id: householdId });
    const { key } = await createApiKey(pages.deps, {
      ...{ role: "nav", name: "test", municipalities: ["5025"] },
    });
    const place = `/api/v1/recipients/${leaving.id}`;
    expect((await apiClient(pages, key).delete(place)).status).to.equal(204);
    expect(await db("households").where({ id: householdId })).to.have.length(1);
  });
});

import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { recordGoogleEvent } from "../../../src/actions/google/record-google-event.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { createFetchRecorder } from "../../../src/actions/passes/record-fetch.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { createRecipientList } from "../../../src/actions/lists/create-recipient-list.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { ensureClaimLink } from "../../../src/db/recipients/claim-links.ts";
import { dayInOslo, monthInOslo } from "../../../src/domain/period.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { apiClient } from "../../support/api-client.ts";
import {
  anAllocation,
  anOffer,
  aPass,
  aRecipient,
  testKeyRing,
  testNow,
} from "../../support/builders.ts";
import { readDataMap } from "../../support/data-map.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";
import { aPhone } from "../../support/registered-phone.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";

const nora: Actor = { role: "nav", id: "nora", municipalities: ["5025"] };
const noon = (day: number) => new Date(testNow.getTime() + day * 3_600_000);

/** All values of an answer as text; a moment as ISO 8601 in UTC. */
function leavesOf(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (value instanceof Date) return [value.toISOString()];
  if (typeof value === "object") return Object.values(value).flatMap(leavesOf);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return [/^\d{4}-\d\d-\d\dT/.test(text) ? new Date(text).toISOString() : text];
}

describe("what is stored about a recipient", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025"]);
  let recipientId: string;
  let claimPath: string;

  /** A row that belongs to the child in every table that an export tells of. */
  before(async () => {
    const { db, owner } = database;
    const { deps } = pages;
    const child = { label: "Den eldste", email: "verge@example.no", reference: "SAK-ART-15" };
    ({ id: recipientId } = await aRecipient(db, child));
    const [household] = await db("households")
      .insert({ municipality_number: "5025", reference_lookup: Buffer.from("household") })
      .returning<{ id: string }[]>("id");
    await db("recipients").where({ id: recipientId }).update({ household_id: household?.id });
    const { token } = await db.transaction((trx) => ensureClaimLink(trx, testKeyRing, recipientId));
    claimPath = `/t/${token}`;
    const offer = await anOffer(db, { uses: 3, title: { nb: "Slalåm" } });
    const allocationId = await anAllocation(db);
    const refused = [
      { recipientId, offerId: offer.id, reason: "outside_age" },
      { recipientId: randomUUID(), offerId: offer.id, reason: "sold_out" },
    ];
    await db("allocations")
      .where({ id: allocationId })
      .update({ refusals: JSON.stringify(refused), refused: 2 });
    const ticket = { offer, recipientId, allocationId, claimUntil: noon(90), fetchedAt: noon(2) };
    const { serialNumber } = await aPass(db, { ...ticket, createdAt: noon(1) });
    await notifyRecipient(deps, { recipientId });
    await useOnce(serialNumber, offer);
    await aPhone(db, [serialNumber], { at: noon(3) });
    await createFetchRecorder(deps)({ serialNumber, version: 2 });
    const saved = { serialNumber, type: "save" as const, nonce: randomUUID(), expiresAt: noon(9) };
    const callbacks = { read: () => Promise.resolve({ event: saved }) };
    await recordGoogleEvent(deps, { callbacks, body: "" });
    await db("google_notices").insert({ id: serialNumber, version: 1, at: noon(4) });
    const actor = nora;
    await revokePass(deps, { actor, serialNumber, reason: "Flyttet til en annen kommune" });
    const ofTicket = { serial_number: serialNumber };
    await db("passes")
      .where(ofTicket)
      .update({ handed_out_at: noon(8) });
    await insertRest(offer, serialNumber);
    const told = await db("messages").first<{ id: string }>("id");
    const reminder = { kind: "asked", message_id: told.id, created_at: noon(9) };
    await db("reminders").insert({ ...ofTicket, ...reminder });
    await db("waiting_places").insert({
      ...{ offer_id: offer.id, recipient_id: recipientId, entered_at: noon(7), declined: true },
      allocation_id: allocationId,
    });
    const id = randomUUID();
    await createRecipientList(deps, {
      ...{ actor: nora, id, municipality: "5025", name: "Vinterferie" },
      named: [{ recipientId, path: "" }],
    });
    await owner("past_ticket_counts").insert({
      ...{ recipient_id: recipientId, month: "2026-11-01", tickets: 7 },
    });
  });

  async function useOnce(serialNumber: string, offer: Offer): Promise<void> {
    const door = await aDoor(database.db, offer.providerId);
    const scan = aScan(door, barcodeOf(serialNumber, offer));
    expect((await redeem(pages.deps, scan)).accepted).to.equal(true);
    const { id } = await database.db("redemptions").first<{ id: string }>("id");
    await database.db("redemption_undos").insert({ redemption_id: id, undone_at: noon(5) });
    await database.db("extra_admissions").insert({ redemption_id: id, reason: "used_up" });
    await database.db("reentries").insert({ redemption_id: id });
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .update({ lasts_until: noon(8) });
  }

  /** Rows that the service writes elsewhere: a code, a webhook, a draw. */
  async function insertRest({ id: offerId, providerId }: Offer, serialNumber: string) {
    const { db } = database;
    const [batch] = await db("code_batches")
      .insert({ offer_id: offerId, name: "test", created_at: testNow })
      .returning<{ id: string }[]>("id");
    await db("provider_codes").insert({
      ...{ provider_id: providerId, offer_id: offerId, batch_id: batch?.id, id: randomUUID() },
      ...{ code_hash: Buffer.from("hash"), code_sealed: Buffer.from("sealed") },
      ...{ state: "reserved", serial_number: serialNumber, expires_at: noon(50) },
    });
    const [webhook] = await db("webhooks")
      .insert({
        ...{ provider_id: providerId, url: "https://example.no", events: ["ticket.used"] },
        ...{ secret_sealed: Buffer.from("sealed"), public_key: "key" },
      })
      .returning<{ id: string }[]>("id");
    const known = await db("passes").where({ serial_number: serialNumber }).first<{ id: string }>();
    await db("webhook_deliveries").insert({
      ...{ webhook_id: webhook?.id, event: "ticket.used", offer_id: offerId },
      ticket_id: (known as unknown as { provider_ticket_id: string }).provider_ticket_id,
    });
    const [drawId, rowId] = [randomUUID(), "a".repeat(64)];
    const commitment = Buffer.alloc(32);
    await db("draws").insert({
      ...{ id: drawId, municipality_number: "5025", offer_id: offerId, commitment },
      ...{ created_by: "test", created_at: noon(6) },
    });
    const list = { rows: [{ id: rowId, values: { fewest_tickets: 17 } }, { id: "b".repeat(64) }] };
    await db("draws")
      .where({ id: drawId })
      .update({ list: JSON.stringify(list), list_hash: commitment });
    await db("draw_children").insert({
      ...{ draw_id: drawId, row_id: rowId, recipient_id: recipientId },
    });
  }

  const ofTickets = "serial_number in (select serial_number from passes where recipient_id = :id)";
  const ofScans = `redemption_id in (select id from redemptions where ${ofTickets})`;
  /** How a row belongs to the child. */
  const links: Record<string, string> = {
    recipients: "id = :id",
    households: "id in (select household_id from recipients where id = :id)",
    allocations: "refusals::text like '%' || :id || '%'",
    recipient_lists: "id in (select list_id from recipient_list_members where recipient_id = :id)",
    draws: "id in (select draw_id from draw_children where recipient_id = :id)",
    extra_admissions: ofScans,
    redemption_undos: ofScans,
    google_notices: `id in (select serial_number from passes where recipient_id = :id)`,
    webhook_deliveries:
      "ticket_id in (select provider_ticket_id from passes where recipient_id = :id)",
    audit_events: `subject = :id or subject in (
      select serial_number from passes where recipient_id = :id)`,
    ...Object.fromEntries(
      [
        ...["claim_links", "messages", "passes"],
        ...["draw_children", "past_ticket_counts", "waiting_places"],
        ...["recipient_list_members"],
      ].map((table) => [table, "recipient_id = :id"]),
    ),
  };

  /** The values of a column as an export says them. */
  function saidAs(table: string, column: string, row: Record<string, unknown>): string[] {
    const value = row[column];
    const name = `${table}.${column}`;
    if (column.endsWith("_sealed") && value !== null) {
      const place = { column: name, row: String(row["id"]) } as Parameters<
        typeof testKeyRing.decrypt
      >[0];
      const text = testKeyRing.decrypt(place, value as Buffer);
      if (name === "recipients.protected_address_sealed") return [String(text === "1")];
      return text.startsWith("{") ? leavesOf(JSON.parse(text)) : [text];
    }
    if (name === "past_ticket_counts.month") return ["2026-11"];
    if (name === "recipient_lists.used_in") return [monthInOslo(value as Date)];
    if (name === "recipients.in_use_on") return [dayInOslo(value as Date)];
    if (name === "allocations.refusals") return ["outside_age"];
    if (name === "draws.list") return ["a".repeat(64), "17"];
    return leavesOf(value);
  }

  async function expectTold(part: "nav" | "family", answer: unknown): Promise<void> {
    const told = new Set(leavesOf(answer));
    let seen = 0;
    for (const { table, ...parts } of (await readDataMap()).tables) {
      if (parts[part].length === 0) continue;
      const where = links[table] ?? ofTickets;
      const { rows } = await database.owner.raw<{ rows: Record<string, unknown>[] }>(
        `select * from ${table} where ${where}`,
        { id: recipientId },
      );
      expect(rows.length, table).to.be.above(0);
      for (const column of parts[part]) {
        for (const value of rows.flatMap((row) => saidAs(table, column, row))) {
          expect(told.has(value), `${table}.${column}: ${value}`).to.equal(true);
          seen += 1;
        }
      }
    }
    expect(seen).to.be.above(20);
  }

  const asNav = async (municipality: string) => {
    const owner = { role: "nav" as const, municipalities: [municipality], name: "test" };
    return apiClient(pages, (await createApiKey(pages.deps, owner)).key);
  };

  it("NAV's export holds every value that the data map says it tells", async () => {
    const { status, body } = await (
      await asNav("5025")
    ).get("/api/v1/recipients/SAK-ART-15/export");
    expect(status).to.equal(200);
    await expectTold("nav", body);
    const page = await pages.get(`/nav/recipients/${recipientId}/export.json`);
    const { exportedAt, recipient, tickets } = (await page.json()) as Record<string, unknown>;
    expect({ exportedAt, recipient, tickets }).to.deep.equal({
      ...{ exportedAt: body["exportedAt"], recipient: body["recipient"] },
      tickets: body["tickets"],
    });
  });

  it("the family's file holds every value that the data map says it tells, and nothing of NAV's record", async () => {
    const answer = await fetch(`${pages.url}${claimPath}/data.json`);
    const text = await answer.text();
    await expectTold("family", JSON.parse(text));
    expect(text).not.to.match(/SAK-ART-15|Den eldste|verge@example|outside_age|Flyttet/);
  });

  it("the family's page tells when a ticket was used, and leads to the file", async () => {
    const tickets = await (await fetch(`${pages.url}${claimPath}`)).text();
    expect(tickets).to.contain(`${claimPath}/data?lang=nb`);
    const page = await (await fetch(`${pages.url}${claimPath}/data?lang=nb`)).text();
    for (const text of ["Slalåm", "På en iPhone siden", "Lagt i Google Wallet", "angret"]) {
      expect(page).to.contain(text);
    }
    expect(page).to.contain(`href="${claimPath}/data.json"`);
    expect((await fetch(`${pages.url}/t/unknown/data`)).status).to.equal(404);
    expect((await fetch(`${pages.url}/t/unknown/data.json`)).status).to.equal(404);
  });

  it("NAV's export is read on paper, without a word of use", async () => {
    const answer = await pages.get(`/nav/recipients/${recipientId}/export.pdf`);
    expect(answer.headers.get("content-type")).to.equal("application/pdf");
    const input = Buffer.from(await answer.arrayBuffer());
    const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input, encoding: "utf8" });
    for (const said of ["SAK-ART-15", "Den eldste", "Slalåm", "Flyttet til en annen kommune"]) {
      expect(text).to.contain(said);
    }
    expect(text).not.to.match(/2 av 3|innløst|sluppet inn/i);
  });

  it("each export is audited, and another municipality's officer finds no such recipient", async () => {
    const audited = () =>
      database.db("audit_events").where({ action: "recipient.exported", subject: recipientId });
    const before = (await audited()).length;
    const path = `/api/v1/recipients/${recipientId}/export`;
    expect((await (await asNav("5025")).get(path)).status).to.equal(200);
    expect((await (await asNav("5026")).get(path)).status).to.equal(404);
    expect(await audited()).to.have.length(before + 1);
  });

  it("an officer is told what ends before a recipient is removed, and then it is removed", async () => {
    const { id } = await aRecipient(database.db, { reference: "SAK-ART-17" });
    const { serialNumber } = await aPass(database.db, { recipientId: id });
    const recipientPage = await (await pages.get(`/nav/recipients/${id}`)).text();
    expect(recipientPage).to.contain(`/nav/recipients/${id}/remove`);
    const question = await (await pages.get(`/nav/recipients/${id}/remove`)).text();
    expect(question).to.contain("1 gyldig billett trekkes tilbake").and.to.contain("SAK-ART-17");
    const unsaid = await pages.post(`/nav/recipients/${id}/remove`);
    expect(unsaid.status).to.equal(400);
    expect(await unsaid.text()).to.contain("Velg en grunn.");
    const reasonCode = "family_asked";
    const answer = await pages.post(`/nav/recipients/${id}/remove`, { reasonCode });
    expect(answer.headers.get("location")).to.equal("/nav/recipients?notice=removed");
    expect(await (await pages.get("/nav/recipients?notice=removed")).text()).to.contain(
      "Mottakeren er slettet.",
    );
    expect((await pages.get(`/nav/recipients/${id}`)).status).to.equal(404);
    const removal = { action: "recipient.removed", subject: id };
    const event: unknown = await database.db("audit_events").where(removal).first();
    expect(event).to.have.nested.property("detail.reasonCode", reasonCode);
    const left = { serial_number: serialNumber, state: "revoked", recipient_id: null };
    expect(await database.db("passes").where(left)).to.have.length(1);
  });
});

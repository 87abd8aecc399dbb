import { expect } from "chai";
import { stateSettlements } from "../../src/actions/statistics/state-settlements.ts";
import type { PayingMunicipality } from "../../src/actions/statistics/list-payable-settlements.ts";
import { createApiKey } from "../../src/actions/integrations/create-api-key.ts";
import { apiClient } from "../support/api-client.ts";
import { apiWorld } from "../support/api-world.ts";
import { aMunicipality, aRecipient } from "../support/builders.ts";
import { useDatabase } from "../support/database.ts";
import { aDoor, aUse } from "../support/scans.ts";
import { useServer } from "../support/server.ts";
import { findOffer } from "../../src/db/offers/offers.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";

const months = Array.from(
  { length: 12 },
  (_, index) => `2027-${String(index + 1).padStart(2, "0")}`,
);
const later = (month: string) =>
  month === "2027-12" ? "2028-01" : `2027-${String(Number(month.slice(5)) + 1).padStart(2, "0")}`;

describe("a year of two municipalities", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const server = useServer(database);

  /** What the uses of a municipality's children are worth, read from the ledger of redemptions. */
  async function ledger(municipality: string) {
    const { rows } = await database.owner.raw<{
      rows: { uses: number; admissions: number; ore: string }[];
    }>(
      `select count(*)::int as uses, sum(redemptions.admitted)::int as admissions,
         sum(redemptions.admitted * offers.refund_per_admission_ore) as ore
       from redemptions join offers on offers.id = redemptions.offer_id
       join passes on passes.serial_number = redemptions.serial_number
       join recipients on recipients.id = passes.recipient_id
       where redemptions.accepted and recipients.municipality_number = ?`,
      [municipality],
    );
    const { uses = 0, admissions = 0, ore = "0" } = rows[0] ?? {};
    return { uses, admissions, ore: Number(ore) };
  }

  it("offers are approved, changed and cancelled, months stated, attested and exported, and the sums are the ledger's", async () => {
    const { db, owner } = database;
    await aMunicipality(db, "5026");
    // Keys are valid for a year.
    server.deps.clock.set(new Date("2027-01-01T10:00:00Z"));
    const { provider, providerId, offerBody } = await apiWorld(server);
    const office = async (...municipalities: string[]) =>
      apiClient(
        server,
        (await createApiKey(server.deps, { role: "culture", municipalities, name: "office" })).key,
      );
    const [both, treasurer] = [await office("5025", "5026"), await office("5025", "5026")];
    const accounted = await treasurer.patch(`/api/v1/providers/${providerId}`, {
      accountNumber: "86011117947",
      vatPercent: 12,
    });
    expect(accounted.status).to.equal(200);

    const offers: Offer[] = [];
    for (const [index, category] of ["ski", "cinema", "swimming", "museum", "club"].entries()) {
      const draft = await provider.post("/api/v1/offers", {
        ...offerBody,
        category,
        quota: 60,
        municipalities: ["5025", "5026"],
        validFrom: "2027-01-01",
        validUntil: "2027-12-31",
        refundPerAdmissionOre: 5_000 + 1_000 * index,
      });
      const id = String(draft.body["id"]);
      expect((await provider.post(`/api/v1/offers/${id}/submit`)).status).to.equal(200);
      expect((await both.post(`/api/v1/offers/${id}/approve`)).status).to.equal(200);
      offers.push((await findOffer(db, id)) as Offer);
    }
    const [first, second, third] = offers;
    const door = await aDoor(db, providerId);

    let paid = 0;
    const files: string[] = [];
    for (const [index, month] of months.entries()) {
      server.deps.clock.set(new Date(`${month}-10T10:00:00Z`));
      if (month === "2027-03") {
        const changed = await provider.patch(`/api/v1/offers/${first?.id ?? ""}`, { quota: 55 });
        expect(changed.status).to.equal(200);
      }
      if (month === "2027-06") {
        expect((await provider.post(`/api/v1/offers/${second?.id ?? ""}/cancel`)).status).to.equal(
          200,
        );
        const stopped = await both.post(`/api/v1/offers/${third?.id ?? ""}/close`, {
          reason: "Pengene er brukt.",
        });
        expect(stopped.body).to.include({ state: "closed" });
      }
      const running = offers.filter((_, place) => month < "2027-06" || place !== 1);
      for (const [place, offer] of running.entries()) {
        for (let each = 0; each < 1 + ((index + place) % 3); each++) {
          const municipality = (index + place + each) % 4 === 0 ? "5026" : "5025";
          const { id: recipientId } = await aRecipient(db, { municipality });
          const scannedAt = new Date(`${month}-12T12:00:00Z`);
          await aUse(owner, { offer, door, recipientId, scannedAt, admitted: 1 + (each % 2) });
        }
      }
      server.deps.clock.set(new Date(`${later(month)}-01T09:00:00Z`));
      await stateSettlements(server.deps);
      const path = `/api/v1/settlements/${month}`;
      expect((await treasurer.post(`${path}/attest`)).body["code"]).to.equal("illegal_state");
      const attested = await both.post(`${path}/attest`);
      expect(attested.status).to.equal(200);
      const payers = attested.body["municipalities"] as PayingMunicipality[];
      expect(
        payers.flatMap(({ items }) => items).every(({ attestedAt }) => attestedAt !== null),
      ).to.equal(true);
      paid += payers.reduce((sum, { refundOre }) => sum + (refundOre ?? 0), 0);
      files.push((await both.get(path, undefined, { Accept: "text/csv" })).text);
      // A scan without coverage that comes after the month was attested.
      if (month === "2027-04" && first) {
        const { id: recipientId } = await aRecipient(db, { municipality: "5026" });
        const scannedAt = new Date("2027-04-28T12:00:00Z");
        await aUse(owner, { offer: first, door, recipientId, scannedAt });
      }
    }

    const [here, there] = [await ledger("5025"), await ledger("5026")];
    expect(there.uses).to.be.greaterThan(5);
    expect(paid).to.equal(here.ore + there.ore);
    const exported = files.flatMap((file) => {
      const [head = "", ...lines] = file
        .trim()
        .split("\r\n")
        .map((line) => line.split(","));
      const at = (name: string) => head.indexOf(name);
      return lines.map((cells) => ({
        municipality: cells[at("municipality")],
        refundOre: Number(cells[at("refundOre")]),
        parts: Number(cells[at("netOre")]) + Number(cells[at("vatOre")]),
      }));
    });
    for (const [municipality, { ore }] of [
      ["5025", here],
      ["5026", there],
    ] as const) {
      const own = exported.filter((line) => line.municipality === municipality);
      expect(own.reduce((sum, { refundOre }) => sum + refundOre, 0)).to.equal(ore);
      expect(own.reduce((sum, { parts }) => sum + parts, 0)).to.equal(ore);
    }

    const { body } = await both.get("/api/v1/reports/2027");
    const total = body["total"] as Record<string, number>;
    const down = (exact: number, step: number) => exact - (exact % step);
    expect(total).to.deep.include({
      offers: 5,
      used: down(here.uses + there.uses, 5),
      admissions: down(here.admissions + there.admissions, 5),
      costOre: down(here.ore + there.ore, body["costRoundedToOre"] as number),
    });
    expect(body["byMonth"]).to.have.length(12);
  });
});

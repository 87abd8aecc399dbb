import { execFileSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { createApiKey } from "../../src/actions/integrations/create-api-key.ts";
import type { PayingMunicipality } from "../../src/actions/statistics/list-payable-settlements.ts";
import { stateSettlements } from "../../src/actions/statistics/state-settlements.ts";
import { apiClient, type ApiClient } from "../support/api-client.ts";
import {
  aMunicipality,
  anAllocation,
  anOffer,
  aProvider,
  aRecipient,
  aTemplate,
  drawingAgain,
} from "../support/builders.ts";
import { useDatabase } from "../support/database.ts";
import { someOwnCodes } from "../support/own-codes.ts";
import { owedBy, type Deal, type Entry } from "../support/refund-ledger.ts";
import { aDoor } from "../support/scans.ts";
import { useServer } from "../support/server.ts";
import { staffSession } from "../support/sessions.ts";

const months = Array.from(
  { length: 12 },
  (_, index) => `2027-${String(index + 1).padStart(2, "0")}`,
);
const later = (month: string) =>
  month === "2027-12" ? "2028-01" : `2027-${String(Number(month.slice(5)) + 1).padStart(2, "0")}`;
const municipalities = ["5025", "5026"];
const vatPercents = [12, 25];
const accounts = ["86011117947", "12345678911"];

/** The offers' places in the list. */
const [cancelled, closed, coded, requoted, renamed, refunded] = [4, 7, 29, 0, 1, 2];
const moved = [10, 21];

/** Every unit and cap, with sums that do not divide evenly. */
const kinds: Omit<Deal, "provider">[] = [
  { per: "admission", ore: 5_050 },
  { per: "admission", ore: 9_000, capPerTicket: 20_005 },
  { per: "admission", ore: 7_333, capTotal: 123_457 },
  { per: "ticket", ore: 25_000 },
  { per: "ticket", ore: 40_001, capTotal: 100_001 },
  { per: "month", ore: 15_000 },
  { per: "month", ore: 12_345, capPerTicket: 40_000 },
  { per: "month", ore: 10_000, capTotal: 77_777 },
  { per: "month", ore: 30_000, capPerTicket: 65_001, capTotal: 150_003 },
  { per: "nothing", ore: 0 },
];

/** The Norwegian way to write a sum, with ordinary spaces. */
const kroner = (ore: number) =>
  `kr ${(ore / 100)
    .toFixed(2)
    .replace(".", ",")
    .replace(/\B(?=(\d{3})+,)/g, " ")}`;
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
const taxIn = (ore: number, percent: number) => Math.round((ore * percent) / (100 + percent));

describe("a year of two municipalities", function () {
  this.timeout(180_000);
  const database = useDatabase();
  const server = useServer(database);

  const keyOf = async (owner: Parameters<typeof createApiKey>[1]) =>
    apiClient(server, (await createApiKey(server.deps, owner)).key);
  const office = (municipality: string) =>
    keyOf({ role: "culture", municipalities: [municipality], name: "office" });
  const ok = async (answer: ReturnType<ApiClient["get"]>) => {
    const { status, body } = await answer;
    expect(status, JSON.stringify(body)).to.be.within(200, 204);
    return body;
  };

  it("thirty offers are approved, changed, moved and cancelled, months stated, attested and exported, and each sum is the ledger's", async () => {
    const { db, owner } = database;
    const at = (time: string) => {
      server.deps.clock.set(new Date(time));
    };
    // Keys are valid for a year.
    at("2027-01-01T10:00:00Z");
    for (const number of municipalities) await aMunicipality(db, number);
    const offices = await Promise.all(municipalities.map(office));
    const treasurers = await Promise.all(municipalities.map(office));
    const providers = await Promise.all(
      municipalities.map(async (municipality, index) => {
        const { id } = await aProvider(db, { municipality, name: `Tilbyder ${index + 1}` });
        await db("providers").where({ id }).update({ created_at: "2027-01-01T00:00:00+01:00" });
        const account = { accountNumber: accounts[index], vatPercent: vatPercents[index] };
        await ok((treasurers[index] as ApiClient).patch(`/api/v1/providers/${id}`, account));
        const template = await aTemplate(db, { providerId: id });
        const named = { role: "provider", providerId: id, name: "till" } as const;
        const { key } = await createApiKey(server.deps, named);
        return {
          id,
          key,
          client: apiClient(server, key),
          templateId: template.id,
          door: await aDoor(db, id),
        };
      }),
    );
    const ownerOf = (index: number) => (index < 18 ? 0 : 1);
    const clientOf = (index: number) => providers[ownerOf(index)]?.client as ApiClient;
    const officeOf = (index: number) => offices[ownerOf(index)] as ApiClient;

    const deals: Deal[] = Array.from({ length: 30 }, (_, index) => ({
      ...(index === coded
        ? { per: "code" as const, ore: 8_000 }
        : (kinds[index % kinds.length] as Omit<Deal, "provider">)),
      provider: ownerOf(index),
    }));
    const refundOf = ({ per, ore, capPerTicket, capTotal }: Deal) =>
      per === "nothing"
        ? undefined
        : { per, ore, capPerTicketOre: capPerTicket, capTotalOre: capTotal };
    /** Every fifth offer is for the children of its own municipality alone. */
    const namedBy = (index: number) =>
      index % 5 === 4 ? [municipalities[ownerOf(index)] ?? ""] : municipalities;
    const terms = (index: number) => ({
      title: { nb: `Tilbud ${index + 1}` },
      category: ["ski", "cinema", "swimming", "museum", "club"][index % 5],
      quota: 20,
      validFrom: "2027-01-01",
      validUntil: "2027-12-31",
      ageFrom: 2,
      ageTo: 16,
      municipalities: namedBy(index),
      perRecipient: 1,
      companions: 2,
      uses: 50,
      ...(moved.includes(index) && {
        event: { start: "2027-09-10T18:00:00+02:00", end: "2027-09-10T20:00:00+02:00" },
      }),
    });
    const ids: string[] = [];
    for (const [index, deal] of deals.entries()) {
      const { templateId, id: providerId } = providers[ownerOf(index)] ?? {};
      if (index === coded && providerId !== undefined && templateId !== undefined) {
        const refund = { refundPerAdmissionOre: deal.ore, refundPer: "code" } as const;
        const validity = { from: new Date("2027-01-01"), until: new Date("2028-01-01") };
        const own = { providerId, templateId, municipalities, ownCodes: someOwnCodes, validity };
        ids.push((await anOffer(db, { ...own, ...refund })).id);
        continue;
      }
      const body = { ...terms(index), templateId, refund: refundOf(deal) };
      const { id } = await ok(clientOf(index).post("/api/v1/offers", body));
      await ok(clientOf(index).post(`/api/v1/offers/${String(id)}/submit`));
      await ok(officeOf(index).post(`/api/v1/offers/${String(id)}/approve`));
      ids.push(String(id));
    }
    const pathOf = (index: number) => `/api/v1/offers/${ids[index] ?? ""}`;
    /** A change that waits, and the office's approval. */
    const change = async (index: number, changes: object) => {
      await ok(clientOf(index).patch(pathOf(index), changes));
      const { revision, pendingChange } = await ok(officeOf(index).get(pathOf(index)));
      expect(pendingChange).not.to.equal(undefined);
      await ok(officeOf(index).post(`${pathOf(index)}/approve`, { revision }));
    };
    deals[refunded] = { ...(deals[refunded] as Deal), ore: 6_667 };
    await change(refunded, { refund: refundOf(deals[refunded]) });

    const children = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        aRecipient(db, { municipality: municipalities[index % 5 > 2 ? 1 : 0] ?? "" }),
      ),
    );
    const allocationId = await anAllocation(db, { municipalities });
    const tickets = ids.flatMap((offerId, offer) =>
      children
        .filter(({ municipality }) => namedBy(offer).includes(municipality))
        .filter((_, place, { length }) => (place + offer) % Math.ceil(length / 4) === 0)
        .map(({ id, municipality }) => {
          const serialNumber = randomBytes(16).toString("base64url");
          return { offer, offerId, serialNumber, recipientId: id, municipality };
        }),
    );
    const issued = new Date("2027-01-02T10:00:00Z");
    const rows = tickets.map(({ offerId, serialNumber, recipientId }) => ({
      ...{ serial_number: serialNumber, offer_id: offerId, recipient_id: recipientId },
      ...{ allocation_id: allocationId, state: "active", uses_left: 50, content_version: 1 },
      ...{ version: 1, last_modified: issued, created_at: issued, issued_at: issued },
      fetched_at: issued,
    }));
    await drawingAgain(() => db("passes").insert(rows));
    await owner.raw(
      "update offers set allocated = (select count(*) from passes where offer_id = offers.id)",
    );
    const batchId = randomUUID();
    await db("code_batches").insert({
      id: batchId,
      offer_id: ids[coded],
      name: "Koder",
      created_at: issued,
    });

    const entries: Entry[] = [];
    /** Records uses as the door does, and shown codes as the claim page does. */
    const record = async (used: (Entry & { ticket: string })[]) => {
      entries.push(...used);
      const isCode = ({ offer }: Entry) => offer === coded;
      const uses = used.filter((each) => !isCode(each));
      await owner("redemptions").insert(
        uses.map(({ offer, ticket, at: scannedAt, admitted }) => {
          const id = randomUUID();
          return {
            ...{ id, scan_id: id, serial_number: ticket, offer_id: ids[offer], admitted },
            ...{ scanned_at: scannedAt, received_at: scannedAt, accepted: true },
            door_device_id: providers[ownerOf(offer)]?.door.doorDeviceId,
          };
        }),
      );
      for (const { ticket, at: shownAt } of used.filter(isCode)) {
        await owner("provider_codes").insert({
          ...{ id: randomUUID(), provider_id: providers[1]?.id, offer_id: ids[coded] },
          ...{ batch_id: batchId, code_hash: randomBytes(32), code_sealed: randomBytes(32) },
          ...{ state: "revealed", serial_number: ticket, revealed_on: shownAt },
        });
      }
    };
    const isRunning = (offer: number, month: string) =>
      offer === cancelled
        ? month < "2027-06"
        : offer === coded
          ? month === "2027-02"
          : moved.includes(offer)
            ? month === "2027-10"
            : true;

    const columns = {
      ...{ separator: ";", decimal: ",", hasHeader: false },
      columns: [
        { heading: "Konto", value: "4700" },
        { heading: "Brutto", field: "refundOre" },
        { heading: "Netto", field: "netOre" },
        { heading: "Mva.", field: "vatOre" },
      ],
    };
    await ok((offices[1] as ApiClient).put("/api/v1/settlement-columns/5026", columns));

    const stated = new Map<string, number>();
    for (const [place, month] of months.entries()) {
      at(`${month}-10T10:00:00Z`);
      if (month === "2027-03") {
        await change(requoted, { quota: 25 });
        await change(renamed, { title: { nb: "Tilbud 2, på nytt" } });
      }
      if (month === "2027-05") {
        const event = { start: "2027-10-12T18:00:00+02:00", end: "2027-10-12T20:00:00+02:00" };
        for (const index of moved) await ok(clientOf(index).patch(pathOf(index), { event }));
      }
      if (month === "2027-06") {
        await ok(clientOf(cancelled).post(`${pathOf(cancelled)}/cancel`));
        await ok(officeOf(closed).post(`${pathOf(closed)}/close`, { reason: "Pengene er brukt." }));
      }
      const used = tickets.flatMap(({ offer, serialNumber: ticket, municipality }, index) => {
        const isUsed = (place + index) % 3 === 0 || moved.includes(offer) || offer === coded;
        if (!isUsed || !isRunning(offer, month)) return [];
        const times = offer === coded ? 1 : 1 + ((place * index) % 2);
        return Array.from({ length: times }, (_, each) => ({
          ...{ offer, ticket, municipality, admitted: 1 + ((place + each) % 3) },
          at: new Date(Date.parse(`${month}-12T16:05:00Z`) + (index * 3 + each) * 1_000),
        }));
      });
      await record(used);

      at(`${later(month)}-01T09:00:00Z`);
      await stateSettlements(server.deps);
      const due = owedBy(deals, entries);
      const expected = new Map([...due].map(([key, ore]) => [key, ore - (stated.get(key) ?? 0)]));
      for (const [key, ore] of due) stated.set(key, ore);
      const owed = (provider: number, municipality: string) =>
        expected.get(`${provider} ${municipality}`) ?? 0;

      const path = `/api/v1/settlements/${month}`;
      if (owed(0, "5025") !== 0) {
        const own = await (treasurers[0] as ApiClient).post(`${path}/attest`);
        expect(own.body["code"]).to.equal("illegal_state");
      }
      for (const [index, municipality] of municipalities.entries()) {
        const sums = providers.map((_, provider) => owed(provider, municipality));
        const total = sums.reduce((sum, each) => sum + each, 0);
        const client = offices[index] as ApiClient;
        const attested = await ok(client.post(`${path}/attest`));
        const [payer] = attested["municipalities"] as PayingMunicipality[];
        const paid = new Map(payer?.items.map((item) => [item.providerId, item]));
        for (const [provider, { id }] of providers.entries()) {
          const ore = sums[provider] ?? 0;
          const vatOre = taxIn(ore, vatPercents[provider] ?? 0);
          const item = paid.get(id);
          const what = `${municipality} to ${provider} in ${month}`;
          expect(item?.refundOre ?? 0, what).to.equal(ore);
          if (!item) continue;
          expect(item, what).to.include({ vatOre, netOre: ore - vatOre });
          expect(item, what).to.include({ accountNumber: accounts[provider] });
          expect(item.attestedAt, what).not.to.equal(null);
        }
        const asked = `${path}?municipality=${municipality}`;
        const { text } = await client.get(asked, undefined, { Accept: "text/csv" });
        expect(sumsIn(text, municipality), month).to.deep.equal([total, total]);
      }
      if (month === "2027-04") {
        // A scan without coverage that comes after its month was attested.
        const of = tickets.find((each) => each.offer === 20 && each.municipality === "5026");
        const { serialNumber: ticket = "" } = of ?? {};
        const scannedAt = new Date("2027-04-28T12:00:00Z");
        await record([
          { ...{ offer: 20, ticket, municipality: "5026", admitted: 3 }, at: scannedAt },
        ]);
      }
      if (month === "2027-05" || month === "2027-12") await readAsPeopleDo(month, owed);
    }

    /** Gross, and net with tax, of a municipality's file, in øre. */
    function sumsIn(text: string, municipality: string): [number, number] {
      const [head = "", ...rest] = text.trimEnd().split("\r\n");
      const isOwn = municipality === "5026";
      const lines = (isOwn ? [head, ...rest] : rest).filter((line) => line !== "");
      const numbers = (names: string[]) =>
        lines.reduce((sum, line) => {
          const cells = line.split(isOwn ? ";" : ",");
          const oreAt = (name: string) => {
            const titles = isOwn ? ["konto", "refundOre", "netOre", "vatOre"] : head.split(",");
            const cell = cells[titles.indexOf(name)] ?? "";
            return isOwn ? Math.round(Number(cell.replace(",", ".")) * 100) : Number(cell);
          };
          return sum + names.reduce((all, name) => all + oreAt(name), 0);
        }, 0);
      return [numbers(["refundOre"]), numbers(["netOre", "vatOre"])];
    }

    /** The pages and PDFs of a month show the ledger's sums, and what they list adds up. */
    async function readAsPeopleDo(
      month: string,
      owed: (provider: number, municipality: string) => number,
    ) {
      const kept = process.env["KEEP_YEAR"];
      const keep = (name: string, content: string | Buffer) => {
        if (kept === undefined) return;
        mkdirSync(kept, { recursive: true });
        writeFileSync(join(kept, name), content);
      };
      for (const [provider, { key }] of providers.entries()) {
        const total = municipalities.reduce((sum, each) => sum + owed(provider, each), 0);
        const answer = await fetch(`${server.url}/api/v1/settlements/${month}`, {
          headers: { Authorization: `Bearer ${key}`, Accept: "application/pdf" },
        });
        const input = Buffer.from(await answer.arrayBuffer());
        keep(`${month}-${provider}.pdf`, input);
        const text = plain(
          execFileSync("pdftotext", ["-layout", "-", "-"], { input, encoding: "utf8" }),
        );
        expect(text).to.match(new RegExp(`Til utbetaling +${kroner(total)}$`, "m"));
        const lines = [...text.matchAll(/ kr [\d ]+,\d\d +kr ([−\d ]+,\d\d)$/gm)].map(
          ([, sum = ""]) =>
            Math.round(Number(sum.replaceAll(" ", "").replace("−", "-").replace(",", ".")) * 100),
        );
        expect(lines.reduce((sum, each) => sum + each, 0)).to.equal(total);
        for (const each of municipalities) expect(text).to.contain(kroner(owed(provider, each)));
      }
      for (const municipality of municipalities) {
        const claims = { sub: "kari", name: "Kari", nav: [], culture: [municipality] };
        const cookie = `staff=${await staffSession(server.deps, claims)}`;
        const page = await fetch(`${server.url}/culture/settlements/${month}`, {
          headers: { cookie },
        });
        const text = plain(await page.text());
        for (const provider of providers.keys()) {
          expect(text).to.contain(kroner(owed(provider, municipality)));
        }
        const other = municipalities.filter((each) => each !== municipality);
        for (const provider of providers.keys()) {
          for (const each of other) expect(text).not.to.contain(kroner(owed(provider, each)));
        }
      }
    }

    const uses = entries.filter(({ offer }) => offer !== coded);
    const both = await keyOf({ role: "culture", municipalities, name: "council" });
    const report = await ok(both.get("/api/v1/reports/2027"));
    const total = report["total"] as Record<string, number>;
    const down = (exact: number, step: number) => exact - (exact % step);
    const cost = [...stated.values()].reduce((sum, each) => sum + each, 0);
    expect(total).to.deep.include({
      offers: 30,
      used: down(uses.length, 5),
      admissions: down(
        uses.reduce((sum, { admitted }) => sum + admitted, 0),
        5,
      ),
      costOre: down(cost, report["costRoundedToOre"] as number),
    });
    for (const without of [
      deals.map(({ capPerTicket: _, ...deal }) => deal),
      deals.map(({ capTotal: _, ...deal }) => deal),
    ]) {
      const uncapped = [...owedBy(without, entries).values()].reduce((sum, each) => sum + each, 0);
      expect(uncapped, "what caps of either kind cut").to.be.greaterThan(cost);
    }
    expect(report["byMonth"]).to.have.length(12);
    expect(new Set(uses.map(({ offer }) => offer)).size).to.equal(29);
  });
});

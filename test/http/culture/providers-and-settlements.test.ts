import { randomBytes, randomUUID } from "node:crypto";
import { expect } from "chai";
import { stateSettlements } from "../../../src/actions/statistics/state-settlements.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { csvOf, norwegianExcel } from "../../../src/http/api/csv.ts";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { anOffer, aPass, aProvider, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { staffSession } from "../../support/sessions.ts";
import { useServer } from "../../support/server.ts";

describe("the API for providers, scanners and settlements", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });

  describe("providers", () => {
    const invitation = {
      name: "Storstuggu kino",
      organisationNumber: "313000079",
      municipality: "5025",
      contactEmail: "kino@example.no",
    };

    it("invites, approves and suspends", async () => {
      const { culture } = world;
      const invited = await culture.post("/api/v1/providers", invitation);
      expect(invited.status).to.equal(201);
      expect(invited.body).to.include({ state: "invited", slug: "storstuggu-kino" });
      const place = `/api/v1/providers/${String(invited.body["id"])}`;
      expect((await culture.post(`${place}/approve`)).body["state"]).to.equal("approved");
      expect((await culture.post(`${place}/suspend`)).body["state"]).to.equal("suspended");
      expect((await culture.post("/api/v1/providers", invitation)).status).to.equal(409);
    });

    it("the providers API writes the invitation in the language that the office names", async () => {
      const { status } = await world.culture.post("/api/v1/providers", {
        ...invitation,
        organisationNumber: "313003086",
        slug: "i-nynorsk",
        language: "nn",
      });
      expect(status).to.equal(201);
      expect(
        await server.deps
          .db("provider_users")
          .join("providers", "providers.id", "provider_users.provider_id")
          .where("providers.slug", "i-nynorsk")
          .pluck<string[]>("language"),
      ).to.deep.equal(["nn"]);
    });

    for (const [path, changes] of [
      ["language", { language: "en" }],
      ["organisationNumber", { organisationNumber: "313000078" }],
      ["municipality", { municipality: "3430" }],
      ["contactEmail", { contactEmail: "kino" }],
      ["name", { name: "  " }],
    ] as const) {
      it(`the providers API refuses an invitation whose ${path} is wrong`, async () => {
        const { status, body } = await world.culture.post("/api/v1/providers", {
          ...invitation,
          ...changes,
        });
        expect(status).to.equal(400);
        expect(body["errors"]).to.have.nested.property("[0].path", path);
      });
    }

    const place = { name: "Storstuggu", address: "Rammgården 1" };
    for (const [path, changes] of [
      ["name", { name: "Gratis kino" }],
      ["place.name", { place: { ...place, name: "NAV Røros" } }],
      ["place.address", { place: { ...place, address: "Sosialkontoret, Bergmannsgata 23" } }],
    ] as const) {
      it(`the providers API refuses an invitation whose ${path} tells, and invites nobody`, async () => {
        const organisationNumber = "313000087";
        const { status, body } = await world.culture.post("/api/v1/providers", {
          ...{ ...invitation, organisationNumber, slug: "told" },
          ...changes,
        });
        expect([status, body["code"]]).to.deep.equal([422, "revealing_text"]);
        expect(body["errors"]).to.have.nested.property("[0].path", path);
        const stored = server.deps.db("providers").where({ slug: "told" });
        expect(await stored).to.deep.equal([]);
      });
    }

    it("404 for another office's provider, an unknown one and garbage", async () => {
      for (const verb of ["approve", "suspend"]) {
        for (const id of [world.otherProviderId, randomUUID(), "garbage"]) {
          expect((await world.culture.post(`/api/v1/providers/${id}/${verb}`)).status).to.equal(
            404,
          );
        }
      }
      expect((await world.otherProvider.get("/api/v1/offers")).status).to.equal(200);
    });
  });

  describe("scanners", () => {
    it("the scanners API adds one whose token opens the door's API, and stops it", async () => {
      const { provider } = world;
      const made = await provider.post("/api/v1/door-devices", { name: "Main entrance" });
      expect(made.status).to.equal(201);
      const token = String(made.body["token"]);
      expect(made.body["url"]).to.contain(token);
      const manifest = () =>
        world.nobody.get("/api/v1/door/manifest", undefined, { Authorization: `Bearer ${token}` });
      expect((await manifest()).status).to.equal(200);

      const place = `/api/v1/door-devices/${String(made.body["id"])}`;
      expect((await world.otherProvider.delete(place)).status).to.equal(404);
      expect((await manifest()).status).to.equal(200);
      expect((await provider.delete(place)).status).to.equal(204);
      expect((await manifest()).status).to.equal(401);
    });

    it("the scanners API takes no body as well as one, and answers a repeated request with the same token", async () => {
      const ask = () =>
        world.provider.post("/api/v1/door-devices", undefined, { "Idempotency-Key": "door" });
      const first = await ask();
      expect(first.status).to.equal(201);
      expect((await ask()).body).to.deep.equal(first.body);
    });

    it("404 for an unknown one and garbage", async () => {
      for (const id of [randomUUID(), "garbage", "%00"]) {
        expect((await world.provider.delete(`/api/v1/door-devices/${id}`)).status).to.equal(404);
      }
    });
  });

  describe("redemption questions", () => {
    const open = async (path: string, municipality = "5025") => {
      const claims = { sub: "kari", name: "Kari", nav: [], culture: [municipality] };
      const headers = { cookie: `staff=${await staffSession(server.deps, claims)}` };
      return (await fetch(`${server.url}/culture/providers${path}`, { headers })).text();
    };
    let providerId: string;

    /** Tickets of `holders` people, each used once, a minute apart from `firstAt` on. */
    async function used(offer: Offer, holders: number, firstAt: string, apart = 60_000) {
      const { db } = database;
      const [door] = (await db("door_devices")
        .insert({ provider_id: offer.providerId, token_hash: randomBytes(32) })
        .returning("id")) as [{ id: string }];
      const scans = [];
      for (let index = 0; index < holders; index += 1) {
        const at = new Date(Date.parse(firstAt) + index * apart);
        const { serialNumber } = await aPass(db, { offer, fetchedAt: at });
        scans.push({
          door_device_id: door.id,
          scan_id: randomUUID(),
          serial_number: serialNumber,
          offer_id: offer.id,
          scanned_at: at,
          received_at: new Date(at.getTime() + 1),
          accepted: true,
          admitted: 1,
        });
      }
      return db("redemptions")
        .insert(scans)
        .returning<{ id: string; serial_number: string }[]>("*");
    }

    before(async () => {
      const { db } = database;
      ({ id: providerId } = await aProvider(db, { name: "Nattkino" }));
      const offer = await anOffer(db, { providerId, refundPerAdmissionOre: 5000 });
      const byDay = await used(offer, 23, "2026-12-05T11:00:00Z");
      const unfetched = byDay.map(({ serial_number }) => serial_number);
      await db("passes")
        .whereIn("serial_number", unfetched)
        .update({ fetched_at: "2026-12-05T14:00:00Z" });
      const [undone, anonymised] = await used(offer, 14, "2026-12-05T22:59:00Z", 1000);
      await db("redemption_undos").insert({ redemption_id: undone?.id, undone_at: testNow });
      await db.raw("select anonymise_passes(array[?], now())", [anonymised?.serial_number ?? ""]);
      // None of these counts: no refund, an earlier month, this month.
      const free = await anOffer(db, { providerId });
      await used(free, 20, "2026-12-06T02:00:00Z");
      await used(offer, 20, "2026-11-30T22:30:00Z");
      await used(offer, 20, "2026-12-31T23:00:00Z");
    });

    it("the page of a provider asks about unusual redemptions, in rounded numbers", async () => {
      const page = await open(`/${providerId}`);
      expect(page).to.contain("Tallene er fra desember 2026");
      expect(page).to.contain("10 av 35 personer ble sluppet inn mellom klokka 23 og 06.");
      expect(page).to.contain("10 av 35 personer ble sluppet inn mindre enn to sekunder etter");
      expect(page).to.contain("20 av 35 personer kom med en billett");
      expect(page).to.not.contain("prosent av billettene");
      expect(await open(`/${world.providerId}`)).to.contain("gir ingenting å spørre om");
    });

    it("the list of providers marks those whose redemptions raise questions", async () => {
      expect((await open("")).split("Noe å spørre om")).to.have.length(2);
      expect(await open("", "5026")).to.not.contain("Noe å spørre om");
    });
  });

  describe("settlements", () => {
    before(async () => {
      const offer = await anOffer(database.db, {
        providerId: world.providerId,
        title: { nb: "=Kino, kveld" },
        refundPerAdmissionOre: 12000,
        uses: null,
      });
      const { id: recipientId } = await aRecipient(database.db);
      const { serialNumber } = await aPass(database.db, { offer, recipientId });
      const door = await world.provider.post("/api/v1/door-devices");
      const scan = (scannedAt: string, admitted: number) => ({
        door_device_id: door.body["id"],
        scan_id: randomUUID(),
        serial_number: serialNumber,
        offer_id: offer.id,
        scanned_at: scannedAt,
        received_at: scannedAt,
        accepted: true,
        admitted,
      });
      await database.db("redemptions").insert([
        // The last half hour of January, which in UTC is still January 31, and the first of February in Oslo.
        scan("2027-01-31T22:30:00Z", 2),
        scan("2027-01-31T23:30:00Z", 3),
      ]);
    });

    it("add up a month of Oslo", async () => {
      const { status, body } = await world.provider.get("/api/v1/settlements/2027-01");
      expect(status).to.equal(200);
      expect(body).to.deep.include({ month: "2027-01", admissions: 2, refundOre: 24000 });
      server.deps.clock.set(new Date("2027-02-01T10:00:00Z"));
      await stateSettlements(server.deps);
      const february = await world.provider.get("/api/v1/settlements/2027-02");
      expect(february.body).to.deep.include({ admissions: 3, refundOre: 36000 });
    });

    it("come as a file for a spreadsheet, in which no title is a formula", async () => {
      const { status, headers, text } = await world.provider.get(
        "/api/v1/settlements/2027-01",
        undefined,
        { Accept: "text/csv" },
      );
      expect(status).to.equal(200);
      expect(headers.get("content-type")).to.equal("text/csv; charset=utf-8");
      const [head, line] = text.split("\r\n");
      expect(head).to.equal(
        "month,statement,statedAt,organisationNumber,provider,kind,usedIn,offerId,title,uses,admissions,refundPerAdmissionOre,refundOre,statementRefundOre,codesShown,refundPer,units",
      );
      // Stated: the clock is in February.
      expect(line).to.match(
        /^2027-01,2027-01-(\d{9}),2027-02-01T10:00:00.000Z,\1,Hovdelia skisenter,use,2027-01,[0-9a-f-]{36},"'=Kino, kveld",1,2,12000,24000,24000,0,admission,2$/,
      );
      const preliminary = await world.provider.get("/api/v1/settlements/2027-02", undefined, {
        Accept: "text/csv",
      });
      expect(preliminary.text.split("\r\n")[1]).to.match(
        /^2027-02,preliminary,,\d{9},Hovdelia skisenter,use,2027-02,/,
      );
    });

    it("come as a statement to pay from", async () => {
      for (const language of ["nb", "nn"]) {
        const { status, headers, text } = await world.provider.get(
          `/api/v1/settlements/2027-01?language=${language}`,
          undefined,
          { Accept: "application/pdf" },
        );
        expect(status).to.equal(200);
        expect(headers.get("content-type")).to.equal("application/pdf");
        expect(text)
          .to.match(/^%PDF-1\.7/)
          .and.contain(`/Lang (${language})`);
      }
    });

    it("show a provider nothing of another's", async () => {
      const { body } = await world.otherProvider.get("/api/v1/settlements/2027-01");
      expect(body).to.deep.include({ items: [], refundOre: 0 });
    });

    for (const month of ["2027-13", "2027-1", "january", "2027-01-01", "0000-01", "9999-12"]) {
      it(`404 for ${month}, which is no month, or none that can be settled`, async () => {
        expect((await world.provider.get(`/api/v1/settlements/${month}`)).status).to.equal(404);
      });
    }

    it("settlement files are written for programs, and for a Norwegian Excel", () => {
      const columns = ["text", "at", "sum", "none"] as const;
      const at = new Date("2027-01-31T23:30:00Z");
      const row = { text: "Kino; kveld, sal", at, sum: { ore: -30_005 }, none: null };
      expect(csvOf(columns, [row])).to.equal(
        'text,at,sum,none\r\n"Kino; kveld, sal",2027-01-31T23:30:00.000Z,-30005,\r\n',
      );
      const headings = { text: "Tekst", at: "Når", sum: "Sum, kr", none: "Ingen" };
      expect(csvOf(columns, [row], { dialect: norwegianExcel, headings })).to.equal(
        '\ufeffTekst;Når;Sum, kr;Ingen\r\n"Kino; kveld, sal";2027-02-01;-300,05;\r\n',
      );
    });

    it("quote a quote", () => {
      expect(csvOf(["a", "b"], [{ a: 'say "no"', b: 1 }])).to.equal('a,b\r\n"say ""no""",1\r\n');
    });
  });
});

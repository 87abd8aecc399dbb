import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { anOpenOffer, apiWorld, type ApiWorld } from "../../../support/api-world.ts";
import { findOffer } from "../../../../src/db/offers/offers.ts";
import { aPass, testNow } from "../../../support/builders.ts";
import { aDoor } from "../../../support/scans.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";

describe("the API for offers", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });

  const aTicket = async (offerId: string) => {
    const offer = await findOffer(database.db, offerId);
    if (!offer) throw new Error(offerId);
    const { serialNumber } = await aPass(database.db, { offer });
    return { offer, serialNumber };
  };
  const aUse = async (offerId: string) => {
    const { offer, serialNumber } = await aTicket(offerId);
    const { doorDeviceId } = await aDoor(database.db, offer.providerId);
    await database.db("redemptions").insert({
      door_device_id: doorDeviceId,
      scan_id: randomUUID(),
      serial_number: serialNumber,
      offer_id: offerId,
      scanned_at: testNow,
      received_at: testNow,
      accepted: true,
      admitted: 1,
    });
  };

  it("the offers API brings an offer from draft over review to open, pause and close", async () => {
    const { provider, culture } = world;
    const draft = await provider.post("/api/v1/offers", world.offerBody);
    expect(draft.status).to.equal(201);
    expect(draft.body).to.include({ state: "draft", quota: 10, allocated: 0, left: 10 });
    expect(draft.body).to.include({
      validFrom: "2026-12-18T23:00:00.000Z",
      validUntil: "2027-04-11T22:00:00.000Z",
    });
    const place = draft.headers.get("location") ?? "";
    expect(place).to.equal(`/api/v1/offers/${String(draft.body["id"])}`);

    const states = [];
    states.push((await provider.post(`${place}/submit`)).body["state"]);
    states.push(
      (await culture.post(`${place}/return`, { reason: "Opening hours?" })).body["state"],
    );
    const reason = "Opening hours?";
    for (const concerned of [provider, culture]) {
      const { body } = await concerned.get(place);
      expect(body["review"]).to.include({ decision: "returned", reason });
    }
    states.push((await provider.patch(place, { description: { nb: "10–16" } })).body["state"]);
    states.push((await provider.post(`${place}/submit`)).body["state"]);
    states.push((await culture.post(`${place}/approve`)).body["state"]);
    for (const verb of ["pause", "resume", "close"]) {
      states.push((await provider.post(`${place}/${verb}`)).body["state"]);
    }
    expect(states).to.deep.equal([
      "submitted",
      "returned",
      "returned",
      "submitted",
      "open",
      "paused",
      "open",
      "closed",
    ]);
    expect((await provider.get(place)).body["description"]).to.deep.equal({ nb: "10–16" });
  });

  for (const [path, code, changes] of [
    ["title.nb", "required", { title: { en: "Only English" } }],
    ["quota", "too_small", { quota: 0 }],
    ["quota", "invalid_type", { quota: "ten" }],
    ["category", "invalid_value", { category: "gambling" }],
    ["validUntil", "contradiction", { validUntil: "2026-01-01" }],
    ["validFrom", "invalid_union", { validFrom: "tomorrow" }],
    ["municipalities[1]", "unknown", { municipalities: ["5025", "9999"] }],
    ["event.start", "required", { event: { end: "2027-01-01T20:00:00+01:00" } }],
    ["blackout", "never_valid", { blackout: [["2026-12-01", "2027-05-01"]] }],
    ["weekdays", "never_valid", { validUntil: "2026-12-20", weekdays: [1] }],
    [
      "event.end",
      "contradiction",
      { event: { start: "2027-04-11T20:00:00+02:00", end: "2027-04-12T02:00:00+02:00" } },
    ],
    ["refund.per", "invalid_value", { refund: { per: "year", ore: 9000 } }],
    ["refund.ore", "required", { refund: { per: "month" } }],
    [
      "refund.capPerTicketOre",
      "contradiction",
      { refundPerAdmissionOre: null, refund: { per: "month", ore: 9000, capPerTicketOre: 8999 } },
    ],
    [
      "refund.capTotalOre",
      "contradiction",
      { refundPerAdmissionOre: 9000, refund: { per: "month", ore: 9000, capTotalOre: 8999 } },
    ],
    [
      "refundPerAdmissionOre",
      "contradiction",
      { refundPerAdmissionOre: 9000, refund: { per: "admission", ore: 9001 } },
    ],
    ["refundCapOre", "unknown_member", { refundCapOre: 900_000 }],
    ["colour", "unknown_member", { colour: "red" }],
    ["templateId", "unknown", { templateId: randomUUID() }],
    ["templateId", "invalid_format", { templateId: "7" }],
    ["title.nb", "invalid_text", { title: { nb: "a\u0000b" } }],
    ["title.nb", "invalid_text", { title: { nb: "a\ud800b" } }],
  ] as const) {
    it(`the offers API refuses a draft whose ${path} is ${code}, and names the place`, async () => {
      const { status, body } = await world.provider.post("/api/v1/offers", {
        ...world.offerBody,
        ...changes,
      });
      expect(status).to.equal(400);
      expect(body["code"]).to.equal("validation_failed");
      const errors = body["errors"] as { path: string; code: string }[];
      expect(errors.map((error) => `${error.path} ${error.code}`)).to.include(`${path} ${code}`);
    });
  }

  const monthly = { per: "month", ore: 9000, capPerTicketOre: 20_000, capTotalOre: 1_000_000 };
  for (const [what, changes, refund, rate] of [
    ["the rate alone as one", { refundPerAdmissionOre: 50 }, { per: "admission", ore: 50 }, 50],
    ["the rate as it is as no change", { refundPerAdmissionOre: 9000 }, monthly, 9000],
    ["both with the same rate", { refundPerAdmissionOre: 9000, refund: monthly }, monthly, 9000],
    ["another whole", { refund: { per: "ticket", ore: 5 } }, { per: "ticket", ore: 5 }, 5],
    ["null", { refund: null }, undefined, 0],
    ["the rate null", { refundPerAdmissionOre: null }, undefined, 0],
    ["no member", { quota: 11 }, monthly, 9000],
  ] as const) {
    it(`the offers API takes ${what} for a draft's refund, and answers it with its rate`, async () => {
      const draft = { ...world.offerBody, refundPerAdmissionOre: undefined, refund: monthly };
      const { body: made } = await world.provider.post("/api/v1/offers", draft);
      expect(made).to.deep.include({ refund: monthly, refundPerAdmissionOre: 9000 });
      expect(made).not.to.have.any.keys("refundPer", "refundCapPerTicketOre", "refundCapOre");
      const { body } = await world.provider.patch(`/api/v1/offers/${String(made["id"])}`, changes);
      expect([body["refund"], body["refundPerAdmissionOre"]]).to.deep.equal([refund, rate]);
    });
  }

  it("the offers API names a refund that is frozen since a ticket was used as the request did", async () => {
    const id = await anOpenOffer(world);
    await aUse(id);
    for (const [changes, path] of [
      [{ refundPerAdmissionOre: 1 }, "refundPerAdmissionOre"],
      [{ refund: { per: "month", ore: 1 } }, "refund.ore"],
    ] as const) {
      const { status, body } = await world.provider.patch(`/api/v1/offers/${id}`, changes);
      expect(status).to.equal(409);
      const errors = body["errors"] as { path: string; code: string }[];
      expect(errors.map((fault) => `${fault.path} ${fault.code}`)).to.deep.equal([
        `${path} frozen`,
      ]);
    }
  });

  it("the offers API refuses a text that would tell, naming the place", async () => {
    const { status, body } = await world.provider.post("/api/v1/offers", {
      ...world.offerBody,
      title: { nb: "Gratis dagskort fra NAV" },
    });
    expect(status).to.equal(422);
    expect(body["code"]).to.equal("revealing_text");
    expect(body["errors"]).to.be.an("array").that.has.length.greaterThan(0);
  });

  it("the offers API refuses a quota below what is out, and says how low it can go", async () => {
    const id = await anOpenOffer(world);
    await database.db("offers").where({ id }).update({ allocated: 3 });
    const { status, body } = await world.provider.patch(`/api/v1/offers/${id}`, { quota: 2 });
    expect(status).to.equal(409);
    expect(body).to.deep.include({
      code: "quota_below_allocated",
      detail: "3 tickets are out, so the quota can be lowered to 3 but not below.",
      lowestPossible: 3,
      errors: [{ path: "quota", code: "quota_below_allocated", message: "must be at least 3" }],
    });
  });

  it("a quota above what was approved with a refund waits for the office, also after it was lowered", async () => {
    const address = `/api/v1/offers/${await anOpenOffer(world)}`;
    for (const quota of [9, 10]) {
      expect((await world.provider.patch(address, { quota })).body["quota"]).to.equal(quota);
    }
    const { status, body } = await world.provider.patch(address, { quota: 11 });
    expect(status).to.equal(200);
    expect(body).to.include({ quota: 10, approvedQuota: 10 });
    expect(body).to.have.nested.property("pendingChange.changes.quota", 11);
    const { revision } = body;
    const approved = await world.culture.post(`${address}/approve`, { revision });
    expect(approved.body).to.include({ state: "open", quota: 11, approvedQuota: 11 });
    expect(approved.body).not.to.have.property("pendingChange");
  });

  describe("a change that waits for the culture office", () => {
    const title = { nb: "Kveldskort" };
    const waiting = async (client: ApiWorld["culture"]) =>
      ((await client.get("/api/v1/reviews?limit=500")).body["items"] as { id: string }[]).map(
        (offer) => offer.id,
      );

    it("leaves what holds, is seen by its office and its provider, and not by NAV", async () => {
      const id = await anOpenOffer(world);
      const address = `/api/v1/offers/${id}`;
      const { body } = await world.provider.patch(address, {
        title,
        description: { nb: "Fra 17" },
        refund: { per: "ticket", ore: 9000 },
        place: { name: "Hallen", address: "Veien 1" },
      });
      expect(body).to.deep.include({
        title: world.offerBody["title"],
        refundPerAdmissionOre: 12000,
        place: { name: "Hallen", address: "Veien 1" },
      });
      const seen = (await world.culture.get(address)).body;
      const { changes } = seen["pendingChange"] as { changes: object };
      expect(changes).to.deep.equal({
        title,
        description: { nb: "Fra 17" },
        refund: { per: "ticket", ore: 9000 },
      });
      expect((await world.nav.get(address)).body).not.to.have.property("pendingChange");
      expect(await waiting(world.culture)).to.include(id);
      expect(await waiting(world.otherCulture)).to.not.include(id);
      const { revision } = seen;
      const { body: approved } = await world.culture.post(`${address}/approve`, { revision });
      expect(approved).to.deep.include({ title, refund: { per: "ticket", ore: 9000 } });
      expect(await waiting(world.culture)).to.not.include(id);
    });

    it("comes back with a reason, waits again when it is sent again, and can be dropped", async () => {
      const id = await anOpenOffer(world);
      const address = `/api/v1/offers/${id}`;
      await world.provider.patch(address, { title });
      const reason = "Er det samme billett?";
      const { body } = await world.culture.post(`${address}/return`, { reason });
      expect(body).to.deep.include({ state: "open", title: world.offerBody["title"] });
      expect(body).to.have.nested.property("pendingChange.returnedBecause", reason);
      expect((await world.culture.post(`${address}/approve`)).status).to.equal(409);
      expect(await waiting(world.culture)).to.not.include(id);
      await world.provider.patch(address, { title });
      expect(await waiting(world.culture)).to.include(id);
      const { body: dropped } = await world.provider.post(`${address}/withdraw`);
      expect(dropped).not.to.have.property("pendingChange");
      expect(await waiting(world.culture)).to.not.include(id);
      expect((await world.provider.post(`${address}/withdraw`)).status).to.equal(409);
    });

    it("is approved as the office saw it, or not at all", async () => {
      const address = `/api/v1/offers/${await anOpenOffer(world)}`;
      await world.provider.patch(address, { title });
      const plain = await world.culture.post(`${address}/approve`);
      expect(plain.body).to.deep.include({
        code: "validation_failed",
        errors: [{ path: "revision", code: "required", message: "is needed for a change" }],
      });
      expect((await world.culture.get(address)).body["title"]).to.deep.equal(
        world.offerBody["title"],
      );
      const { revision } = (await world.culture.get(address)).body;
      await world.provider.patch(address, { quota: 500 });
      const refused = await world.culture.post(`${address}/approve`, { revision });
      expect(refused.body["code"]).to.equal("conflict");
      expect((await world.culture.get(address)).body).to.include({ quota: 10 });
    });

    it("is refused when a ticket was allocated meanwhile at the old refund, and ends with the offer", async () => {
      const id = await anOpenOffer(world);
      const address = `/api/v1/offers/${id}`;
      await world.provider.patch(address, { refund: { per: "ticket", ore: 100 } });
      await aTicket(id);
      const { revision } = (await world.culture.get(address)).body;
      const refused = await world.culture.post(`${address}/approve`, { revision });
      expect(refused.body["code"]).to.equal("illegal_state");
      const { body } = await world.provider.post(`${address}/close`);
      expect(body).not.to.have.property("pendingChange");
      expect(await waiting(world.culture)).to.not.include(id);
    });

    it("reveals nothing, and contradicts nothing", async () => {
      const address = `/api/v1/offers/${await anOpenOffer(world)}`;
      const revealing = await world.provider.patch(address, { title: { nb: "Gratis kort" } });
      expect(revealing.body["code"]).to.equal("revealing_text");
      const cap = { refund: { per: "ticket", ore: 9000, capTotalOre: 1 } };
      expect((await world.provider.patch(address, cap)).status).to.equal(400);
    });
  });

  it("raises the quota at will where no refund was agreed", async () => {
    const id = await anOpenOffer(world, { refundPerAdmissionOre: 0 });
    const { body } = await world.provider.patch(`/api/v1/offers/${id}`, { quota: 1000 });
    expect(body["quota"]).to.equal(1000);
  });

  it("the offers API takes back what was submitted, to change it, submit it again, or throw it away", async () => {
    const { provider, culture } = world;
    const { body } = await provider.post("/api/v1/offers", world.offerBody);
    const place = `/api/v1/offers/${String(body["id"])}`;
    await provider.post(`${place}/submit`);
    expect((await provider.delete(place)).body["code"]).to.equal("illegal_state");
    expect((await provider.post(`${place}/withdraw`)).body["state"]).to.equal("draft");
    expect((await culture.get(place)).status).to.equal(404);
    expect((await provider.patch(place, { quota: 9 })).body["quota"]).to.equal(9);
    await provider.post(`${place}/submit`);
    await culture.post(`${place}/return`, { reason: "Age?" });
    expect((await world.otherProvider.delete(place)).status).to.equal(404);
    expect((await provider.delete(place)).status).to.equal(204);
    expect((await provider.get(place)).status).to.equal(404);
    expect((await provider.delete(place)).status).to.equal(404);
  });

  it("the offers API throws nothing away that was open", async () => {
    const place = `/api/v1/offers/${await anOpenOffer(world)}`;
    expect((await world.provider.post(`${place}/withdraw`)).status).to.equal(409);
    expect((await world.provider.delete(place)).status).to.equal(409);
    await world.provider.post(`${place}/close`);
    expect((await world.provider.delete(place)).status).to.equal(409);
  });

  it("the offers API refuses a step that the state does not allow", async () => {
    const draft = await world.provider.post("/api/v1/offers", world.offerBody);
    const { status, body } = await world.provider.post(
      `/api/v1/offers/${String(draft.body["id"])}/pause`,
    );
    expect(status).to.equal(409);
    expect(body["code"]).to.equal("illegal_state");
  });

  it("the offers API answers the same to the same Idempotency-Key and makes one offer, also for twenty at once", async () => {
    const before = (await database.db("offers")).length;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        world.provider.post("/api/v1/offers", world.offerBody, { "Idempotency-Key": "k-1" }),
      ),
    );
    expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
    expect(new Set(answers.map(({ headers }) => headers.get("location"))).size).to.equal(1);
    expect((await database.db("offers")).length).to.equal(before + 1);
    const reused = await world.provider.post(
      "/api/v1/offers",
      { ...world.offerBody, quota: 11 },
      { "Idempotency-Key": "k-1" },
    );
    expect(reused.status).to.equal(422);
    expect(reused.body["code"]).to.equal("idempotency_key_reused");
  });

  it("the offers API would make twenty without the key", async () => {
    const before = (await database.db("offers")).length;
    await Promise.all(
      Array.from({ length: 20 }, () => world.provider.post("/api/v1/offers", world.offerBody)),
    );
    expect((await database.db("offers")).length).to.equal(before + 20);
  });

  it("the offers API refuses an Idempotency-Key that is no key", async () => {
    const { status, body } = await world.provider.post("/api/v1/offers", world.offerBody, {
      "Idempotency-Key": "x".repeat(201),
    });
    expect(status).to.equal(400);
    expect(body["errors"]).to.have.nested.property("[0].path", "Idempotency-Key");
  });

  it("the offers API lists in pages that together hold each offer once", async () => {
    const seen: unknown[] = [];
    let cursor = "";
    for (;;) {
      const { status, body } = await world.provider.get(`/api/v1/offers?limit=7${cursor}`);
      expect(status).to.equal(200);
      seen.push(...(body["items"] as { id: string }[]).map(({ id }) => id));
      if (body["nextCursor"] === null) break;
      cursor = `&cursor=${body["nextCursor"] as string}`;
    }
    const all = await database.db("offers").where({ provider_id: world.providerId });
    expect(seen).to.have.length(all.length);
    expect(new Set(seen).size).to.equal(all.length);
  });

  for (const query of ["limit=0", "limit=501", "limit=many", "cursor=nonsense", "open=perhaps"]) {
    it(`the offers API refuses ?${query} and names the parameter`, async () => {
      const { status, body } = await world.provider.get(`/api/v1/offers?${query}`);
      expect(status).to.equal(400);
      expect(body["errors"]).to.have.nested.property("[0].path", query.split("=")[0]);
    });
  }

  describe("shows nobody what is not theirs", () => {
    let draft: string;
    let open: string;

    before(async () => {
      draft = String((await world.provider.post("/api/v1/offers", world.offerBody)).body["id"]);
      open = await anOpenOffer(world);
    });

    for (const [who, which] of [
      ["otherProvider", "open"],
      ["otherProvider", "draft"],
      ["otherCulture", "open"],
      ["otherNav", "open"],
      ["culture", "draft"],
      ["nav", "draft"],
    ] as const) {
      it(`404 to ${who} for an offer that is ${which}`, async () => {
        const { status } = await world[who].get(
          `/api/v1/offers/${which === "open" ? open : draft}`,
        );
        expect(status).to.equal(404);
      });
    }

    it("but to those whom it concerns", async () => {
      for (const who of ["provider", "culture", "nav"] as const) {
        expect((await world[who].get(`/api/v1/offers/${open}`)).status).to.equal(200);
      }
    });

    for (const verb of [
      "submit",
      "withdraw",
      "pause",
      "resume",
      "close",
      "approve",
      "return",
    ] as const) {
      it(`404 for another's offer, an unknown one and garbage at ${verb}`, async () => {
        const culture = verb === "approve" || verb === "return";
        const other = culture ? world.otherCulture : world.otherProvider;
        const own = culture ? world.culture : world.provider;
        const body = verb === "return" ? { reason: "No." } : undefined;
        const ids: [typeof own, string][] = [
          [other, open],
          [own, randomUUID()],
          [own, "garbage"],
          [own, "%00"],
          [own, "..%2f..%2fetc"],
        ];
        for (const [client, id] of ids) {
          expect((await client.post(`/api/v1/offers/${id}/${verb}`, body)).status).to.equal(404);
        }
      });
    }

    it("the offers API lists to NAV what is open for its municipality, and never a draft", async () => {
      const mine = await world.nav.get("/api/v1/offers?municipality=5025&open=true&limit=500");
      const ids = (mine.body["items"] as { id: string; state: string }[]).map(({ id }) => id);
      expect(ids).to.include(open).and.not.include(draft);
      for (const [client, municipality] of [
        [world.nav, "3430"],
        [world.otherNav, "5025"],
      ] as const) {
        const none = await client.get(`/api/v1/offers?municipality=${municipality}`);
        expect(none.body["items"]).to.deep.equal([]);
      }
    });

    it("the offers API lists to each culture office what waits for it", async () => {
      await world.provider.post(`/api/v1/offers/${draft}/submit`);
      const ids = async (client: ApiWorld["culture"]) =>
        ((await client.get("/api/v1/reviews")).body["items"] as { id: string }[]).map(
          ({ id }) => id,
        );
      expect(await ids(world.culture)).to.include(draft);
      expect(await ids(world.otherCulture)).to.deep.equal([]);
    });
  });

  it("the offers API counts an offer's tickets", async () => {
    const id = await anOpenOffer(world);
    const { status, body } = await world.provider.get(`/api/v1/offers/${id}/statistics`);
    expect(status).to.equal(200);
    expect(body).to.deep.equal({
      quota: 10,
      allocated: 0,
      fetched: 0,
      used: 0,
      useUnknown: 0,
      admissions: 0,
      extraAdmissions: 0,
      lapsed: 0,
      returned: 0,
    });
    expect((await world.otherProvider.get(`/api/v1/offers/${id}/statistics`)).status).to.equal(404);
  });
});

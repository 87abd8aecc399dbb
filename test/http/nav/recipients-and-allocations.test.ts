import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { getAllocationDetails } from "../../../src/actions/allocations/get-allocation-details.ts";
import { listAllocatableOffers } from "../../../src/actions/allocations/list-allocatable-offers.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { testNow } from "../../support/builders.ts";
import { anOpenOffer, apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

interface Item {
  recipient: string;
  status: string;
  reason?: string;
  passes: { serialNumber: string }[];
}

const aChild = {
  birthYear: 2015,
  municipality: "5025",
  language: "nb",
  phone: "400 00 001",
  delivery: "sms",
};

describe("the API for recipients and allocations", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;
  let counter = 0;

  before(async () => {
    world = await apiWorld(server);
  });

  /** A new recipient's reference. */
  const recipient = async (changes: object = {}) => {
    counter += 1;
    const reference = `SAK/2027-${counter} æ`;
    const { status } = await world.nav.post("/api/v1/recipients", {
      ...aChild,
      reference,
      ...changes,
    });
    expect(status).to.equal(201);
    return reference;
  };
  const placeOf = (reference: string) => `/api/v1/recipients/${encodeURIComponent(reference)}`;
  const allocatedOf = async (id: string) =>
    (await database.db("offers").where({ id }).first<{ allocated: number }>()).allocated;

  describe("recipients", () => {
    it("the recipients API makes one, and brings a known reference up to date", async () => {
      const body = { ...aChild, reference: "known", label: "first" };
      const made = await world.nav.post("/api/v1/recipients", body);
      expect(made.status).to.equal(201);
      expect(made.body).to.include({ reference: "known", phone: "+4740000001", label: "first" });
      const again = await world.nav.post("/api/v1/recipients", { ...body, label: "second" });
      expect(again.status).to.equal(200);
      expect(again.body).to.include({ id: made.body["id"], label: "second" });
    });

    it("the recipients API shows, changes and forgets one by its reference, whatever characters that has", async () => {
      const place = placeOf(await recipient({ label: "Kari" }));
      const changed = await world.nav.patch(place, {
        label: null,
        delivery: "print",
        birthYear: 2014,
      });
      expect(changed.status).to.equal(200);
      const shown = await world.nav.get(place);
      expect(shown.body).to.include({ delivery: "print", birthYear: 2014, phone: "+4740000001" });
      expect(shown.body).not.to.have.property("label");
      expect((await world.nav.delete(place)).status).to.equal(204);
      expect((await world.nav.get(place)).status).to.equal(404);
      expect((await world.nav.delete(place)).status).to.equal(404);
    });

    it("the recipients API keeps a protected address protected when something else changes", async () => {
      const place = placeOf(await recipient({ delivery: "print", protectedAddress: true }));
      expect((await world.nav.patch(place, { birthYear: 2013 })).body).to.include({
        protectedAddress: true,
      });
      const refused = await world.nav.patch(place, { delivery: "sms" });
      expect(refused.status).to.equal(400);
      expect(refused.body["errors"]).to.have.nested.property("[0].path", "delivery");
    });

    for (const [path, code, changes] of [
      ["reference", "national_identity_number", { reference: "15031710054" }],
      ["birthYear", "required", { birthYear: undefined }],
      ["municipality", "invalid_format", { municipality: "Røros" }],
      ["language", "invalid_value", { language: "de" }],
      ["phone", "custom", { phone: "12" }],
      ["phone", "custom", { phone: undefined }],
      ["delivery", "custom", { protectedAddress: true }],
      ["ssn", "unknown_member", { ssn: "x" }],
    ] as const) {
      it(`the recipients API refuses one whose ${path} is ${code}, and quotes nothing of it`, async () => {
        const { status, body, text } = await world.nav.post("/api/v1/recipients", {
          ...aChild,
          reference: "refused",
          ...changes,
        });
        expect(status).to.equal(400);
        const errors = body["errors"] as { path: string; code: string }[];
        expect(errors.map((error) => `${error.path} ${error.code}`)).to.include(`${path} ${code}`);
        expect(text).not.to.contain("15031710054").and.not.to.contain("400 00 001");
      });
    }

    it("the recipients API hides one from another municipality's NAV, which may not make any here either", async () => {
      const place = placeOf(await recipient());
      expect((await world.otherNav.get(place)).status).to.equal(404);
      expect((await world.otherNav.patch(place, { birthYear: 2012 })).status).to.equal(404);
      expect((await world.otherNav.delete(place)).status).to.equal(404);
      expect((await world.otherNav.post(`${place}/claim-link`)).status).to.equal(404);
      const made = await world.otherNav.post("/api/v1/recipients", { ...aChild, reference: "x" });
      expect(made.status).to.equal(403);
      expect((await world.otherNav.get("/api/v1/recipients")).body["items"]).to.deep.equal([]);
    });

    it("the recipients API lists in pages that together hold each recipient once", async () => {
      const seen: string[] = [];
      let cursor = "";
      for (;;) {
        const { body } = await world.nav.get(`/api/v1/recipients?limit=3${cursor}`);
        seen.push(...(body["items"] as { id: string }[]).map(({ id }) => id));
        if (body["nextCursor"] === null) break;
        cursor = `&cursor=${body["nextCursor"] as string}`;
      }
      const all = await database.db("recipients").where({ municipality_number: "5025" });
      expect(seen).to.have.length(all.length);
      expect(new Set(seen).size).to.equal(all.length);
    });

    it("the recipients API gives a claim link, the same to a repeated request and another to a new one", async () => {
      const place = `${placeOf(await recipient())}/claim-link`;
      const ask = (key: string) => world.nav.post(place, undefined, { "Idempotency-Key": key });
      const first = await ask("link-1");
      expect(first.status).to.equal(201);
      expect((await ask("link-1")).body).to.deep.equal(first.body);
      expect((await ask("link-2")).body["url"]).not.to.equal(first.body["url"]);
    });

    it("the recipients API gives the second guardian a new claim link, lists both, and audits who reads them", async () => {
      const place = placeOf(await recipient({ secondPhone: "400 00 002" }));
      const { body: known } = await world.nav.get(place);
      const links = async () => (await world.nav.get(`${place}/claim-links`)).body["items"];
      expect(await links()).to.deep.equal([]);
      const renew = async (body?: object) =>
        (await world.nav.post(`${place}/claim-link`, body)).body;
      const [first, second] = [await renew(), await renew({ guardian: 2 })];
      expect([first["guardian"], second["guardian"]]).to.deep.equal([1, 2]);
      expect(await links()).to.deep.equal([first, second]);
      const later = await renew({ guardian: 2 });
      expect(await links()).to.deep.equal([first, later]);
      expect([first["url"], second["url"], later["url"]].map(String)).to.satisfy(
        (urls: string[]) => new Set(urls).size === 3,
      );
      const audited = await database
        .db("audit_events")
        .where({ subject: known["id"] })
        .whereLike("action", "claim_link.%")
        .pluck<string[]>("action");
      expect(audited.sort()).to.deep.equal([
        ...Array<string>(3).fill("claim_link.renewed"),
        ...Array<string>(2).fill("claim_link.shown"),
      ]);
    });

    it("the recipients API makes no claim link for a guardian that is none, and says what is wrong", async () => {
      const place = `${placeOf(await recipient())}/claim-link`;
      const absent = await world.nav.post(place, { guardian: 2 });
      expect([absent.status, absent.body["code"]]).to.deep.equal([409, "illegal_state"]);
      const third = await world.nav.post(place, { guardian: 3 });
      expect(third.status).to.equal(400);
      expect(third.body["errors"]).to.have.nested.property("[0].path", "guardian");
      expect((await world.nav.get(`${place}s`)).body["items"]).to.deep.equal([]);
      expect((await world.otherNav.get(`${place}s`)).status).to.equal(404);
    });
  });

  describe("allocations", () => {
    it("allocates, follows and revokes", async () => {
      const offerId = await anOpenOffer(world);
      const [a, b] = [await recipient(), await recipient()];
      const { status, body } = await world.nav.post("/api/v1/allocations", {
        items: [
          { recipient: a, offerId, count: 2 },
          { recipient: b, offerId },
        ],
      });
      expect(status).to.equal(201);
      expect(body).to.include({ allocated: 3, refused: 0 });
      const items = body["items"] as Item[];
      expect(items.map(({ passes }) => passes.length)).to.deep.equal([2, 1]);
      const place = `/api/v1/allocations/${String(body["id"])}`;
      expect((await world.nav.get(place)).body["progress"]).to.include({ pending: 3, live: 0 });

      const pass = `/api/v1/passes/${items[0]?.passes[0]?.serialNumber ?? ""}`;
      expect((await world.nav.get(pass)).body).to.include({ state: "pending", offerId });
      const revoked = await world.nav.post(`${pass}/revoke`, { reason: "By mistake" });
      expect(revoked.body).to.include({ state: "revoked" });
      expect((await world.nav.post(`${pass}/revoke`, { reason: "Again" })).status).to.equal(200);
      expect(await allocatedOf(offerId)).to.equal(2);

      expect((await world.nav.post(`${place}/revoke`)).body).to.include({ revoked: 2 });
      expect(await allocatedOf(offerId)).to.equal(0);
      expect(server.deps.enqueued).to.deep.include({ name: "issue-passes", payload: { offerId } });
    });

    it("allocates nothing in mode all when one is refused, and says why", async () => {
      const offerId = await anOpenOffer(world);
      const [young, old] = [await recipient(), await recipient({ birthYear: 2003 })];
      const items = [
        { recipient: young, offerId },
        { recipient: old, offerId },
      ];
      const refused = await world.nav.post("/api/v1/allocations", { items });
      expect(refused.status).to.equal(409);
      expect(refused.headers.get("content-type")).to.contain("application/problem+json");
      expect(refused.body).to.include({ code: "nothing_allocated", allocated: 0, refused: 2 });
      expect(refused.body["detail"]).to.equal("1 of 2 items cannot be allocated, so none was.");
      expect(refused.body["items"]).to.deep.equal([
        { recipient: young, offerId, status: "refused", passes: [] },
        { recipient: old, offerId, status: "refused", reason: "outside_age", passes: [] },
      ]);
      expect(await allocatedOf(offerId)).to.equal(0);

      const possible = await world.nav.post("/api/v1/allocations", { items, mode: "possible" });
      expect(possible.status).to.equal(201);
      expect(possible.body).to.include({ allocated: 1, refused: 1 });
    });

    it("the allocations API names each item that is not known", async () => {
      const offerId = await anOpenOffer(world);
      const known = await recipient();
      const { status, body } = await world.nav.post("/api/v1/allocations", {
        items: [
          { recipient: known, offerId },
          { recipient: "nobody", offerId },
          { recipient: known, offerId: randomUUID() },
        ],
      });
      expect(status).to.equal(400);
      const paths = (body["errors"] as { path: string }[]).map(({ path }) => path);
      expect(paths).to.have.members(["items[1].recipient", "items[2].offerId"]);
    });

    for (const [path, body] of [
      ["items", {}],
      ["items", { items: [] }],
      [
        "items",
        { items: Array.from({ length: 1001 }, () => ({ recipient: "a", offerId: randomUUID() })) },
      ],
      [
        "items[1].offerId",
        {
          items: [
            { recipient: "a", offerId: randomUUID() },
            { recipient: "b", offerId: "x" },
          ],
        },
      ],
      ["items[0].count", { items: [{ recipient: "a", offerId: randomUUID(), count: 0 }] }],
      ["mode", { items: [{ recipient: "a", offerId: randomUUID() }], mode: "some" }],
    ] as const) {
      it(`the allocations API refuses a body whose ${path} is wrong (${JSON.stringify(body).slice(0, 40)})`, async () => {
        const answer = await world.nav.post("/api/v1/allocations", body);
        expect(answer.status).to.equal(400);
        const errors = answer.body["errors"] as { path: string; message: string }[];
        expect(errors.map((error) => error.path)).to.include(path);
      });
    }

    it("the allocations API takes a thousand items", async () => {
      const offerId = await anOpenOffer(world, { quota: 1000, perRecipient: 100 });
      const references = await Promise.all(Array.from({ length: 10 }, () => recipient()));
      const items = Array.from({ length: 1000 }, (_, i) => ({
        recipient: references[i % 10],
        offerId,
      }));
      const { status, body } = await world.nav.post("/api/v1/allocations", { items });
      expect(status).to.equal(201);
      expect(body["allocated"]).to.equal(1000);
    });

    it("allocates once for twenty requests with one key at the same time", async () => {
      const offerId = await anOpenOffer(world);
      const items = [{ recipient: await recipient(), offerId }];
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          world.nav.post("/api/v1/allocations", { items }, { "Idempotency-Key": "twenty" }),
        ),
      );
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).to.equal(1);
      expect(await allocatedOf(offerId)).to.equal(1);
    });

    it("the allocations API would allocate more than once without the key", async () => {
      const offerId = await anOpenOffer(world);
      const items = [{ recipient: await recipient(), offerId }];
      await Promise.all(
        Array.from({ length: 20 }, () => world.nav.post("/api/v1/allocations", { items })),
      );
      expect(await allocatedOf(offerId)).to.be.greaterThan(1);
    });

    it("the allocations API repeats a refusal to the same key, also when it would succeed by now", async () => {
      const offerId = await anOpenOffer(world);
      await world.provider.post(`/api/v1/offers/${offerId}/pause`);
      const body = { items: [{ recipient: await recipient(), offerId }] };
      const ask = (key: string) =>
        world.nav.post("/api/v1/allocations", body, { "Idempotency-Key": key });
      expect((await ask("paused")).status).to.equal(409);
      await world.provider.post(`/api/v1/offers/${offerId}/resume`);
      expect((await ask("paused")).body).to.include({ code: "nothing_allocated" });
      expect((await ask("resumed")).status).to.equal(201);
    });

    it("the allocations API lists allocations page by page, their items, and a child's tickets", async () => {
      const offerId = await anOpenOffer(world);
      const child = await recipient();
      const refusedTwice = { recipient: child, offerId, count: 90 };
      const made = await world.nav.post("/api/v1/allocations", {
        items: [{ recipient: child, offerId }, refusedTwice],
        mode: "possible",
      });
      const older = (
        await world.nav.post("/api/v1/allocations", {
          items: [{ recipient: await recipient(), offerId }],
        })
      ).body["id"];
      const list = async (query: string) =>
        (await world.nav.get(`/api/v1/allocations?${query}`)).body as {
          items: { id: string }[];
          nextCursor: string | null;
        };
      const seen: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const page: Awaited<ReturnType<typeof list>> = await list(
          `limit=1${cursor && `&cursor=${cursor}`}`,
        );
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(seen).to.include.members([made.body["id"], older]);
      expect(new Set(seen).size).to.equal(seen.length);
      const foreign = await world.otherNav.get("/api/v1/allocations?limit=500");
      expect(JSON.stringify(foreign.body)).not.to.contain(made.body["id"]);

      const { body } = await world.nav.get(`/api/v1/allocations/${String(made.body["id"])}`);
      const [given] = (made.body["items"] as Item[]).map(({ passes }) => passes);
      const recipientId = (await world.nav.get(placeOf(child))).body["id"];
      const common = { recipientId, offerId };
      expect(body["items"]).to.deep.equal([
        { ...common, status: "allocated", reason: null, passes: given },
        { ...common, status: "refused", reason: "over_limit", passes: [] },
      ]);
      const held = await world.nav.get(`${placeOf(child)}/passes`);
      expect(held.body["items"]).to.deep.equal([
        {
          ...{ serialNumber: given?.[0]?.serialNumber, allocationId: made.body["id"] },
          ...{ offerId, state: "pending", fetched: false },
        },
      ]);
    });

    it("the messages API tells what became of the message about a child's tickets, and sends the link again", async () => {
      const offerId = await anOpenOffer(world);
      const child = await recipient();
      const messages = `${placeOf(child)}/messages`;
      const listed = async () => (await world.nav.get(messages)).body["items"] as object[];
      await world.nav.post("/api/v1/allocations", { items: [{ recipient: child, offerId }] });
      expect(await listed()).to.deep.equal([]);
      const recipientId = String((await world.nav.get(placeOf(child))).body["id"]);
      await issuePasses(server.deps, { offerId });
      await notifyRecipient(server.deps, { recipientId });
      expect(await listed()).to.have.length(1);
      expect((await listed())[0]).to.include({
        about: "tickets",
        channel: "sms",
        state: "handed_over",
      });
      await database
        .db("messages")
        .update({ state: "failed", failure: "number", failed_at: testNow });
      expect((await listed())[0]).to.include({ state: "failed", reason: "number" });
      const sent = server.deps.sent.length;
      expect((await world.nav.post(messages)).status).to.equal(202);
      await notifyRecipient(server.deps, { recipientId });
      expect(server.deps.sent.slice(sent)).to.have.length(1);
      expect(await listed(), "the failed one is sent again").to.have.length(1);
      const onPaper = await recipient({ delivery: "print" });
      expect((await world.nav.post(`${placeOf(onPaper)}/messages`)).status).to.equal(409);
      expect((await world.otherNav.get(messages)).status).to.equal(404);
      expect((await world.otherNav.post(messages)).status).to.equal(404);
    });

    it("the allocations API answers 404 for another municipality's, an unknown one and garbage", async () => {
      const offerId = await anOpenOffer(world);
      const made = await world.nav.post("/api/v1/allocations", {
        items: [{ recipient: await recipient(), offerId }],
      });
      const id = String(made.body["id"]);
      const serial = (made.body["items"] as Item[])[0]?.passes[0]?.serialNumber ?? "";
      const asked: [ApiWorld["nav"], string][] = [
        [world.otherNav, `allocations/${id}`],
        [world.nav, `allocations/${randomUUID()}`],
        [world.nav, "allocations/garbage"],
        [world.otherNav, `passes/${serial}`],
        [world.nav, `passes/${"A".repeat(22)}`],
        [world.nav, "passes/%00"],
      ];
      for (const [client, path] of asked) {
        expect((await client.get(`/api/v1/${path}`)).status, path).to.equal(404);
        const revoked = await client.post(`/api/v1/${path}/revoke`, { reason: "Mine?" });
        expect(revoked.status, path).to.equal(404);
      }
      expect((await world.nav.get(`/api/v1/passes/${serial}`)).body["state"]).to.equal("pending");
    });

    describe("of a recipient who moved to another municipality", () => {
      let offerId: string;
      let place: string;
      let serials: { moved: string; stayed: string };

      beforeEach(async () => {
        offerId = await anOpenOffer(world);
        const [moved, stayed] = [await recipient(), await recipient()];
        const { body } = await world.nav.post("/api/v1/allocations", {
          items: [moved, stayed].map((each) => ({ recipient: each, offerId })),
        });
        place = `/api/v1/allocations/${String(body["id"])}`;
        const [first, second] = (body["items"] as Item[]).map(({ passes }) => passes[0]);
        serials = { moved: first?.serialNumber ?? "", stayed: second?.serialNumber ?? "" };
        await database
          .db("recipients")
          .whereIn(
            "id",
            database.db("passes").select("recipient_id").where({ serial_number: serials.moved }),
          )
          .update({ municipality_number: "3430" });
      });
      const stateOf = async (client: ApiWorld["nav"], serial: string) =>
        (await client.get(`/api/v1/passes/${serial}`)).body["state"];

      it("the allocation's progress leaves the tickets out, and revoking it leaves them alone", async () => {
        expect((await world.nav.get(place)).body["progress"]).to.include({ pending: 1 });
        const { body } = await world.nav.post(`${place}/revoke`, { reason: "By mistake" });
        expect(body).to.include({ revoked: 1 });
        expect(await stateOf(world.nav, serials.stayed)).to.equal("revoked");
        expect(await stateOf(world.otherNav, serials.moved)).to.equal("pending");
      });

      it("the allocation's page names only those who stayed", async () => {
        const actor = { role: "nav" as const, id: "test", municipalities: ["5025"] };
        const allocationId = place.split("/").at(-1) ?? "";
        const details = await getAllocationDetails(server.deps, { actor, allocationId });
        expect(details.lines).to.have.length(1);
        expect([...details.recipients.keys()]).to.deep.equal([details.lines[0]?.recipientId]);
      });

      it("an offer's counts are of the officer's own recipients where municipalities share it", async () => {
        await database
          .db("offer_municipalities")
          .insert({ offer_id: offerId, municipality_number: "3430" });
        await database.db("passes").where({ offer_id: offerId }).update({ fetched_at: new Date() });
        const fetched = async (...municipalities: string[]) => {
          const actor = { role: "nav" as const, id: "test", municipalities };
          const { offers } = await listAllocatableOffers(server.deps, { actor });
          return offers.find(({ id }) => id === offerId)?.fetched;
        };
        expect(await fetched("5025")).to.equal(1);
        expect(await fetched("3430")).to.equal(1);
        expect(await fetched("5025", "3430")).to.equal(2);
      });
    });

    it("the allocations API never says where or when a ticket was used", async () => {
      const offerId = await anOpenOffer(world);
      const made = await world.nav.post("/api/v1/allocations", {
        items: [{ recipient: await recipient(), offerId }],
      });
      const serial = (made.body["items"] as Item[])[0]?.passes[0]?.serialNumber ?? "";
      const { body } = await world.nav.get(`/api/v1/passes/${serial}`);
      expect(Object.keys(body)).to.have.members([
        "serialNumber",
        "allocationId",
        "offerId",
        "state",
        "issuedAt",
        "fetched",
        "codeShown",
        "wallets",
      ]);
    });
  });
});

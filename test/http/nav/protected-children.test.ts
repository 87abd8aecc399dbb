import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { closeDraw } from "../../../src/actions/draws/close-draw.ts";
import { createDraw } from "../../../src/actions/draws/create-draw.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { reseal } from "../../../src/actions/operations/reseal.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import { addToWaitingList } from "../../../src/actions/waiting/add-to-waiting-list.ts";
import { getWaitingList } from "../../../src/actions/waiting/get-waiting-list.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import { getReport } from "../../../src/actions/statistics/get-report.ts";
import { ensureClaimLink } from "../../../src/db/recipients/claim-links.ts";
import { runBehindWall } from "../../../src/db/wall.ts";
import { navPages } from "../../../src/http/nav/nav-pages.tsx";
import { documentedOperations } from "../../../src/http/server/documented-operations.ts";
import { drawTexts } from "../../../src/views/texts/draw-texts.ts";
import { staffTexts } from "../../../src/views/texts/staff-texts.ts";
import { allocated } from "../../support/allocated.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import {
  aMunicipality,
  anAllocation,
  anOffer,
  aPass,
  aRecipient,
  testKeyRing,
} from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { routesOf } from "../../support/routes-of.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";

type Sight = "with" | "without";

describe("children with a protected address, whom a role of its own sees", () => {
  const database = useDatabase();
  const server = useServer(database);
  const municipalities = ["5025"];
  const officer: Actor = { role: "nav", id: "nora", municipalities, protectedOf: municipalities };
  const cookies = {} as Record<Sight, string>;
  const keys = {} as Record<Sight, string>;
  const api = {} as Record<Sight, ApiClient>;
  /** The protected child by its ids, and another one of no consequence. */
  const child: Record<string, string> = {};
  const unknown: Record<string, string> = {};
  let secrets: string[];

  /** What an officer with the role does, with the wall around it as around a request. */
  const seeing = <T>(work: () => Promise<T>) => runBehindWall(municipalities, work, municipalities);
  const aSecret = (changes: object = {}) =>
    aRecipient(database.db, { delivery: "print", protectedAddress: true, ...changes });

  before(async () => {
    const { deps } = server;
    const { db } = database;
    child["reference"] = "SKJULT-1";
    const { id } = await aSecret({ reference: child["reference"], label: "Lille Skjult" });
    const sibling = await aRecipient(db, { reference: "SYNLIG-1" });
    const [household] = await db("households")
      .insert({ municipality_number: "5025", reference_lookup: Buffer.from("home") })
      .returning<{ id: string }[]>("id");
    await db("recipients").whereIn("id", [id, sibling.id]).update({ household_id: household?.id });
    child["household"] = household?.id ?? "";
    const offer = await anOffer(db, { quota: 50, perRecipient: 5 });
    const items = [id, sibling.id].map((recipientId) => ({ recipientId, offerId: offer.id }));
    const given = await allocated(seeing(() => allocate(deps, { actor: officer, items })));
    await issuePasses(deps, { offerId: offer.id });
    await db.transaction((trx) => ensureClaimLink(trx, testKeyRing, id));
    await db("messages").insert({ recipient_id: id, channel: "sms", state: "failed" });
    await db("waiting_places").insert({
      ...{ offer_id: offer.id, recipient_id: id, entered_at: deps.clock.now() },
    });
    const drawId = await aDraw([id, sibling.id]);
    const serialNumber = given.items[0]?.passes[0]?.serialNumber ?? "";
    Object.assign(child, { recipientId: id, offerId: offer.id, allocationId: given.id });
    Object.assign(child, { serialNumber, drawId });
    const ids = { recipientId: randomUUID(), reference: "UKJENT-1", serialNumber: "A".repeat(22) };
    Object.assign(unknown, child, ids);
    secrets = [id, child["reference"], "Lille Skjult", serialNumber];

    for (const sight of ["with", "without"] as const) {
      const isWide = sight === "with";
      const claims = { sub: sight, name: "Nora", nav: municipalities, culture: [] };
      const navProtected = isWide ? municipalities : [];
      cookies[sight] = `staff=${await staffSession(deps, { ...claims, navProtected })}`;
      const owner = { role: "nav", municipalities, name: sight, seesProtected: isWide } as const;
      keys[sight] = (await createApiKey(deps, owner)).key;
      api[sight] = apiClient(server, keys[sight]);
    }
  });

  async function aDraw(recipientIds: string[]): Promise<string> {
    const offer = await anOffer(database.db, { quota: 1, perRecipient: 5 });
    const rules = { criteria: undefined, siblingsTogether: false };
    return seeing(async () => {
      const asked = { actor: officer, offerId: offer.id, recipientIds, rules };
      const { id: drawId } = await createDraw(server.deps, asked);
      await closeDraw(server.deps, { actor: officer, drawId });
      return drawId;
    });
  }

  const visit = async (sight: Sight, path: string, form?: Record<string, string>) => {
    const answer = await fetch(server.url + path, {
      headers: {
        ...{ cookie: cookies[sight], Authorization: `Bearer ${keys[sight]}` },
        ...(form && { "Content-Type": "application/x-www-form-urlencoded" }),
      },
      redirect: "manual",
      ...(form && { method: "POST", body: new URLSearchParams({ csrf: "token", ...form }) }),
    });
    return { status: answer.status, at: answer.headers.get("location"), text: await answer.text() };
  };

  /** The paths that a place has: of the child, and of one that is not there. */
  const pathsOf = (path: string, query = "") =>
    [child, unknown].map(
      (ids) =>
        path.replace(
          /:(\w+)|\{(\w+)\}/g,
          (_, page: string, name: string) => ids[page || name] ?? "none",
        ) + query,
    );
  const places = () => [
    ...routesOf(navPages(server.deps))
      .filter(({ method, path }) => method === "get" && !/logout|resume/.test(path))
      .map(({ path }) => [path, ""] as const),
    ...documentedOperations
      .filter(
        ({ method, security }) =>
          method === "get" && typeof security === "object" && security.apiKey.includes("nav"),
      )
      .map(({ path }) => [path, ""] as const),
    ...["/nav/search", "/nav/recipients/search", "/api/v1/recipients"].flatMap((path) => [
      [path, "?search=SKJULT-1"] as const,
      [path, "?search=Lille+Skjult&q=SKJULT-1"] as const,
    ]),
    ["/api/v1/recipients", `?household=${child["household"]}`] as const,
  ];

  it("no page and no endpoint tells an officer without the role of a protected child, and with it many do", async () => {
    let [asked, told] = [0, 0];
    for (const [place, query] of places()) {
      const [own = "", other = ""] = pathsOf(place, query);
      const answer = await visit("without", own);
      // What is asked for may be said back, as it would be of any other name.
      const tells = secrets.filter((secret) => answer.text.replaceAll(own, "").includes(secret));
      const echoes = query === "" ? [] : ["SKJULT-1", "Lille Skjult"];
      expect(
        tells.filter((each) => !echoes.includes(each)),
        `${own} ${answer.status}`,
      ).to.deep.equal([]);
      if (own !== other) {
        const blank = (text: string) =>
          Object.keys(child)
            .reduce(
              (all, name) =>
                all.replaceAll(child[name] ?? "", name).replaceAll(unknown[name] ?? "", name),
              text,
            )
            .replaceAll(/"requestId":"[^"]*"|data-seconds="\d+"|[\da-f]{8}-[\da-f-]{27}/g, "");
        const like = await visit("without", other);
        expect(answer.status, own).to.equal(like.status);
        expect(blank(answer.text), own).to.equal(blank(like.text));
      }
      const seen = await visit("with", own);
      asked += 1;
      told += Number(secrets.some((secret) => seen.text.replaceAll(own, "").includes(secret)));
    }
    expect(asked).to.be.greaterThan(40);
    expect(told).to.be.greaterThan(15);
  });

  it("each page and endpoint that names a child to an officer leaves in the audit trail who read it", async () => {
    const events = async () => Number((await database.db("audit_events").max("id"))[0]?.["max"]);
    const [unaudited, audited]: [string[], string[]] = [[], []];
    for (const [place, query] of places()) {
      const [own = ""] = pathsOf(place, query);
      const before = await events();
      const { text } = await visit("with", own);
      const names = ["SKJULT-1", "Lille Skjult"].some((name) =>
        text.replaceAll(own, "").includes(name),
      );
      if (names) ((await events()) > before ? audited : unaudited).push(own);
    }
    expect(unaudited).to.deep.equal([]);
    expect(audited.length).to.be.greaterThan(15);
  });

  it("what an officer without the role asks to be done to a protected child is answered as of an unknown one, and not done", async () => {
    const before = await database.db("audit_events").where({ subject: child["recipientId"] });
    const posts = routesOf(navPages(server.deps)).filter(
      ({ method, path }) => method === "post" && /:recipientId|:serialNumber/.test(path),
    );
    expect(posts.length).to.be.greaterThan(8);
    for (const { path } of posts) {
      const [own = "", other = ""] = pathsOf(path);
      const [answer, like] = [await visit("without", own, {}), await visit("without", other, {})];
      expect(answer.status, own).to.equal(like.status);
      expect(answer.status, own).to.be.greaterThan(399);
    }
    const [{ reference = "", recipientId = "", offerId = "" }] = [child];
    for (const named of [{ recipient: reference }, { recipientId }]) {
      const items = [{ ...named, offerId }];
      expect((await api.without.post("/api/v1/allocations", { items })).status).to.equal(400);
    }
    expect((await api.without.delete(`/api/v1/recipients/${recipientId}`)).status).to.equal(404);
    expect(
      (await api.without.patch(`/api/v1/recipients/${reference}`, { label: "x" })).status,
    ).to.equal(404);
    expect(await database.db("audit_events").where({ subject: recipientId })).to.have.length(
      before.length,
    );
  });

  it("an allocation shows an officer without the role the part of the others, as of another municipality's", async () => {
    const path = `/api/v1/allocations/${child["allocationId"]}`;
    for (const [sight, allocated] of [
      ["with", 2],
      ["without", 1],
    ] as const) {
      const { body } = await api[sight].get(path);
      expect(body, sight).to.include({ allocated });
      expect(body["items"], sight).to.have.length(allocated);
      const listed = (await api[sight].get("/api/v1/allocations")).body["items"] as object[];
      expect(
        listed.find((each) => "id" in each && each.id === child["allocationId"]),
        sight,
      ).to.include({ allocated });
    }
  });

  it("an allocation to protected children alone is not there for an officer without the role", async () => {
    const { id } = await aSecret();
    const offer = await anOffer(database.db);
    const items = [{ recipientId: id, offerId: offer.id }];
    const given = await allocated(seeing(() => allocate(server.deps, { actor: officer, items })));
    const path = `/api/v1/allocations/${given.id}`;
    expect((await api.without.get(path)).status).to.equal(404);
    expect((await api.with.get(path)).status).to.equal(200);
    expect((await api.without.get("/api/v1/allocations")).text).not.to.contain(given.id);
    const past = await anAllocation(database.db);
    expect((await api.without.get(`/api/v1/allocations/${past}`)).status).to.equal(200);
  });

  it("a protected child that waits keeps a ticket from others only while it is of the offer's age", async () => {
    const { deps } = server;
    const offer = await anOffer(database.db, { quota: 1, ageFrom: 0, ageTo: 25 });
    const { id: recipientId } = await aSecret();
    const named = [{ recipientId, path: "items[0]" }];
    const offerId = offer.id;
    await seeing(() => addToWaitingList(deps, { actor: officer, offerId, named }));
    const left = async () => {
      const other: Actor = { ...officer, protectedOf: [] };
      const read = () => getWaitingList(deps, { actor: other, offerId });
      return (await runBehindWall(municipalities, read)).left;
    };
    expect(await left()).to.equal(0);
    await database.db("offers").where({ id: offerId }).update({ age_from: 25 });
    expect(await left()).to.equal(1);
  });

  it("any officer marks a child as protected, is told before that it goes, and does not see it then", async () => {
    const { id, reference } = await aRecipient(database.db, { reference: "BLIR-SKJULT" });
    const path = `/nav/recipients/${id}`;
    const form = await visit("without", `${path}/edit`);
    expect(form.text).to.contain("ser bare de med egen tilgang");
    const shown =
      /name="shown" value="([^"]*)"/.exec(form.text)?.[1]?.replaceAll("&quot;", '"') ?? "";
    const values = { ...(JSON.parse(shown) as Record<string, string>), shown };
    const sent = await visit("without", `${path}/edit`, {
      ...{ ...values, protectedAddress: "yes", delivery: "print" },
    });
    expect(sent.at).to.equal("/nav/recipients?notice=hidden");
    const list = await visit("without", "/nav/recipients?notice=hidden");
    expect(list.text).to.contain(staffTexts("nb").nowHidden).and.not.contain(reference);
    expect((await visit("without", path)).status).to.equal(404);
    expect((await visit("with", path)).status).to.equal(200);
    const back = await api.with.patch(`/api/v1/recipients/${id}`, { protectedAddress: false });
    expect(back.status).to.equal(200);
    expect((await visit("without", path)).status).to.equal(200);
  });

  it("a key without the scope adds a protected child and does not see it, nor may it write over another's", async () => {
    const body = { reference: "NY-SKJULT", birthYear: 2017, municipality: "5025", language: "nb" };
    const secret = { ...body, delivery: "print", protectedAddress: true };
    expect((await api.without.post("/api/v1/recipients", secret)).status).to.equal(201);
    expect((await api.without.get("/api/v1/recipients/NY-SKJULT")).status).to.equal(404);
    const again = await api.without.post("/api/v1/recipients", {
      ...secret,
      protectedAddress: false,
    });
    expect(again.status).to.equal(409);
    expect(again.body).to.have.nested.property("errors[0].code", "hidden_reference");
    const file = new FormData();
    file.append("municipality", "5025");
    file.append(
      "file",
      new Blob(["referanse;fødselsår;levering\nNY-SKJULT;2016;print\n"]),
      "a.csv",
    );
    const imported = await fetch(`${server.url}/api/v1/recipients/import`, {
      ...{ method: "POST", body: file, headers: { Authorization: `Bearer ${keys.without}` } },
    });
    expect(imported.status).to.equal(422);
    expect(await imported.text()).to.contain("hidden_reference");
    expect((await api.with.get("/api/v1/recipients/NY-SKJULT")).body).to.include({
      ...{ birthYear: 2017, protectedAddress: true },
    });
    expect((await api.with.post("/api/v1/recipients", secret)).status).to.equal(200);
  });

  it("an import hides the protected children that it brings from an officer without the role", async () => {
    const file = () => {
      const form = new FormData();
      const lines = [
        "referanse;fødselsår;levering;skjermet adresse",
        "IMP-1;2016;print;ja",
        "IMP-2;2016;print;nei",
      ];
      form.append("municipality", "5025");
      form.append("file", new Blob([lines.join("\n")]), "a.csv");
      return form;
    };
    const send = async (form: FormData) => {
      const headers = { Authorization: `Bearer ${keys.without}` };
      const answer = await fetch(`${server.url}/api/v1/recipients/import`, {
        method: "POST",
        body: form,
        headers,
      });
      return (await answer.json()) as { created: number; revision: string; isSaved: boolean };
    };
    const preview = await send(file());
    expect(preview).to.include({ created: 2, isSaved: false });
    const whole = file();
    whole.append("revision", preview.revision);
    expect(await send(whole)).to.include({ created: 2, isSaved: true });
    const statuses = async (sight: Sight) =>
      Promise.all(
        ["IMP-1", "IMP-2"].map(
          async (each) => (await api[sight].get(`/api/v1/recipients/${each}`)).status,
        ),
      );
    expect(await statuses("without")).to.deep.equal([404, 200]);
    expect(await statuses("with")).to.deep.equal([200, 200]);
  });

  it("an officer moves a protected child to a municipality whose protected children it does not see", async () => {
    const { deps } = server;
    await aMunicipality(database.db, "5026");
    const both = ["5025", "5026"];
    const owner = { role: "nav", name: "both", municipalities: both, seesProtected: true } as const;
    const wide = apiClient(server, (await createApiKey(deps, owner)).key);
    const actor: Actor = { ...officer, municipalities: both };
    const { id, reference, birthYear } = await aSecret();
    const move = { actor, recipientId: id, municipality: "5026" };
    await runBehindWall(both, () => updateRecipient(deps, move), ["5025"]);
    const sent = { language: "nb", delivery: "print", protectedAddress: true } as const;
    const back = { ...sent, reference, birthYear, actor, municipality: "5025" };
    const refused = refusalOf(runBehindWall(both, () => upsertRecipient(deps, back), ["5025"]));
    expect((await refused).code).to.equal("conflict");
    await runBehindWall(both, () => upsertRecipient(deps, back), ["5026"]);
    expect((await wide.get(`/api/v1/recipients/${id}`)).body).to.include({
      ...{ municipality: "5025", protectedAddress: true },
    });
    expect((await api.without.get(`/api/v1/recipients/${id}`)).status).to.equal(404);
  });

  it("a draw with a protected child says how many are hidden, and only an officer with the role confirms it", async () => {
    const others = [await aRecipient(database.db), await aSecret()];
    const drawId = await aDraw(others.map(({ id }) => id));
    const path = `/nav/draws/${drawId}`;
    const page = await visit("without", path);
    expect(page.text).to.contain(drawTexts("nb").hidden(1)).and.contain(drawTexts("nb").hiddenHelp);
    expect(page.text).not.to.contain(others[1]?.reference);
    expect((await visit("without", `${path}/confirm`, {})).status).to.equal(403);
    expect((await visit("with", path)).text).to.contain(others[1]?.reference);
    expect((await visit("with", `${path}/confirm`, {})).at).to.match(/^\/nav\/allocations\//);
  });

  it("a waiting list keeps a ticket for a protected child instead of proposing it to the next", async () => {
    const offer = await anOffer(database.db, { quota: 2 });
    await aPass(database.db, { offer });
    const [secret, next] = [await aSecret(), await aRecipient(database.db)];
    const at = server.deps.clock.now();
    for (const { id } of [next, secret]) {
      await database
        .db("waiting_places")
        .insert({ offer_id: offer.id, recipient_id: id, entered_at: at });
    }
    const stateOf = async (sight: Sight) => {
      const { body } = await api[sight].get(`/api/v1/offers/${offer.id}/waiting-list`);
      const items = body["items"] as { recipientId: string; state: string }[];
      return [
        body["ticketsLeft"],
        items.length,
        items.filter(({ state }) => state === "proposed").length,
      ];
    };
    expect(await stateOf("without")).to.deep.equal([0, 1, 0]);
    expect(await stateOf("with")).to.deep.equal([1, 2, 1]);
  });

  it("the report of the year is the same for officers with and without the role", async () => {
    const year = String(server.deps.clock.now().getFullYear());
    const report = (sees: string[]) =>
      runBehindWall(municipalities, () => getReport(server.deps, { actor: officer, year }), sees);
    const counted = await report([]);
    expect(counted).to.deep.equal(await report(municipalities));
    expect(JSON.stringify(counted.total)).not.to.equal("{}");
  });

  it("no webhook of NAV's tells of a protected child, not of what it told before the child was", async () => {
    const made = await api.with.post("/api/v1/webhooks", {
      url: "https://case.example.no/hook",
      events: ["ticket.returned", "message.failed"],
    });
    expect(made.status).to.equal(201);
    const owed = () =>
      database.db("webhook_deliveries").where({ webhook_id: String(made.body["id"]) });
    const [secret, open] = [await aSecret(), await aRecipient(database.db)];
    const passes = [
      await aPass(database.db, { recipientId: secret.id }),
      await aPass(database.db, { recipientId: open.id }),
    ];
    for (const { serialNumber } of passes) {
      await database
        .db("passes")
        .where({ serial_number: serialNumber })
        .update({ state: "returned", ended_at: server.deps.clock.now() });
    }
    expect(
      (await owed()).map(({ serial_number: serial }: { serial_number: string }) => serial),
    ).to.deep.equal([passes[1]?.serialNumber]);
    const change = { protectedAddress: true, delivery: "print" };
    expect((await api.without.patch(`/api/v1/recipients/${open.id}`, change)).status).to.equal(200);
    expect(await owed()).to.deep.equal([]);
  });

  it("children who were protected before the update are hidden once `migrate` has run", async () => {
    const [secret, open] = [await aSecret(), await aRecipient(database.db)];
    const both = [secret.id, open.id];
    await database.owner("recipients").whereIn("id", both).update({ restricted: null });
    await reseal({ db: database.db, keyRing: testKeyRing });
    expect((await visit("without", `/nav/recipients/${secret.id}`)).status).to.equal(404);
    expect((await visit("without", `/nav/recipients/${open.id}`)).status).to.equal(200);
  });
});

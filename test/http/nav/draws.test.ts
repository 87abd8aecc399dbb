import { expect } from "chai";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { faultsOfDraw } from "../../../src/domain/draws/draw-file.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import {
  aMunicipality,
  anOffer,
  aRecipient,
  testNow,
  type BuiltRecipient,
} from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

interface Answered extends Record<string, unknown> {
  id: string;
  state: string;
  commitment: string;
  refused?: unknown[];
  rows: {
    place?: number;
    group?: number;
    outcome?: string;
    letter?: { nb: string };
    children: object[];
  }[];
}

describe("draws over HTTP", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025", "5026"]);
  let api: ApiClient;
  let recipients: BuiltRecipient[];

  before(async () => {
    recipients = [];
    for (let i = 0; i < 4; i++) recipients.push(await aRecipient(database.db));
    const named = { name: "test", role: "nav" as const, municipalities: ["5025"] };
    api = apiClient(pages, (await createApiKey(pages.deps, named)).key);
  });

  const recipientIds = () => recipients.map(({ id }) => id);
  const references = () => recipients.map(({ reference }) => reference);
  const few = () => anOffer(database.db, { quota: 1 });
  const drawsOfFew = async () => `/api/v1/offers/${(await few()).id}/draws`;

  it("the API commits to a draw, closes it, confirms it, and exports a file that verifies", async () => {
    const draws = await drawsOfFew();
    const body = {
      ...{ recipients: references(), seats: 1, publishedOn: "2026-11-01" },
      ...{ criteria: ["age", "fewest_tickets"], ages: { from: 6, to: 12 } },
    };
    const created = await api.post(draws, body);
    expect(created.status).to.equal(201);
    const committed = created.body as Answered;
    const path = `${draws}/${committed.id}`;
    expect(created.headers.get("location")).to.equal(path);
    expect(committed).to.include({ state: "committed", seats: 1 });
    expect(committed).to.have.deep.property("refused", []);
    expect(committed.commitment).to.match(/^[0-9a-f]{64}$/);
    expect(committed).not.to.have.property("seed");
    expect((await api.get(`${path}/file`)).status).to.equal(409);
    expect((await api.post(`${path}/confirm`)).status).to.equal(409);

    const closed = (await api.post(`${path}/close`)).body as Answered;
    expect(closed).to.include({ state: "closed", commitment: committed.commitment });
    expect(closed.rows.map(({ place, outcome }) => [place, outcome])).to.deep.equal([
      ...[
        [1, "won"],
        [2, "waiting"],
        [3, "waiting"],
        [4, "waiting"],
      ],
    ]);
    expect(closed.rows[0]).not.to.have.property("letter");
    const { allocationId } = (await api.post(`${path}/confirm`)).body as { allocationId: string };
    expect((await api.get(`/api/v1/allocations/${allocationId}`)).body).to.include({
      allocated: 1,
    });
    const confirmed = (await api.get(path)).body as Answered;
    expect(confirmed).to.include({ state: "confirmed", allocationId });
    expect(confirmed.rows[0]?.letter?.nb).to.contain("Barnet får billett.");
    expect(faultsOfDraw((await api.get(`${path}/file`)).body)).to.deep.equal([]);
  });

  it("the API draws lots between all children when a request for a draw has no criteria", async () => {
    const draws = await drawsOfFew();
    const created = await api.post(draws, { recipientIds: recipientIds(), seats: 1 });
    expect(created.status).to.equal(201);
    const path = `${draws}/${(created.body as Answered).id}`;
    await api.post(`${path}/close`);
    await api.post(`${path}/confirm`);
    const { rows } = (await api.get(path)).body as Answered;
    expect(rows.map(({ group }) => group)).to.deep.equal([1, 1, 1, 1]);
    expect(rows[0]?.letter?.nb).to.contain("Det ble trukket lodd mellom alle.");
    expect(faultsOfDraw((await api.get(`${path}/file`)).body)).to.deep.equal([]);
    const page = await (await pages.get(`/nav/draws/${(created.body as Answered).id}`)).text();
    expect(page).to.contain("Det ble trukket lodd mellom alle.");
  });

  it("the API knows a draw under its own offer alone", async () => {
    const [draws, others] = [await drawsOfFew(), await drawsOfFew()];
    const body = { recipients: references(), seats: 1 };
    const { id } = (await api.post(draws, body)).body as Answered;
    expect((await api.get(`${draws}/${id}`)).status).to.equal(200);
    for (const answer of [
      await api.get(`${others}/${id}`),
      await api.get(`${others}/${id}/file`),
      await api.post(`${others}/${id}/close`),
      await api.post(`${others}/${id}/confirm`),
      await api.post(`/api/v1/offers/${crypto.randomUUID()}/draws`, body),
    ]) {
      expect(answer.status).to.equal(404);
    }
    expect((await api.get(`${draws}/${id}`)).body).to.include({ state: "committed" });
  });

  it("the API names the path of a reference that is unknown or that several municipalities know", async () => {
    const { db } = database;
    await aRecipient(db, { municipality: "5026", reference: "R-both" });
    await aRecipient(db, { municipality: "5025", reference: "R-both" });
    const named = { name: "both", role: "nav" as const, municipalities: ["5025", "5026"] };
    const both = apiClient(pages, (await createApiKey(pages.deps, named)).key);
    const draws = await drawsOfFew();
    const faultOf = async (last: string) => {
      const recipients = [...references().slice(0, 3), last];
      const { status, body } = await both.post(draws, { recipients, seats: 1 });
      const [error] = (body as { errors: { path: string; code: string }[] }).errors;
      return [status, error?.path, error?.code];
    };
    expect(await faultOf("R-nobody")).to.deep.equal([400, "recipients[3]", "unknown"]);
    expect(await faultOf("R-both")).to.deep.equal([409, "recipients[3]", "ambiguous"]);
  });

  it("the API names the member that is wrong in a request for a draw", async () => {
    const draws = await drawsOfFew();
    const right = {
      ...{ recipientIds: recipientIds(), publishedOn: "2026-11-01" },
      criteria: ["fewest_tickets"],
    };
    for (const [change, path] of [
      [{ criteria: [] }, "criteria"],
      [{ criteria: ["fewest_tickets", "fewest_tickets"] }, "criteria"],
      [{ criteria: ["age"] }, "ages"],
      [{ ages: { from: 1, to: 2 } }, "ages"],
      [{ criteria: ["age"], ages: { from: 9, to: 2 } }, "ages"],
      [{ publishedOn: "1.11.2026" }, "publishedOn"],
      [{ publishedOn: undefined }, "publishedOn"],
      [{ seats: 4 }, "seats"],
      [{ tickets: 1 }, "tickets"],
      [{ recipients: references() }, "recipients"],
      [{ recipientIds: undefined }, "recipients"],
      [{ used: true }, "used"],
    ] as const) {
      const { status, body } = await api.post(draws, { ...right, ...change });
      const { errors } = body as { errors: { path: string }[] };
      expect([status, errors.map((error) => error.path)], path).to.deep.equal([400, [path]]);
    }
  });

  describe("on NAV's pages", () => {
    const form = (fields: Record<string, string>) => ({
      ...{ fewest_tickets: "1", publishedOn: "2026-11-01", seats: "1", ...fields },
    });
    /** Recipients are several fields of one name. */
    const choosing = (path: string, fields: Record<string, string>) =>
      pages.post(path, [
        ...Object.entries(fields),
        ...recipientIds().map((id): [string, string] => ["recipient", id]),
      ]);

    it("the officer goes from too few tickets over criteria and the committed list to winners, reasons and the allocation", async () => {
      const { id: offer } = await few();
      const checked = await (await choosing("/nav/allocate/check", { offer })).text();
      expect(checked).to.contain("Fordel etter kriterier");
      const criteria = await (await choosing("/nav/draws/new", { offer })).text();
      expect(criteria).to.contain("Valgte barn: 4. Billetter igjen: 1.");

      const closed = await choosing("/nav/draws", form({ offer }));
      expect(closed.status).to.equal(303);
      const path = closed.headers.get("location") ?? "";
      const list = await (await pages.get(path)).text();
      expect(list).to.contain("Listen er lukket").and.not.contain("Får billett");
      for (const { reference } of recipients) expect(list).to.contain(reference);

      expect((await pages.post(`${path}/close`)).headers.get("location")).to.equal(path);
      const drawn = await (await pages.get(path)).text();
      expect(drawn).to.contain("Bekreft og tildel 1 billett");
      expect(drawn).not.to.contain("Du kan klage til NAV-kontoret innen tre uker");
      expect(drawn.match(/Får ikke billett</g)).to.have.length(3);

      const file = await pages.get(`${path}/file.json`);
      expect(file.headers.get("content-disposition")).to.contain("attachment");
      expect(faultsOfDraw(await file.json())).to.deep.equal([]);

      const confirmed = await pages.post(`${path}/confirm`);
      expect(confirmed.headers.get("location")).to.match(/^\/nav\/allocations\/[0-9a-f-]{36}$/);
      const twice = await pages.post(`${path}/confirm`);
      expect(twice.headers.get("location")).to.equal(confirmed.headers.get("location"));
      expect(await (await pages.get("/nav/draws")).text()).to.contain(path);
      expect(await (await pages.get(path)).text())
        .to.contain("Se tildelingen")
        .and.contain("Du kan klage til NAV-kontoret innen tre uker");
    });

    it("the form of a draw keeps what was typed and says what is wrong", async () => {
      const { id: offer } = await few();
      for (const [fields, said] of [
        [{ fewest_tickets: "" }, "Velg minst ett kriterium"],
        [{ age: "1", agesFrom: "6", agesTo: "9" }, "Velg minst ett kriterium"],
        [{ age: "2", agesFrom: "6" }, "Skriv alder fra og til"],
        [{ publishedOn: "1.11.2026" }, "Oppgi datoen"],
        [{ seats: "4" }, "Skriv et antall"],
        [{ againBecause: "more_tickets" }, "Tilbudet er ikke trukket før"],
      ] as const) {
        const refused = await choosing("/nav/draws", form({ offer, ...fields }));
        const page = await refused.text();
        expect([refused.status, page.includes(said)], said).to.deep.equal([400, true]);
        expect(page.match(/name="recipient"/g), said).to.have.length(4);
      }
      await choosing("/nav/draws", form({ offer }));
      const again = await choosing("/nav/draws", form({ offer }));
      expect(again.status).to.equal(409);
      expect(await again.text()).to.contain("Tilbudet er trukket før");
    });

    it("the form of a draw says that the children are of two municipalities, and leads back to the choice", async () => {
      await aMunicipality(database.db, "5026");
      const { id: offer } = await anOffer(database.db, {
        ...{ quota: 1, municipalities: ["5025", "5026"] },
      });
      const { id: elsewhere } = await aRecipient(database.db, { municipality: "5026" });
      const fields: [string, string][] = [
        ...Object.entries(form({ offer })),
        ...[...recipientIds(), elsewhere].map((id): [string, string] => ["recipient", id]),
      ];
      const refused = await pages.post("/nav/draws", fields);
      const page = await refused.text();
      expect(refused.status).to.equal(400);
      expect(page).to.match(/href="#recipients"[^>]*>En trekning gjelder én kommune/);
      expect(page)
        .to.contain('id="recipients"')
        .and.match(/formAction="\/nav\/allocate\/choose"/i);
      const choice = await (await pages.post("/nav/allocate/choose", fields)).text();
      expect(
        choice
          .match(/<input[^>]*name="recipient"[^>]*>/g)
          ?.filter((each) => each.includes("checked")),
      ).to.have.length(5);
    });

    it("the page of a draw shows who is passed over before the officer confirms, and asks anew when that has changed", async () => {
      const { id: offer } = await few();
      const path = (await choosing("/nav/draws", form({ offer }))).headers.get("location") ?? "";
      await pages.post(`${path}/close`);
      const api_ = `/api/v1/offers/${offer}/draws/${path.split("/").at(-1)}`;
      const { rows } = (await api.get(api_)).body as Answered;
      const [winner, next] = rows.map(({ children }) => children[0] as { recipientId: string });
      const born = (id: string | undefined, year: number) =>
        database.db("recipients").where({ id }).update({ birth_year: year });
      const seenOn = (html: string) => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? "";
      const page = async () => (await pages.get(path)).text();
      const first = await page();
      expect(first).not.to.contain("Hoppes over");

      await born(winner?.recipientId, 2001);
      for (const body of [undefined, { passedOverKey: "00000000deadbeef" }]) {
        const { status, body: problem } = await api.post(`${api_}/confirm`, body);
        expect(status).to.equal(409);
        expect(problem).to.have.nested.property("errors[0].path", "passedOverKey");
      }
      expect((await pages.post(`${path}/confirm`)).status).to.equal(409);
      const changed = await pages.post(`${path}/confirm`, { seen: seenOn(first) });
      expect(changed.status).to.equal(409);
      const shown = await changed.text();
      expect(shown).to.contain("Noe er endret siden du så listen.");
      expect(shown).to.contain("Hoppes over: utenfor alderen").and.contain("tildel 1 billett");
      expect((await api.get(api_)).body).to.include({ passedOverKey: seenOn(shown) });
      expect((await api.get(api_)).body).to.have.deep.nested.property("rows[0].passedOver", [
        "outside_age",
      ]);

      const confirmed = await pages.post(`${path}/confirm`, { seen: seenOn(shown) });
      expect(confirmed.status).to.equal(303);
      const passes = await database.db("passes").where({ offer_id: offer }).pluck("recipient_id");
      expect(passes).to.deep.equal([next?.recipientId]);
      await born(winner?.recipientId, 2015);
      expect(await page()).to.contain("Hoppes over: utenfor alderen");
      expect(faultsOfDraw((await api.get(`${api_}/file`)).body)).to.deep.equal([]);
    });

    it("the page of a draw says so when the offer's tickets cannot be allocated any more", async () => {
      const { id: offer } = await few();
      const path = (await choosing("/nav/draws", form({ offer }))).headers.get("location") ?? "";
      await pages.post(`${path}/close`);
      await database.db("offers").where({ id: offer }).update({ state: "paused" });
      const refused = await pages.post(`${path}/confirm`);
      expect(refused.status).to.equal(409);
      expect(await refused.text()).to.contain("tilbudet kan ikke tildeles nå");
    });

    it("a confirmation that was sent after the session's end shows the draw after the login, and refuses nothing", async () => {
      const { id: offer } = await few();
      const path = (await choosing("/nav/draws", form({ offer }))).headers.get("location") ?? "";
      await pages.post(`${path}/close`);
      const signIn = async (cookie = "") => {
        const { headers } = await fetch(`${pages.url}/sign-in?as=nora`, { headers: { cookie } });
        return headers
          .getSetCookie()
          .map((each) => each.split(";")[0])
          .join("; ");
      };
      const cookie = await signIn();
      const page = await (await fetch(pages.url + path, { headers: { cookie } })).text();
      const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(page) ?? [];
      pages.deps.clock.set(new Date(testNow.getTime() + 31 * 60_000));
      const late = await fetch(`${pages.url}${path}/confirm`, {
        ...{ method: "POST", headers: { cookie }, redirect: "manual" },
        body: new URLSearchParams({ csrf }),
      });
      expect(late.status).to.equal(303);
      const again = await signIn(cookie);
      const shown = await fetch(`${pages.url}/nav/resume`, { headers: { cookie: again } });
      pages.deps.clock.set(testNow);
      expect(shown.status).to.equal(200);
      const html = await shown.text();
      expect(html).to.contain("tildel 1 billett");
      expect(html).not.to.contain("Noe er endret siden").and.not.contain("kan ikke tildeles nå");
    });
  });
});

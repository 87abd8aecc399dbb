import { expect } from "chai";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { faultsOfDraw } from "../../../src/domain/draws/draw-file.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import { anOffer, aRecipient, type BuiltRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

interface Answered extends Record<string, unknown> {
  id: string;
  state: string;
  refused?: unknown[];
  rows: { place?: number; outcome?: string; letter?: { nb: string }; children: object[] }[];
}

describe("draws over HTTP", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025"]);
  let api: ApiClient;
  let recipients: BuiltRecipient[];

  before(async () => {
    recipients = [];
    for (let i = 0; i < 4; i++) recipients.push(await aRecipient(database.db));
    const named = { name: "test", role: "nav" as const, municipalities: ["5025"] };
    api = apiClient(pages, (await createApiKey(pages.deps, named)).key);
  });

  const recipientIds = () => recipients.map(({ id }) => id);
  const few = () => anOffer(database.db, { quota: 1 });

  it("the API closes a list, draws it, confirms it, and exports a file that verifies", async () => {
    const { id: offerId } = await few();
    const body = {
      ...{ offerId, recipientIds: recipientIds(), publishedOn: "2026-11-01" },
      ...{ criteria: ["age", "fewest_tickets"], ages: { from: 6, to: 12 } },
    };
    const created = await api.post("/api/v1/draws", body);
    expect(created.status).to.equal(201);
    const closed = created.body as Answered;
    const path = `/api/v1/draws/${closed.id}`;
    expect(created.headers.get("location")).to.equal(path);
    expect(closed).to.include({ state: "closed" }).and.have.deep.property("refused", []);
    expect((await api.get(`${path}/file`)).status).to.equal(409);
    expect((await api.post(`${path}/confirm`)).status).to.equal(409);

    const drawn = (await api.post(`${path}/lots`)).body as Answered;
    expect(drawn.rows.map(({ place, outcome }) => [place, outcome])).to.deep.equal([
      ...[
        [1, "won"],
        [2, "waiting"],
        [3, "waiting"],
        [4, "waiting"],
      ],
    ]);
    expect(drawn.rows[0]?.letter?.nb).to.contain("Barnet får billett.");
    const { allocationId } = (await api.post(`${path}/confirm`)).body as { allocationId: string };
    expect((await api.get(`/api/v1/allocations/${allocationId}`)).body).to.include({
      allocated: 1,
    });
    expect((await api.get(path)).body).to.include({ state: "confirmed", allocationId });
    expect(faultsOfDraw((await api.get(`${path}/file`)).body)).to.deep.equal([]);
  });

  it("the API names the member that is wrong in a request for a draw", async () => {
    const { id: offerId } = await few();
    const right = {
      ...{ offerId, recipientIds: recipientIds(), publishedOn: "2026-11-01" },
      criteria: ["fewest_tickets"],
    };
    for (const [change, path] of [
      [{ criteria: [] }, "criteria"],
      [{ criteria: ["fewest_tickets", "fewest_tickets"] }, "criteria"],
      [{ criteria: ["age"] }, "ages"],
      [{ ages: { from: 1, to: 2 } }, "ages"],
      [{ criteria: ["age"], ages: { from: 9, to: 2 } }, "ages"],
      [{ publishedOn: "1.11.2026" }, "publishedOn"],
      [{ tickets: 4 }, "tickets"],
      [{ used: true }, "used"],
    ] as const) {
      const { status, body } = await api.post("/api/v1/draws", { ...right, ...change });
      const { errors } = body as { errors: { path: string }[] };
      expect([status, errors.map((error) => error.path)], path).to.deep.equal([400, [path]]);
    }
  });
});

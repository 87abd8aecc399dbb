import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { apiWorld } from "../../../support/api-world.ts";
import { useAppleWallet } from "../../../support/apple-wallet.ts";
import { aTemplateDefinition } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";

describe("a template upload under an Idempotency-Key", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  /** Transactions that were open while each trial ticket was signed, which comes after rendering. */
  let open: number[];
  const server = useServer(database, {
    change: (deps) => ({
      ...deps,
      apple: {
        ...apple.wallet,
        stamp: async (...ticket) => {
          const { rows } = await database.owner.raw<{ rows: [{ count: number }] }>(
            `select count(*)::int from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid()
               and xact_start is not null and backend_type = 'client backend'`,
          );
          open.push(rows[0].count);
          return apple.wallet.stamp(...ticket);
        },
      },
    }),
  });

  const upload = (template: unknown, headers: Record<string, string>) => {
    const data = new FormData();
    data.append("template", JSON.stringify(template));
    data.append(
      "icon",
      new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>']),
    );
    return { data, headers };
  };

  beforeEach(() => {
    open = [];
  });

  it("a template upload under an Idempotency-Key renders while no transaction is open", async () => {
    const { provider } = await apiWorld(server);
    const { data, headers } = upload(aTemplateDefinition, { "Idempotency-Key": randomUUID() });
    expect((await provider.post("/api/v1/templates", data, headers)).status).to.equal(201);
    expect(open.length).to.be.greaterThan(0);
    expect(open.filter((count) => count > 0)).to.deep.equal([]);
  });

  it("a template upload under an Idempotency-Key repeats a refusal that rendering gave", async () => {
    const { provider } = await apiWorld(server);
    const faulty = { ...aTemplateDefinition, price: 1 };
    const { data, headers } = upload(faulty, { "Idempotency-Key": randomUUID() });
    const first = await provider.post("/api/v1/templates", data, headers);
    const second = await provider.post("/api/v1/templates", data, headers);
    expect([first.status, second.status]).to.deep.equal([422, 422]);
    expect(second.body["errors"]).to.deep.equal(first.body["errors"]);
  });
});

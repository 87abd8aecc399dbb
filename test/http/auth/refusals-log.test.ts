import { expect } from "chai";
import { pino } from "pino";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { apiClient } from "../../support/api-client.ts";
import { aMunicipality } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

describe("the log of refused requests", () => {
  const database = useDatabase();
  const lines: string[] = [];
  const logger = pino({ level: "info" }, { write: (line) => void lines.push(line) });
  const server = useServer(database, {
    rateLimits: { api: 5 },
    change: (deps) => ({ ...deps, logger }),
  });

  const refusals = () =>
    lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === "request refused")
      .map(({ status, route, caller }) => ({ status, route, caller }));

  it("the log names status, route and the key's id of 401, 403 and 429, and no address or key", async () => {
    await aMunicipality(database.db);
    const { id, key } = await createApiKey(server.deps, {
      role: "culture",
      municipalities: ["5025"],
      name: "Kulturkontoret",
    });
    const recipient = "/api/v1/recipients/SAK-1001";
    await apiClient(server, "none").get(recipient);
    await apiClient(server, key).get(recipient);
    for (let i = 0; i < 5; i++) await apiClient(server, key).get("/api/v1/reviews");
    const [unknown, forbidden, tooMany] = refusals();
    const route = "/api/v1/recipients/:reference";
    expect(unknown).to.deep.equal({ status: 401, route, caller: undefined });
    expect(forbidden).to.deep.equal({ status: 403, route, caller: id });
    expect(tooMany).to.include({ status: 429 });
    expect(lines.join("")).not.to.contain("SAK-1001").and.not.to.contain(key);
  });
});

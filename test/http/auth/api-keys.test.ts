import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { hashApiKey, createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { documentedOperations } from "../../../src/http/server/documented-operations.ts";
import { apiClient } from "../../support/api-client.ts";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { providerSession } from "../../support/sessions.ts";
import { aMunicipality, aProvider, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

describe("API keys", () => {
  const database = useDatabase();
  const server = useServer(database);
  let key: string;
  let id: string;
  let providerId: string;

  before(async () => {
    await aMunicipality(database.db);
    ({ id: providerId } = await aProvider(database.db));
    ({ id, key } = await createApiKey(server.deps, { role: "provider", providerId, name: "till" }));
  });

  const ask = (given: string | undefined, path = "/api/v1/offers") =>
    apiClient(server, given).get(path);

  it("name their role and are stored as a hash alone", async () => {
    expect(key).to.match(/^jw_provider_[A-Za-z0-9_-]{43}$/);
    const row = await database.db("api_keys").where({ id }).first<Record<string, unknown>>();
    expect(JSON.stringify(row)).not.to.contain(key);
    expect(hashApiKey(key).equals(row["key_hash"] as Buffer)).to.equal(true);
  });

  it("open the API to their role", async () => {
    expect((await ask(key)).status).to.equal(200);
  });

  for (const [what, given] of [
    ["no key", undefined],
    ["an unknown key", `jw_provider_${"A".repeat(43)}`],
    ["something else", "secret"],
    ["a NUL", "jw_nav_%00"],
  ] as const) {
    it(`401 with a challenge for ${what}`, async () => {
      const { status, headers, body } = await ask(given);
      expect(status).to.equal(401);
      expect(headers.get("www-authenticate")).to.equal('Bearer realm="join"');
      expect(body["code"]).to.equal("unauthorized");
    });
  }

  it("API keys are looked at before the body is", async () => {
    const { status } = await apiClient(server).post("/api/v1/offers", "{");
    expect(status).to.equal(401);
  });

  const roles = ["provider", "nav", "culture"] as const;
  for (const role of roles) {
    it(`API keys of the role ${role} open each operation that names it, and answer 403 to each other`, async () => {
      await aMunicipality(database.db, "3430");
      const owner = role === "provider" ? { role, providerId } : { role, municipalities: ["3430"] };
      const mine = apiClient(
        server,
        (await createApiKey(server.deps, { ...owner, name: role })).key,
      );
      const counts = { open: 0, closed: 0 };
      for (const { id: operation, method, path, security } of documentedOperations) {
        if (typeof security !== "object") continue;
        const address = path.replace(/\{\w+\}/g, () => randomUUID());
        const { status, body } = await mine[method](address);
        const isOpen = security.apiKey.includes(role);
        counts[isOpen ? "open" : "closed"] += 1;
        if (isOpen) expect([401, 403], `${operation}: ${status}`).not.to.include(status);
        else expect([status, body["code"]], operation).to.deep.equal([403, "forbidden"]);
      }
      expect(counts.open).to.be.above(10);
      expect(counts.closed).to.be.above(10);
    });
  }

  it("say when they were last used, to within five minutes", async () => {
    const lastUsed = async () =>
      (await database.db("api_keys").where({ id }).first<{ last_used_at: Date }>()).last_used_at;
    const start = server.deps.clock.now().getTime();
    await ask(key);
    const first = await lastUsed();
    server.deps.clock.set(new Date(start + 4 * 60_000));
    await ask(key);
    expect(await lastUsed()).to.deep.equal(first);
    server.deps.clock.set(new Date(start + 6 * 60_000));
    await ask(key);
    expect((await lastUsed()).getTime()).to.equal(start + 6 * 60_000);
  });

  it("403 while the provider is suspended", async () => {
    await database.db("providers").where({ id: providerId }).update({ state: "suspended" });
    expect((await ask(key)).status).to.equal(403);
    await database.db("providers").where({ id: providerId }).update({ state: "approved" });
    expect((await ask(key)).status).to.equal(200);
  });

  it("API keys end after a year, which the 401 says, while one that was made before works on", async () => {
    const { clock } = server.deps;
    const start = clock.now();
    const { id: providerId } = await aProvider(database.db);
    const owner = { role: "provider", providerId, name: "till" } as const;
    const { key: old } = await createApiKey(server.deps, owner);
    const user = { providerId, email: "eier@provider.example", role: "owner" } as const;
    const userId = await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, user),
    );
    const day = 86_400_000;
    const after = (ms: number) => {
      clock.set(new Date(start.getTime() + ms));
    };
    after(364 * day);
    const { key: next } = await createApiKey(server.deps, owner);
    const systems = async () => {
      const cookie = `provider=${await providerSession(server.deps, userId)}`;
      const page = await fetch(`${server.url}/provider/systems`, { headers: { cookie } });
      return page.text();
    };
    after(335 * day - 1);
    expect(await systems(), "31 days before")
      .to.contain("Virker til 15. januar 2028")
      .and.not.to.contain("Slutter å");
    after(335 * day);
    expect(await systems(), "30 days before").to.contain("Slutter å virke 15. januar 2028.");
    after(365 * day - 1);
    expect([(await ask(old)).status, (await ask(next)).status]).to.deep.equal([200, 200]);
    after(365 * day);
    const { status, body } = await ask(old);
    expect([status, body["code"]]).to.deep.equal([401, "unauthorized"]);
    expect(body["detail"]).to.match(/^This API key ended at 20\d\d-/);
    expect((await ask(next)).status).to.equal(200);
    expect(await systems()).to.contain("Sluttet å virke 15. januar 2028");
    clock.set(start);
  });

  it("401 once revoked", async () => {
    await database.db("api_keys").where({ id }).update({ revoked_at: new Date() });
    expect((await ask(key)).status).to.equal(401);
  });
});

import { expect } from "chai";
import { createDoorDevice } from "../../../src/actions/door/create-door-device.ts";
import { createOwnApiKey } from "../../../src/actions/integrations/create-own-api-key.ts";
import { removeProviderUser } from "../../../src/actions/providers/remove-provider-user.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { apiClient } from "../../support/api-client.ts";
import { aProvider, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { sessionOfProvider } from "../../support/sign-in-provider.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

describe("a person whom an owner removes", () => {
  const database = useDatabase();
  const server = useServer(database);

  /** An owner of the provider. */
  async function anOwner(providerId: string, email: string) {
    const user = { providerId, email, role: "owner" } as const;
    const id = await database.db.transaction((trx) => insertProviderUser(trx, testKeyRing, user));
    return { role: "provider", id: id ?? "", providerId } as const;
  }

  /** A provider whose signed-in owner removes another, who has made two keys, and a scanner in person and by a key. */
  async function aPersonWithTokens() {
    const { id: providerId } = await aProvider(database.db);
    const owner = await anOwner(providerId, "stays@provider.example");
    const cookie = `provider=${await sessionOfProvider(server.deps, providerId)}`;
    const person = await anOwner(providerId, "goes@provider.example");
    const makeKey = (name: string, actor = person) => createOwnApiKey(server.deps, { actor, name });
    const [till, site, own] = [
      await makeKey("Till"),
      await makeKey("Site"),
      await makeKey("Of the other", owner),
    ];
    const door = await createDoorDevice(server.deps, { actor: person, name: "Main entrance" });
    const made = await apiClient(server, till.key).post("/api/v1/door-devices", { name: "Kiosk" });
    const kiosk = String(made.body["token"]);
    const ask = (token: string, path: string) =>
      fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } });
    /** Whether each of the tokens opens what it is for. */
    const works = async () => {
      const keys = [till.key, site.key, own.key].map((key) => ask(key, "/api/v1/offers"));
      const scanners = [door.token, kiosk].map((token) => ask(token, "/api/v1/door"));
      return (await Promise.all([...keys, ...scanners])).map(({ status }) => status === 200);
    };
    const path = `/provider/people/${person.id}/remove`;
    const html = async () => (await fetch(server.url + path, { headers: { cookie } })).text();
    const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(await html()) ?? [];
    const send = async (fields: [string, string][]) => {
      const body = new URLSearchParams([["csrf", csrf], ...fields]);
      const asked = { method: "POST", headers: { cookie }, body, redirect: "manual" } as const;
      return (await fetch(server.url + path, asked)).headers.get("location");
    };
    const audit = () =>
      database
        .db("audit_events")
        .where({ actor: owner.id })
        .whereIn("action", ["api_key.revoked", "door_device.removed", "provider_user.removed"])
        .orderBy("id")
        .pluck<string>("action");
    return { path, html, send, works, audit, door, owner, person };
  }

  it("is removed after a page that lists the keys and scanners it made, with the keys to be revoked", async () => {
    const { html, send, works, audit, path } = await aPersonWithTokens();
    expect(await send([])).to.equal(path);
    const page = await html();
    for (const name of ["Till", "Site", "Main entrance", "Kiosk"]) expect(page).to.contain(name);
    expect(page).not.to.contain("Of the other");
    expect(page.match(/checked=""/g)).to.have.length(2);
    expect(await works()).to.deep.equal([true, true, true, true, true]);
    const value = (name: string) =>
      [...page.matchAll(new RegExp(`name="${name}"[^>]*value="([^"]+)"`, "g"))].map(
        ([, id = ""]): [string, string] => [name, id],
      );
    const shown = value("shown");
    const stopped = shown.map(([, id]): [string, string] => ["stop", id]);
    expect(await send([["isAsked", "true"], ...shown, ...stopped])).to.contain("notice=removed");
    expect(await works()).to.deep.equal([false, false, true, true, true]);
    expect(await audit()).to.deep.equal([
      "api_key.revoked",
      "api_key.revoked",
      "provider_user.removed",
    ]);
  });

  it("leaves the keys that the owner keeps, and takes along the scanners that the owner chooses", async () => {
    const { html, send, works, audit, door } = await aPersonWithTokens();
    const [, kept = ""] = /name="shown"[^>]*value="([^"]+)"/.exec(await html()) ?? [];
    const chosen: [string, string][] = [
      ["isAsked", "true"],
      ["shown", kept],
      ["stop", door.id],
    ];
    await send(chosen);
    const after = await works();
    expect(after.slice(0, 2).filter(Boolean)).to.have.length(1);
    expect(after.slice(2)).to.deep.equal([true, false, true]);
    expect(await audit()).to.deep.equal([
      "api_key.revoked",
      "door_device.removed",
      "provider_user.removed",
    ]);
  });

  it("is removed at once when it made nothing", async () => {
    const { id: providerId } = await aProvider(database.db);
    await anOwner(providerId, "stays@provider.example");
    const cookie = `provider=${await sessionOfProvider(server.deps, providerId)}`;
    const { id } = await anOwner(providerId, "goes@provider.example");
    const people = await (
      await fetch(`${server.url}/provider/people`, { headers: { cookie } })
    ).text();
    const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(people) ?? [];
    const body = new URLSearchParams({ csrf });
    const asked = { method: "POST", headers: { cookie }, body, redirect: "manual" } as const;
    const removed = await fetch(`${server.url}/provider/people/${id}/remove`, asked);
    expect(removed.headers.get("location")).to.equal("/provider/people?notice=removed");
  });

  describe("while it makes a key", () => {
    /** How many keys of removed people work. */
    async function left(db: Pool = database.db): Promise<number> {
      const { id: providerId } = await aProvider(database.db);
      const owner = await anOwner(providerId, "stays@provider.example");
      const person = await anOwner(providerId, "goes@provider.example");
      const deps = { ...server.deps, db };
      await Promise.allSettled([
        ...["a", "b", "c"].map((name) => createOwnApiKey(deps, { actor: person, name })),
        removeProviderUser(deps, { actor: owner, userId: person.id }),
      ]);
      const keys = await database
        .db("api_keys")
        .where({ provider_id: providerId, revoked_at: null });
      return keys.length;
    }

    it("leaves none that works", async () => {
      for (let round = 0; round < 10; round++) expect(await left()).to.equal(0);
    });

    it("leaves one without the provider's lock (negative control)", async () => {
      const unlocked = connectWithoutLocks(database.url);
      try {
        let most = 0;
        for (let round = 0; round < 30 && most === 0; round++) most = await left(unlocked);
        expect(most).to.be.above(0);
      } finally {
        await unlocked.destroy();
      }
    });
  });
});

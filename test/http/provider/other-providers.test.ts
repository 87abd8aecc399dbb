import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { createHandOut } from "../../../src/actions/complimentary/create-hand-out.ts";
import { createDoorDevice } from "../../../src/actions/door/create-door-device.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { documentedOperations } from "../../../src/http/server/documented-operations.ts";
import { providerPages } from "../../../src/http/provider/provider-pages.tsx";
import { providerSession } from "../../support/sessions.ts";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import {
  anOffer,
  aPass,
  aTemplateDefinition,
  aTemplate,
  testKeyRing,
} from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { routesOf } from "../../support/routes-of.ts";
import { useServer } from "../../support/server.ts";

/** What an address of the API or a page names, and is no one's. */
const nobodys: Record<string, string> = { month: "2027-01", wallet: "apple", token: "x" };

describe("a provider and what is another's", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;
  let cookie: string;
  /** The other's, by the name of the parameter or the place of an `id`. */
  let others: Record<string, string>;

  before(async () => {
    world = await apiWorld(server);
    const { db, deps } = { db: database.db, deps: server.deps };
    const providerId = world.otherProviderId;
    const user = (id: string) =>
      db.transaction((trx) =>
        insertProviderUser(trx, testKeyRing, {
          providerId: id,
          email: "a@b.example",
          role: "owner",
        }),
      );
    cookie = `provider=${await providerSession(deps, await user(world.providerId))}`;

    const template = await aTemplate(db, { providerId });
    const offer = await anOffer(db, { providerId, templateId: template.id, state: "open" });
    await aPass(db, { offer });
    const actor = { role: "provider", id: "test", providerId } as const;
    const door = await createDoorDevice(deps, { actor, name: "Theirs" });
    const key = await createApiKey(deps, { role: "provider", providerId, name: "theirs" });
    const [webhook] = await db("webhooks")
      .insert({
        provider_id: providerId,
        url: "https://theirs.example",
        events: ["offer.approved"],
        secret_sealed: randomBytes(8),
        created_at: new Date(),
      })
      .returning<{ id: string }[]>("id");
    const [batch] = await db("code_batches")
      .insert({ offer_id: offer.id, name: "Theirs", created_at: new Date() })
      .returning<{ id: string }[]>("id");
    const handOut = await createHandOut(deps, {
      ...{ actor, offerId: offer.id, count: 1, form: "links", language: "nb" },
    } as const);
    others = {
      offerId: offer.id,
      handOutId: handOut.id,
      linkId: handOut.links[0]?.id ?? "",
      batchId: batch?.id ?? "",
      templateId: template.id,
      doorDeviceId: door.id,
      webhookId: webhook?.id ?? "",
      deliveryId: webhook?.id ?? "",
      "doors/:id": door.id,
      "systems/:id": key.id,
      "people/:userId": (await user(providerId)) ?? "",
    };
  });

  /** The path with the other's ids in it. Throws for a parameter that this test does not know. */
  function pathOfOther(path: string): string {
    return path
      .replace(/\{(\w+)\}/g, ":$1")
      .replace(/([a-z-]+)\/:(\w+)/g, (_, place: string, name: string) => {
        const id = others[`${place}/:${name}`] ?? others[name] ?? nobodys[name];
        if (id === undefined) throw new Error(`Whose is ${name} in ${path}?`);
        return `${place}/${id}`;
      });
  }

  /** All that is the other's, and all that was noted of it. */
  async function state(): Promise<string> {
    const { rows } = await database.db.raw<{ rows: { state: string }[] }>(
      `select concat(
         (select json_agg(o order by id) from offers o where provider_id = :id),
         (select json_agg(t order by id) from templates t where provider_id = :id),
         (select json_agg(v order by v.template_id, version) from template_versions v
          join templates t on t.id = v.template_id where provider_id = :id),
         (select json_agg(p order by serial_number) from passes p
          join offers o on o.id = p.offer_id where o.provider_id = :id),
         (select json_agg(q) from complimentary_quotas q
          join offers o on o.id = q.offer_id where o.provider_id = :id),
         (select json_agg(b order by b.id) from code_batches b
          join offers o on o.id = b.offer_id where o.provider_id = :id),
         (select json_agg(d order by id) from door_devices d where provider_id = :id),
         (select json_agg(k order by id) from api_keys k where provider_id = :id),
         (select json_agg(w order by id) from webhooks w where provider_id = :id),
         (select json_agg(u order by id) from provider_users u where provider_id = :id)
       ) as state`,
      { id: world.otherProviderId },
    );
    return rows[0]?.state ?? "";
  }

  const isOwn = (path: string) => !/[{:]/.test(path.replace(/[{:](month|wallet|token)/g, ""));

  const operations = documentedOperations.filter(
    ({ security, path }) =>
      typeof security === "object" && security.apiKey.includes("provider") && !isOwn(path),
  );

  it("are known for what they are: there are endpoints and pages to try", () => {
    expect(operations.length).to.be.at.least(15);
    expect(pages().length).to.be.at.least(20);
  });

  for (const { method, path, parts, example } of operations) {
    it(`404 for ${method} ${path}`, async () => {
      const before = await state();
      const form = new FormData();
      form.set("template", JSON.stringify(aTemplateDefinition));
      const { status, body } = await world.provider[method as "get"](
        pathOfOther(path),
        method === "get" || method === "delete" ? undefined : parts ? form : (example ?? {}),
      );
      expect(status).to.equal(404);
      expect(body["code"]).to.equal("not_found");
      expect(await state()).to.equal(before);
    });
  }

  const pages = () => routesOf(providerPages(server.deps)).filter(({ path }) => !isOwn(path));

  it("404 for every page, with nothing changed", async () => {
    const before = await state();
    expect(pages().length).to.be.above(20);
    for (const { method, path } of pages()) {
      const upload = new FormData();
      upload.set("definition", "{}");
      const fields = new URLSearchParams({ csrf: "token", offerId: others["offerId"] ?? "" });
      const isUpload = path.startsWith("/provider/templates") && !path.endsWith("publish");
      const answer = await fetch(`${server.url}${pathOfOther(path)}?csrf=token`, {
        method: method.toUpperCase(),
        headers: { cookie },
        redirect: "manual",
        ...(method === "post" && { body: isUpload ? upload : fields }),
      });
      expect(answer.status, `${method} ${path}`).to.equal(404);
      await answer.text();
    }
    expect(await state()).to.equal(before);
  });

  it("is told from its own, which the same addresses show", async () => {
    const own = await anOffer(database.db, { providerId: world.providerId, state: "draft" });
    const answer = await fetch(`${server.url}/provider/offers/${own.id}`, { headers: { cookie } });
    expect(answer.status).to.equal(200);
    expect(await answer.text()).to.contain("Dagskort i skitrekket");
  });

  it("shows nothing of another's in a list", async () => {
    let shown = 0;
    for (const path of routesOf(providerPages(server.deps))
      .filter(({ method, path: each }) => method === "get" && isOwn(each))
      .map(({ path: each }) => each.replace(":month", "2027-01"))) {
      if (path.includes(":")) continue;
      const answer = await fetch(server.url + path, { headers: { cookie }, redirect: "manual" });
      const text = await answer.text();
      if (answer.status === 200) shown += 1;
      for (const id of Object.values(others)) expect(text, path).not.to.contain(id);
    }
    expect(shown).to.be.above(5);
  });

  for (const [what, headers] of [
    ["without the form's token", {}],
    ["from another origin", { "sec-fetch-site": "cross-site" }],
  ] as const) {
    it(`403 for a form ${what}`, async () => {
      const own = await anOffer(database.db, { providerId: world.providerId, state: "open" });
      const fields = new URLSearchParams(what.startsWith("from") ? { csrf: "token" } : {});
      const answer = await fetch(`${server.url}/provider/offers/${own.id}/pause`, {
        method: "POST",
        headers: { cookie, ...headers },
        body: fields,
      });
      expect(answer.status).to.equal(403);
    });
  }

  it("sends whoever was removed to the login at once", async () => {
    const { db } = database;
    const id = await db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, {
        providerId: world.providerId,
        email: "leaves@b.example",
        role: "staff",
      }),
    );
    const theirs = `provider=${await providerSession(server.deps, id)}`;
    const get = () =>
      fetch(`${server.url}/provider`, { headers: { cookie: theirs }, redirect: "manual" });
    expect((await get()).status).to.equal(200);
    await db("provider_users").where({ id }).delete();
    const after = await get();
    expect(after.status).to.equal(303);
    expect(after.headers.get("location")).to.equal("/provider/login");
  });

  it("403 for keys and people to a member of staff", async () => {
    const id = await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, {
        providerId: world.providerId,
        email: "staff@b.example",
        role: "staff",
      }),
    );
    const theirs = `provider=${await providerSession(server.deps, id)}`;
    const ask = async (path: string, fields?: Record<string, string>) => {
      const body = fields && new URLSearchParams({ csrf: "token", ...fields });
      const answer = await fetch(server.url + path, {
        headers: { cookie: theirs },
        redirect: "manual",
        ...(body && { method: "POST", body }),
      });
      return answer.status;
    };
    expect(await ask("/provider/systems")).to.equal(403);
    expect(await ask("/provider/systems", { name: "mine" })).to.equal(403);
    expect(await ask("/provider/webhooks")).to.equal(403);
    expect(await ask("/provider/people")).to.equal(200);
    expect(await ask("/provider/people", { email: "x@b.example" })).to.equal(403);
  });

  it("answers a login the same whether the address is known or not", async () => {
    const page = async (email: string) => {
      const answer = await fetch(`${server.url}/provider/login`, {
        method: "POST",
        body: new URLSearchParams({ email }),
      });
      return `${answer.status} ${(await answer.text()).replaceAll(email, "…")}`;
    };
    expect(await page("a@b.example")).to.equal(await page("unknown@b.example"));
  });

  it("finds no NAV mark and no name of it on a provider's page", async () => {
    for (const path of [
      "/provider",
      "/provider/login",
      "/provider/people",
      "/provider/offers/new",
    ]) {
      const text = await (await fetch(server.url + path, { headers: { cookie } })).text();
      expect(text, path).not.to.match(/\bnav\b/i);
    }
  });
});

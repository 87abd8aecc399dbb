import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import { culturePages } from "../../../src/http/culture/culture-pages.tsx";
import { documentedOperations } from "../../../src/http/server/documented-operations.ts";
import { navPages } from "../../../src/http/nav/nav-pages.tsx";
import { staffSession } from "../../support/sessions.ts";
import { providerPages } from "../../../src/http/provider/provider-pages.tsx";
import { allocated } from "../../support/allocated.ts";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { anOffer } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { routesOf } from "../../support/routes-of.ts";
import { useServer } from "../../support/server.ts";

describe("the culture office and those who get tickets", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;
  let apiKey: string;
  let cookie: string;
  /** What an address may name, so that every address leads somewhere if it leads anywhere. */
  let named: Record<string, string>;
  /** Whatever would tell of a recipient. */
  let secrets: string[];

  before(async () => {
    world = await apiWorld(server);
    const { deps } = server;
    const { db } = database;
    const municipalities = ["5025"];
    ({ key: apiKey } = await createApiKey(deps, { role: "culture", municipalities, name: "test" }));
    const claims = { sub: "kari", name: "Kari", nav: [], culture: municipalities };
    cookie = `staff=${await staffSession(deps, claims)}`;

    const nav = { role: "nav", id: "nora", municipalities } as const;
    const reference = "SECRET-REFERENCE-7";
    const { recipient } = await upsertRecipient(deps, {
      actor: nav,
      reference,
      label: "SECRET-LABEL",
      birthYear: 2017,
      municipality: "5025",
      language: "nb",
      delivery: "sms",
      phone: "+4799988777",
    });
    const open = await anOffer(db, { providerId: world.providerId });
    const submitted = await anOffer(db, { providerId: world.providerId, state: "submitted" });
    const { id: allocationId, items } = await allocated(
      allocate(deps, {
        actor: nav,
        items: [{ recipient: reference, offerId: open.id }],
        mode: "all",
      }),
    );
    await issuePasses(deps, { offerId: open.id });
    const serialNumber = items[0]?.passes[0]?.serialNumber ?? "";
    const { url, code } = await renewClaimLink(deps, { actor: nav, reference });
    expect(serialNumber).to.match(/^[\w-]{22}$/);
    named = {
      offerId: submitted.id,
      openOfferId: open.id,
      providerId: world.providerId,
      allocationId,
      reference,
      serialNumber,
      recipientId: recipient.id,
    };
    secrets = [
      reference,
      "SECRET-LABEL",
      "99988777",
      recipient.id,
      allocationId,
      serialNumber,
      url.slice(-43),
      code,
    ];
  });

  const expectNothing = (text: string, where: string) => {
    for (const secret of secrets) expect(text, where).not.to.contain(secret);
  };

  /** The address with each of the ids that could stand in it. */
  const addresses = (path: string, ids: readonly string[]) => {
    const parameter = /\{\w+\}|:\w+/;
    return parameter.test(path)
      ? ids.map((id) => path.replace(new RegExp(parameter, "g"), encodeURIComponent(id)))
      : [path];
  };

  const call = async (method: string, path: string, headers: Record<string, string>) => {
    const isApi = path.startsWith("/api");
    const hasBody = !["get", "delete"].includes(method);
    const answer = await fetch(server.url + path, {
      method: method.toUpperCase(),
      headers: {
        ...headers,
        ...(hasBody && {
          "Content-Type": isApi ? "application/json" : "application/x-www-form-urlencoded",
        }),
      },
      redirect: "manual",
      ...(hasBody && { body: isApi ? "{}" : "csrf=token" }),
    });
    return { status: answer.status, text: await answer.text() };
  };

  for (const { method, path, security } of documentedOperations) {
    if (typeof security !== "object") continue;
    const isTheirs = security.apiKey.includes("culture");
    it(`${isTheirs ? "tells nothing at" : "403 at"} ${method} ${path}`, async () => {
      for (const address of addresses(path, Object.values(named))) {
        const headers = { Authorization: `Bearer ${apiKey}` };
        const { status, text } = await call(method, address, headers);
        if (!isTheirs) expect(status, address).to.equal(403);
        expectNothing(text.replaceAll(decodeURIComponent(address), ""), address);
      }
    });
  }

  it("meet on none of the culture office's pages", async () => {
    const routes = routesOf(culturePages(server.deps));
    expect(routes.length).to.be.at.least(9);
    // What changes something comes last.
    routes.sort((one, other) => one.method.localeCompare(other.method));
    let shown = 0;
    for (const { method, path } of routes) {
      for (const address of addresses(path, Object.values(named))) {
        const { status, text } = await call(method, address, { cookie });
        if (status === 200) shown += 1;
        expectNothing(text.replaceAll(address, ""), address);
      }
    }
    expect(shown).to.be.at.least(4);
  });

  it("403 or the login at every page of NAV and of providers", async () => {
    const routes = [...routesOf(navPages(server.deps)), ...routesOf(providerPages(server.deps))];
    expect(routes.length).to.be.at.least(40);
    for (const { method, path } of routes) {
      if (path.startsWith("/provider/login")) continue;
      for (const address of addresses(path, Object.values(named))) {
        const { status, text } = await call(method, address, { cookie });
        expect([303, 401, 403], `${method} ${address} ${status}`).to.include(status);
        expectNothing(text.replaceAll(address, ""), address);
      }
    }
  });

  it("the culture office opens none of it to a session that was not for it: an officer's stays NAV's", async () => {
    const claims = { sub: "nora", name: "Nora", nav: ["5025"], culture: [] };
    const nav = `staff=${await staffSession(server.deps, claims)}`;
    expect((await call("get", "/culture", { cookie: nav })).status).to.equal(403);
    const { text } = await call("get", `/nav/recipients`, { cookie: nav });
    // The negative control: what is looked for above does show where it may.
    expect(text).to.contain(secrets[0]);
  });

  it("404 for another office's offers and providers", async () => {
    const { id } = await anOffer(database.db, {
      providerId: world.otherProviderId,
      state: "submitted",
    });
    for (const { method, path } of routesOf(culturePages(server.deps))) {
      if (!path.includes(":")) continue;
      const theirs = path.replace(":offerId", id).replace(":providerId", world.otherProviderId);
      const body = "csrf=token&reason=x";
      const answer = await fetch(server.url + theirs, {
        method: method.toUpperCase(),
        headers: { cookie, "Content-Type": "application/x-www-form-urlencoded" },
        redirect: "manual",
        ...(method === "post" && { body }),
      });
      await answer.text();
      expect(answer.status, theirs).to.equal(404);
    }
    const row = await database.db("offers").where({ id }).first<{ state: string }>();
    expect(row.state).to.equal("submitted");
  });
});

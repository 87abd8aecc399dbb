import { expect } from "chai";
import type { Express } from "express";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { createDoorDevice } from "../../../src/actions/door/create-door-device.ts";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { providerSession, staffSession } from "../../support/sessions.ts";
import type { Operation } from "../../../src/http/api/operation.ts";
import { createApp } from "../../../src/http/server/app.ts";
import { documentedOperations } from "../../../src/http/server/documented-operations.ts";
import { anOffer, aProvider, aTemplate, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { useServer } from "../../support/server.ts";

const texts = ["a\0b", "0000-01-01", "9999-12-31T23:59:59+14:00", "99999999999999999999"];
const manyTexts = [...texts, "0000", "2026-13-45", "%", "x".repeat(3_000), "HTTPS://EXAMPLE.NO:99"];
const numbers = [-1, 2_147_483_648, 1e300];
const others = [null, [[[]]], "\uD800"];

interface Layer {
  route?: { path: unknown; stack: { method: string }[] };
  handle: { stack?: Layer[] };
}

/** Paths of all mounted routes, by method. */
function mountedRoutes(app: Express): { method: string; path: string }[] {
  const walk = (layers: Layer[]): { method: string; path: string }[] =>
    layers.flatMap(({ route, handle }) => {
      if (!route) return walk(handle.stack ?? []);
      const paths = [route.path].flat().filter((path) => typeof path === "string");
      const methods = new Set(route.stack.map(({ method }) => method).filter(Boolean));
      return paths.flatMap((path) => [...methods].map((method) => ({ method, path })));
    });
  return walk((app.router as unknown as { stack: Layer[] }).stack);
}

/** Copies of the value in each of which one member is a hostile value. */
function variants(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    const [first] = value as unknown[];
    return [...variants(first).map((each) => [each]), ...others];
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, member]) =>
      variants(member).map((each) => ({ ...value, [name]: each })),
    );
  }
  if (typeof value === "number") return [...numbers, ...others];
  return [...manyTexts, ...others];
}

describe("hostile values", function () {
  this.timeout(240_000);
  const database = useDatabase();
  const apple = useAppleWallet();
  const server = useServer(database, { change: (deps) => ({ ...deps, apple: apple.wallet }) });
  const failed: string[] = [];
  /** Statuses by path. */
  const answers = new Map<string, Set<number>>();
  let keys: Record<string, string>;
  let cookie: string;
  let ids: Record<string, string>;
  let sent = 0;

  before(async () => {
    const { db, deps } = { db: database.db, deps: server.deps };
    const { id: providerId } = await aProvider(db, { municipality: "5025" });
    ids = { providerId };
    const office = { municipalities: ["5025"], name: "test" };
    const keyOf = async (owner: Parameters<typeof createApiKey>[1]) =>
      (await createApiKey(deps, owner)).key;
    const actor = { role: "provider", id: "test", providerId } as const;
    keys = {
      provider: await keyOf({ role: "provider", providerId, name: "test" }),
      nav: await keyOf({ role: "nav", ...office }),
      culture: await keyOf({ role: "culture", ...office }),
      door: (await createDoorDevice(deps, { actor, name: "test" })).token,
    };
    const email = "owner@provider.example";
    const userId = await db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, { providerId, email, role: "owner" }),
    );
    const staff = { sub: "kari", name: "Kari", nav: ["5025"], culture: ["5025"] };
    cookie = [
      `staff=${await staffSession(deps, staff)}`,
      `provider=${await providerSession(deps, userId)}`,
    ].join("; ");
  });

  // The tests' requests change and end what they meet.
  beforeEach(async () => {
    const { providerId = "" } = ids;
    const template = await aTemplate(database.db, { providerId });
    const draft = { providerId, templateId: template.id, state: "draft" } as const;
    const offer = await anOffer(database.db, draft);
    ids = { providerId, templateId: template.id, offerId: offer.id };
  });

  async function send(method: string, path: string, init: RequestInit = {}): Promise<void> {
    sent++;
    const { status } = await fetch(server.url + path, { method, redirect: "manual", ...init });
    answers.set(path, (answers.get(path) ?? new Set<number>()).add(status));
    // 503 with a reason is no failure: the identity provider and the wallets are not there.
    if (status < 500 || status === 503) return;
    const body = typeof init.body === "string" ? init.body.slice(0, 200) : "";
    failed.push(`${status} ${method} ${path.slice(0, 120)} ${body}`);
  }

  async function sendAll(requests: (() => Promise<void>)[]): Promise<void> {
    const waiting = [...requests];
    const client = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await next();
    };
    await Promise.all(Array.from({ length: 8 }, client));
  }

  const hostileQuery = (value: string) =>
    ["limit", "cursor", "search", "month", "lang", "municipality", "category", "passesUpdatedSince"]
      .map((name) => `${name}=${encodeURIComponent(value)}`)
      .join("&");

  it("a hostile value in the path or the query of any route is answered without a failure", async () => {
    const routes = mountedRoutes(createApp(server.deps)).filter(
      ({ path }) => !["/logout", "/provider/logout"].includes(path),
    );
    expect(routes.length).to.be.greaterThan(100);
    const headers = Object.values(keys).map((key) => ({ authorization: `Bearer ${key}`, cookie }));
    await sendAll(
      routes.flatMap(({ method, path }, index) =>
        texts.map((value) => () => {
          const filled = path.replace(/:\w+/g, () => encodeURIComponent(value).slice(0, 1_000));
          const verb = method === "_all" ? "GET" : method.toUpperCase();
          const credentials = path.startsWith("/api")
            ? headers[index % headers.length]
            : { cookie };
          return send(verb, `${filled}?${hostileQuery(value).slice(0, 6_000)}`, {
            ...(credentials && { headers: credentials }),
          });
        }),
      ),
    );
    expect(failed).to.deep.equal([]);
  });

  const bodyOf = ({ example, id }: Operation): unknown =>
    typeof example === "object" && example !== null ? example : id;

  it("a hostile value in any member of a JSON body is answered without a failure, also under an Idempotency-Key", async () => {
    const operations = documentedOperations.filter(({ body }) => body !== undefined);
    expect(operations.length).to.be.at.least(15);
    await sendAll(
      operations.flatMap((operation) => {
        const { method, security, path } = operation;
        const [role = "door"] = typeof security === "object" ? security.apiKey : [];
        const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
        const deep = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;
        const bodies = [...variants(bodyOf(operation)).map((each) => JSON.stringify(each)), deep];
        return bodies.map((body, index) => () => {
          const key = index % 2 === 0 && { "idempotency-key": `${operation.id}-${index}` };
          const headers = {
            authorization: `Bearer ${keys[role] ?? ""}`,
            "content-type": "application/json",
            ...key,
          };
          return send(method.toUpperCase(), filled, { headers, body });
        });
      }),
    );
    expect(failed).to.deep.equal([]);
  });

  it("a hostile value in every field of a page's form is answered without a failure", async () => {
    const pages = mountedRoutes(createApp(server.deps))
      .filter(({ method, path }) => method === "get" && /^\/(nav|culture|provider|t)\b/.test(path))
      .map(({ path }) => path.replace(/:(\w+)/g, (whole, name: string) => ids[name] ?? whole))
      .filter((path) => !path.includes(":"));
    const forms = new Map<string, Set<string>>();
    for (const path of pages) {
      const html = await (await fetch(server.url + path, { headers: { cookie } })).text();
      for (const [, attributes = "", content = ""] of html.matchAll(
        /<form([^>]*)>([\s\S]*?)<\/form>/g,
      )) {
        if (!/method="post"/i.test(attributes)) continue;
        const action = /action="([^"]*)"/.exec(attributes)?.[1] ?? path;
        const names = [...content.matchAll(/name="([^"]+)"/g)].map(([, name = ""]) => name);
        const known = forms.get(action) ?? new Set<string>();
        names.forEach((name) => known.add(name));
        forms.set(action, known);
      }
    }
    // The last of the list is sent first: what ends an offer or a scanner comes late, what shuts the provider out last.
    const endings = [/\/suspend$/, /\/(?:remove|submit|close|cancel|archive|revoke)$/];
    const rank = ([action]: [string, unknown]) =>
      endings.findIndex((ending) => ending.test(action)) + 1 || endings.length + 1;
    const kept = [...forms]
      .filter(([action]) => !/logout|image|multipart/.test(action))
      .sort((one, other) => rank(one) - rank(other));
    expect(kept.length).to.be.greaterThan(10);
    await sendAll(
      kept.flatMap(([action, names]) =>
        manyTexts.map((value) => () => {
          const body = new URLSearchParams(
            [...names].map((name): [string, string] => [name, value]),
          );
          body.set("csrf", "token");
          return send("POST", action, { headers: { cookie }, body });
        }),
      ),
    );
    expect(failed).to.deep.equal([]);
    expect(sent).to.be.greaterThan(1_000);
    // A page that is gone, or shut, takes no value: these forms are shown again with what is wrong.
    const edit = `/provider/offers/${ids["offerId"] ?? ""}/edit`;
    for (const action of [edit, "/provider/people", "/provider/webhooks", "/nav/recipients/new"]) {
      expect([...(answers.get(action) ?? [])], action).to.include(400);
    }
  });
});

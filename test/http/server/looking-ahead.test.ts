import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { startSession } from "../../../src/actions/access/start-session.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { createDoorDevice } from "../../../src/actions/door/create-door-device.ts";
import { createDraw } from "../../../src/actions/draws/create-draw.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { createRecipientList } from "../../../src/actions/lists/create-recipient-list.ts";
import { requestLogin } from "../../../src/actions/providers/request-login.ts";
import { createImport } from "../../../src/actions/recipients/create-import.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { createApp } from "../../../src/http/server/app.ts";
import { documentedOperations } from "../../../src/http/server/documented-operations.ts";
import type { GoogleWallet } from "../../../src/wallets/google/google-wallet.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { anAllocation, aPass, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";
import { pathsOf } from "../../support/routes-of.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";
import { sessionOfProvider } from "../../support/sign-in-provider.ts";

const municipalities = ["5025"];
const officer: Actor = { role: "nav", id: "nora", municipalities };
const issuer = "https://127.0.0.1:1";
const browserSecret = "b".repeat(43);

interface Asking {
  method?: string;
  headers?: Record<string, string>;
}

const asking: Record<string, Asking> = {
  HEAD: { method: "HEAD" },
  "a prefetch": { headers: { "Sec-Purpose": "prefetch" } },
  "a prerendering": { headers: { "Sec-Purpose": "prefetch;prerender" } },
  "an older prefetch": { headers: { Purpose: "prefetch" } },
  "a preview in Safari": { headers: { "X-Purpose": "preview" } },
  "a link preview": { headers: { "User-Agent": "facebookexternalhit/1.1" } },
};

/** Some of the addresses at which a person's GET takes, saves, signs in or out, or is audited. */
const withEffect = [
  ...["/t/:claimToken/all.pkpasses", "/t/:claimToken/:serialNumber.pkpass"],
  ...["/t/:token/google", "/t/:token/:serialNumber/google", "/t/:token/tickets.pdf"],
  ...["/provider/login/:token", "/logout/front-channel", "/auditor/events.csv"],
  ...["/nav/recipients/:recipientId", "/nav/recipients/:recipientId/export.json"],
  ...["/api/v1/recipients/:reference", "/api/v1/recipients/:reference/export"],
];

describe("asking without taking", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const apple = useAppleWallet();
  const google = useGoogleSandbox();
  let wallet: GoogleWallet | undefined;
  beforeEach(() => {
    wallet = google.wallet();
  });
  const server = useServer(database, {
    change: (deps) =>
      Object.defineProperty(
        {
          ...deps,
          apple: apple.wallet,
          config: { ...deps.config, oidc: { ...deps.config.oidc, issuer } as never },
        },
        "google",
        { get: () => wallet },
      ),
  });
  /** What an address may name. */
  const ids: Record<string, string> = { month: "2027-01", year: "2027", file: "door.js" };
  let loginToken: string;
  const cookies: string[] = [];
  const keys = {} as Record<"provider" | "nav" | "culture" | "door", string>;

  before(async () => {
    const { deps } = server;
    const { db } = database;
    const { id: recipientId, reference } = await aRecipient(db);
    const { id: otherId } = await aRecipient(db);
    const offer = await anAppleOffer(db);
    const { providerId, templateId } = offer;
    const allocationId = await anAllocation(db);
    const { serialNumber } = await aPass(db, { offer, recipientId, allocationId });
    const { url } = await renewClaimLink(deps, { actor: officer, reference });
    const token = url.slice(-22);
    const importId = (
      await createImport(deps, {
        ...{ actor: officer, municipality: "5025" },
        table: [
          ["referanse", "fødselsår"],
          ["NY-1", "2017"],
        ],
      })
    ).id;
    const listId = await createRecipientList(deps, {
      ...{ actor: officer, municipality: "5025", name: "Vinter" },
      named: [{ recipientId, path: "recipients[0]" }],
    });
    const rules = { criteria: undefined, siblingsTogether: false };
    const recipientIds = [recipientId, otherId];
    const scarce = await anAppleOffer(db, { quota: 1 });
    const asked = { actor: officer, offerId: scarce.id, recipientIds, rules };
    const { id: drawId } = await createDraw(deps, asked);
    Object.assign(ids, { recipientId, reference, offerId: offer.id, providerId, templateId });
    Object.assign(ids, { allocationId, serialNumber, importId, listId, drawId });
    Object.assign(ids, { token, claimToken: token });

    const owner = { name: "test", municipalities };
    keys.nav = (await createApiKey(deps, { role: "nav", ...owner, seesProtected: true })).key;
    keys.culture = (await createApiKey(deps, { role: "culture", ...owner })).key;
    keys.provider = (await createApiKey(deps, { role: "provider", providerId, name: "test" })).key;
    const provider = { role: "provider", id: "test", providerId } as const;
    keys.door = (await createDoorDevice(deps, { actor: provider })).token;

    const staff = { name: "Kari", nav: municipalities, culture: municipalities };
    const claims = { sub: "kari", ...staff, auditor: municipalities, operator: true };
    cookies.push(`staff=${await staffSession(deps, claims)}`);
    cookies.push(`provider=${await sessionOfProvider(deps, providerId)}`);
    await startSession(deps, {
      ...{ kind: "staff", subject: "ola", claims: { csrf: "token" }, providerSid: "elsewhere" },
    });
    cookies.push(`provider-login=${browserSecret}`);
    const email = `${providerId}@provider.example`;
    await requestLogin(deps, { email, browserSecret, knownUserIds: [], language: "nb" });
    loginToken = /login\/([\w-]+)/.exec(deps.sent[0]?.text ?? "")?.[1] ?? "";
    for (const route of [
      "/api/v1/door",
      "/api/v1/allocations",
      "/api/v1/reviews",
      "/api/v1/templates",
    ])
      expect(await ask(route)).to.include({ status: 200 });
  });

  /** Every row of every table. */
  async function everything(): Promise<string> {
    const { rows } = await database.owner.raw<{ rows: { all: string }[] }>(`
      select string_agg(query_to_xml(format('select * from %I as one order by one::text', relname), true, true, '')::text, '' order by relname) as all
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`);
    return rows[0]?.all ?? "";
  }

  const operations = new Map(
    documentedOperations
      .filter(({ method }) => method === "get")
      .map(({ path, security }) => [path.replace(/\{(\w+)\}/g, ":$1"), security]),
  );
  const keyFor = (route: string): string => {
    const security = operations.get(route);
    if (security === "doorToken") return keys.door;
    const roles = typeof security === "object" ? security.apiKey : [];
    return keys[roles.includes("nav") ? "nav" : (roles[0] ?? "nav")];
  };
  const addressOf = (route: string): string => {
    if (route === "/logout/front-channel") return `${route}?iss=${issuer}&sid=elsewhere`;
    if (route.startsWith("/provider/login/")) return `/provider/login/${loginToken}`;
    return route.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? randomUUID());
  };
  const ask = async (route: string, { method, headers }: Asking = {}) => {
    const signedIn = { Cookie: cookies.join("; "), Authorization: `Bearer ${keyFor(route)}` };
    const answer = await fetch(server.url + addressOf(route), {
      redirect: "manual",
      ...(method && { method }),
      headers: { ...signedIn, ...headers },
    });
    const { byteLength } = await answer.arrayBuffer();
    return { status: answer.status, isEmpty: byteLength === 0 };
  };
  const routes = () => pathsOf(createApp(server.deps));
  /** The addresses at which a request that only asks is refused. */
  const refused = new Set<string>();

  for (const what of ["HEAD", "a prefetch"]) {
    it(`nothing changes for ${what}, at any address of the service`, async () => {
      expect(routes().length).to.be.greaterThan(160);
      const before = await everything();
      for (const route of routes()) {
        const { status, isEmpty } = await ask(route, asking[what]);
        // Who may not see a page at all is told so on one.
        if (what !== "HEAD" && status === 403 && isEmpty) refused.add(route);
      }
      expect(await everything()).to.equal(before);
    });
  }

  for (const [what, options] of Object.entries(asking)) {
    it(`${what} is told no more than that it only asks, where a person's request has an effect`, async () => {
      expect([...refused]).to.include.members(withEffect);
      for (const route of refused) {
        const status = what === "HEAD" ? 200 : 403;
        expect(await ask(route, options), route).to.deep.equal({ status, isEmpty: true });
      }
    });
  }

  it("HEAD names the type of the file that a person would get", async () => {
    const types = withEffect.slice(0, 5).map(async (route) => {
      const { headers } = await fetch(server.url + addressOf(route), { method: "HEAD" });
      return headers.get("content-type")?.split(";")[0];
    });
    expect(await Promise.all(types)).to.deep.equal([
      ...["application/vnd.apple.pkpasses", "application/vnd.apple.pkpass"],
      ...["text/html", "text/html", "application/pdf"],
    ]);
  });

  it("a person's own request has its effect at each of these addresses, and at no other", async () => {
    const others = await everything();
    for (const route of routes()) if (!refused.has(route)) await ask(route);
    expect(await everything()).to.equal(others);
    for (const route of refused) {
      await database.owner("passes").update({ fetched_at: null });
      const before = await everything();
      expect((await ask(route)).status, route).to.be.below(400);
      // Reports are read in a transaction, which changes nothing; a prefetch of one is refused with the others.
      if (!route.includes("/reports/")) expect(await everything(), route).to.not.equal(before);
    }
  });
});

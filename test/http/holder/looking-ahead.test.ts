import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { appleDownloads } from "../../../src/http/holder/apple-downloads.ts";
import { claimPages } from "../../../src/http/holder/claim-pages.tsx";
import { codeScreen } from "../../../src/http/holder/code-screen.tsx";
import { googleSave } from "../../../src/http/holder/google-save.ts";
import { ownDataPages } from "../../../src/http/holder/own-data-pages.tsx";
import { returnPages } from "../../../src/http/holder/return-pages.tsx";
import type { GoogleWallet } from "../../../src/wallets/google/google-wallet.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aPass, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";
import { routesOf } from "../../support/routes-of.ts";
import { useServer } from "../../support/server.ts";

const officer: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };

const asking: Record<string, RequestInit> = {
  HEAD: { method: "HEAD" },
  "a prefetch": { headers: { "Sec-Purpose": "prefetch" } },
  "a prerendering": { headers: { "Sec-Purpose": "prefetch;prerender" } },
  "an older prefetch": { headers: { Purpose: "prefetch" } },
  "a preview in Safari": { headers: { "X-Purpose": "preview" } },
  "a link preview": { headers: { "User-Agent": "facebookexternalhit/1.1" } },
};

describe("asking a claim link without taking its tickets", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  const google = useGoogleSandbox();
  let wallet: GoogleWallet | undefined;
  beforeEach(() => {
    wallet = google.wallet();
  });
  const server = useServer(database, {
    change: (deps) =>
      Object.defineProperty({ ...deps, apple: apple.wallet }, "google", {
        get: () => wallet,
      }),
  });
  let path: string;
  let serialNumber: string;

  before(async () => {
    const { id, reference } = await aRecipient(database.db);
    const { url } = await renewClaimLink(server.deps, { actor: officer, reference });
    const offer = await anAppleOffer(database.db);
    ({ serialNumber } = await aPass(database.db, { offer, recipientId: id }));
    path = new URL(url).pathname;
  });

  /** Every row of every table. */
  async function everything(): Promise<string> {
    const { rows } = await database.owner.raw<{ rows: { all: string }[] }>(`
      select string_agg(query_to_xml(format('select * from %I as one order by one::text', relname), true, true, '')::text, '' order by relname) as all
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`);
    return rows[0]?.all ?? "";
  }
  const ask = (route: string, options?: RequestInit) => {
    const filled = route.replace(/^\/t\/:\w+/, path).replace(":serialNumber", serialNumber);
    return fetch(server.url + filled, { redirect: "manual", ...options });
  };
  const routers = [
    ...[appleDownloads, googleSave, claimPages],
    ...[codeScreen, returnPages, ownDataPages],
  ];
  const routes = () =>
    routers
      .flatMap((router) => routesOf(router(server.deps)))
      .filter(({ method, path: route }) => method === "get" && route.startsWith("/t/"))
      .map((route) => route.path);

  for (const [what, options] of Object.entries(asking)) {
    it(`a claim link changes nothing for ${what}, on any of its addresses`, async () => {
      const before = await everything();
      for (const route of routes()) {
        expect((await ask(route, options)).status, route).to.be.oneOf([200, 403]);
      }
      expect(await everything()).to.equal(before);
    });
  }

  it("a claim link hands its tickets out on five of its addresses, each when a person asks (negative control)", async () => {
    const taking = [];
    for (const route of routes()) {
      await database.owner("passes").update({ fetched_at: null });
      const before = await everything();
      await (await ask(route)).arrayBuffer();
      if ((await everything()) !== before) taking.push(route.split("/").at(-1));
    }
    expect(taking).to.have.members([
      ...["all.pkpasses", ":serialNumber.pkpass"],
      ...["google", "google", "tickets.pdf"],
    ]);
  });

  for (const after of [".", ")", ").", "%22", "%C2%BB", ","]) {
    it(`a claim link is opened with ${decodeURIComponent(after)} behind it`, async () => {
      const answer = await ask(`/t/:token${after}`);
      expect(answer.status).to.equal(302);
      expect(answer.headers.get("location")).to.equal(path);
    });
  }
});

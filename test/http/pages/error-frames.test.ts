import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { signCookie } from "../../../src/http/auth/signed-cookie.ts";
import { cultureTexts } from "../../../src/views/texts/culture-texts.ts";
import { aMunicipality, anOffer, aProvider, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

describe("a page that cannot do what was asked", () => {
  const database = useDatabase();
  const server = useServer(database);
  let cookie: string;
  let providerId: string;

  before(async () => {
    const municipality = await aMunicipality(database.db, "5025");
    ({ id: providerId } = await aProvider(database.db, { municipality }));
    const email = "kari@provider.example";
    const userId = await insertProviderUser(database.db, testKeyRing, {
      providerId,
      email,
      role: "owner",
    });
    const offices = { nav: ["5025"], culture: ["5025"] };
    const staff = { sub: "kari", name: "Kari", ...offices, csrf: "token" };
    cookie = [
      `staff=${signCookie(server.deps, "session", staff, 3600)}`,
      `provider=${signCookie(server.deps, "provider-session", { userId, csrf: "token" }, 3600)}`,
    ].join("; ");
  });

  const get = async (path: string) => {
    const answer = await fetch(server.url + path, { headers: { cookie }, redirect: "manual" });
    return { status: answer.status, html: await answer.text() };
  };
  for (const [path, tab] of [
    ["/provider/nothing-here", "/provider/templates"],
    [`/provider/offers/${randomUUID()}`, "/provider/templates"],
    ["/culture/nothing-here", "/culture/providers"],
    [`/culture/offers/${randomUUID()}`, "/culture/providers"],
    ["/nav/nothing-here", "/nav/recipients"],
  ] as const) {
    it(`keeps its menu for whoever is signed in: ${path.replace(/[\w-]{36}/, "…")}`, async () => {
      const { status, html } = await get(path);
      expect(status).to.equal(404);
      expect(html).to.contain(`href="${tab}"`);
    });
  }

  it("shows no menu to whoever is not", async () => {
    const foreign = await fetch(`${server.url}/provider/login`, {
      method: "POST",
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(foreign.status).to.equal(403);
    expect(await foreign.text()).to.not.contain('href="/provider/templates"');
  });

  it("tells the second officer that the offer was reviewed, and leads back to the list", async () => {
    const { id } = await anOffer(database.db, { providerId, state: "open" });
    for (const decision of ["approve", "return"]) {
      const path = `/culture/offers/${id}/${decision}`;
      const reason = decision === "return" ? "&reason=Mangler+sted" : "";
      const answer = await fetch(server.url + path, {
        method: "POST",
        headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
        body: `csrf=token${reason}`,
        redirect: "manual",
      });
      const html = await answer.text();
      expect(answer.status).to.equal(409);
      expect(html).to.contain(cultureTexts("nb").alreadyReviewed).and.contain('href="/culture"');
    }
  });
});

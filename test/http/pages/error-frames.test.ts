import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import express from "express";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { AppError, errorCodes, errorTable, type ErrorCode } from "../../../src/errors.ts";
import { mountPageErrors } from "../../../src/http/server/page-errors.tsx";
import { staffLanguages } from "../../../src/views/texts/staff-texts.ts";
import { providerSession, staffSession } from "../../support/sessions.ts";
import { errorTexts, type ErrorAudience } from "../../../src/views/texts/error-texts.ts";
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
    const userId = await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, {
        providerId,
        email,
        role: "owner",
      }),
    );
    const offices = { nav: ["5025"], culture: ["5025"] };
    const staff = { sub: "kari", name: "Kari", ...offices };
    cookie = [
      `staff=${await staffSession(server.deps, staff)}`,
      `provider=${await providerSession(server.deps, userId)}`,
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
    it(`an error page keeps its menu with a session: ${path.replace(/[\w-]{36}/, "…")}`, async () => {
      const { status, html } = await get(path);
      expect(status).to.equal(404);
      expect(html).to.contain(`href="${tab}"`);
    });
  }

  it("an error page shows no menu without a session", async () => {
    const foreign = await fetch(`${server.url}/provider/login`, {
      method: "POST",
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(foreign.status).to.equal(403);
    expect(await foreign.text()).to.not.contain('href="/provider/templates"');
  });

  it("an error page tells the second officer that the offer was reviewed, and leads back to the list", async () => {
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
      expect(html)
        .to.contain(errorTexts("nb", "culture", "illegal_state").text)
        .and.contain('href="/culture"');
    }
  });

  const conflicts = errorCodes.filter((code) => errorTable[code].status === 409);
  const audiences: ErrorAudience[] = ["nav", "culture", "provider"];
  for (const language of staffLanguages) {
    it(`an error page says in ${language} what each 409 means, in words that no other 409 has`, async () => {
      const thrower = express();
      thrower.get("/:audience/:code", (request) => {
        throw new AppError(request.params.code as ErrorCode, "");
      });
      mountPageErrors(thrower, server.deps);
      const listener = thrower.listen(0, "127.0.0.1");
      await once(listener, "listening");
      const { port } = listener.address() as AddressInfo;
      for (const audience of audiences) {
        for (const code of conflicts) {
          const path = `/${audience}/${code}?lang=${language}`;
          const answer = await fetch(`http://127.0.0.1:${port}${path}`);
          expect(answer.status).to.equal(409);
          const html = await answer.text();
          const said = conflicts.filter((other) =>
            html.includes(errorTexts(language, audience, other).text),
          );
          expect(said, path).to.deep.equal([code]);
        }
      }
      listener.close();
    });
  }
});

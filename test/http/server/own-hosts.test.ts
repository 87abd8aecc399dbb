import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { createDoorDevice } from "../../../src/actions/door/create-door-device.ts";
import { requestLogin } from "../../../src/actions/providers/request-login.ts";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { aProvider, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

const families = "billett.example.no";
const staff = "ansatt.example.no";
const api = "api.example.no";

describe("a service whose staff and API have hosts of their own", () => {
  const database = useDatabase();
  const oidc = {
    issuer: "https://login.example.no",
    clientId: "j",
    clientSecret: "s",
    roleClaim: "r",
  };
  const server = useServer(database, {
    change: (deps) => ({
      ...deps,
      config: {
        ...deps.config,
        oidc,
        publicUrl: `https://${families}`,
        staffUrl: `https://${staff}`,
        apiUrl: `https://${api}`,
      },
    }),
  });

  const ask = async (host: string, path: string) => {
    const sent = request(server.url + path, { headers: { host } }).end();
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
  };

  const staffPaths = [
    "/nav",
    "/NAV/recipients",
    "//nav",
    "/culture",
    "/provider/login",
    "/login/ended",
  ];
  const doorPaths = ["/door", "/door-worker.js", "/door.webmanifest"];
  const apiPaths = ["/docs", "/docs/guide", "/openapi.json", "/api/v1/offers", ...doorPaths];

  it("staff pages, API, documentation and scanner are 404 on families' host, like any unknown path", async () => {
    const unknown = await ask(families, "/nothing");
    for (const path of [...staffPaths, ...apiPaths]) {
      const { status, headers, body } = await ask(families, path);
      expect(status, path).to.equal(404);
      expect(headers["content-type"], path).to.equal(unknown.headers["content-type"]);
      expect(body.length, path).to.equal(unknown.body.length);
    }
  });

  it("staff pages are found on their host alone, and the API, its documentation and the scanner on theirs", async () => {
    for (const path of staffPaths) {
      expect((await ask(staff, path)).status, path).to.not.equal(404);
      expect((await ask(api, path)).status, path).to.equal(404);
    }
    for (const path of apiPaths) {
      expect((await ask(api, path)).status, path).to.not.equal(404);
      expect((await ask(staff, path)).status, path).to.equal(404);
    }
  });

  it("families' pages stay where they are, without the identity provider in their security policy", async () => {
    const page = await ask(families, "/t");
    expect(page.status).to.equal(200);
    expect(page.headers["content-security-policy"]).to.not.contain("login.example.no");
    const officer = await ask(staff, "/nav");
    expect(officer.headers["content-security-policy"]).to.contain("login.example.no");
  });

  it("links in mails, to the scanner and to the documentation lead to the right host", async () => {
    const { id: providerId } = await aProvider(database.db);
    const email = "kari@provider.example";
    await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, { providerId, email, role: "owner" }),
    );
    const browser = { browserSecret: "a".repeat(43), knownUserIds: [] };
    await requestLogin(server.deps, { email, ...browser, language: "nb" });
    expect(server.deps.sent[0]?.text).to.contain(`https://${staff}/provider/login/`);
    const actor = { role: "provider", id: "owner", providerId } as const;
    const { url } = await createDoorDevice(server.deps, { actor });
    expect(url).to.match(new RegExp(`^https://${api}/door#`));
    const { servers } = JSON.parse((await ask(api, "/openapi.json")).body) as {
      servers: { url: string }[];
    };
    expect(servers).to.deep.equal([{ url: `https://${api}` }]);
    const problem = JSON.parse((await ask(api, "/api/v1/offers")).body) as { type: string };
    expect(problem.type).to.contain(`https://${api}/docs#`);
  });
});

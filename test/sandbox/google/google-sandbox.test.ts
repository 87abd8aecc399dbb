import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import jsonwebtoken from "jsonwebtoken";
import { bodySchemas } from "../../../src/sandbox/google/body-schema.ts";
import { resources } from "../../../src/sandbox/google/check-body.ts";
import { createGoogleStore } from "../../../src/sandbox/google/google-store.ts";
import { sandboxGoogle } from "../../../src/sandbox/google/sandbox-google.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";

describe("the stand-in for Google Wallet", () => {
  const google = useGoogleSandbox();
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "join-google-"));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it("the Google sandbox reads from Google's typings what each body must have", () => {
    const schemas = bodySchemas(Object.values(resources));
    const required = Object.values(resources).map((name) => [
      name,
      [...(schemas[name]?.required ?? [])].sort(),
    ]);
    expect(Object.fromEntries(required)).to.deep.equal({
      EventTicketClass: ["eventName", "id", "issuerName", "reviewStatus"],
      EventTicketObject: ["classId", "id", "state"],
      OfferClass: ["id", "issuerName", "provider", "redemptionChannel", "reviewStatus", "title"],
      OfferObject: ["classId", "id", "state"],
      GenericClass: ["id"],
      GenericObject: ["cardTitle", "classId", "header", "id", "state"],
    });
  });

  it("the Google sandbox gives generic classes no issuer, review or colour, and offer objects no colour", () => {
    const schemas = bodySchemas(Object.values(resources));
    for (const member of ["issuerName", "reviewStatus", "hexBackgroundColor"]) {
      expect(schemas["GenericClass"]?.properties).not.to.have.property(member);
    }
    expect(schemas["OfferObject"]?.properties).not.to.have.property("hexBackgroundColor");
  });

  it("the Google sandbox keeps its service account, readable by its owner alone", async () => {
    const first = await sandboxGoogle(directory, "http://localhost:3000");
    const second = await sandboxGoogle(directory, "http://localhost:3000");
    expect(second).to.deep.equal(first);
    const { mode } = await stat(join(directory, "service-account.json"));
    expect(mode & 0o077).to.equal(0);
  });

  it("the Google sandbox remembers its tickets across a restart", async () => {
    const store = createGoogleStore(directory);
    store.put("1.a", { resource: "offerObject", body: { id: "1.a" }, saved: true });
    store.keepJwt("short", "long");
    const again = createGoogleStore(directory);
    expect(again.get("1.a")).to.deep.equal(store.get("1.a"));
    expect(again.jwt("short")).to.equal("long");
    expect(await readFile(join(directory, "remembered.json"), "utf8")).to.contain("1.a");
  });

  it("the Google sandbox answers nothing without a token of its own", async () => {
    const url = `${google.config.apiOrigin}/walletobjects/v1/offerClass`;
    for (const headers of [{}, { authorization: "Bearer made-up" }]) {
      const response = await fetch(url, { method: "POST", headers });
      expect(response.status).to.equal(401);
    }
  });

  for (const { what, change } of [
    { what: "made out to another", change: { aud: "https://oauth2.googleapis.com/token" } },
    { what: "for another scope", change: { scope: "https://www.googleapis.com/auth/drive" } },
    { what: "by another account", change: { iss: "somebody@else.example" } },
    { what: "that has run out", change: { exp: 1 } },
  ]) {
    it(`the Google sandbox gives no token for an assertion ${what}`, async () => {
      const { client_email, private_key, token_uri } = google.config.serviceAccount;
      const claims = {
        iss: client_email,
        aud: token_uri,
        scope: "https://www.googleapis.com/auth/wallet_object.issuer",
        exp: Math.floor(Date.now() / 1000) + 60,
      };
      const ask = (assertion: object) =>
        fetch(token_uri, {
          method: "POST",
          body: new URLSearchParams({
            grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
            assertion: jsonwebtoken.sign(assertion, private_key, { algorithm: "RS256" }),
          }),
        });
      expect((await ask(claims)).status).to.equal(200);
      expect((await ask({ ...claims, ...change })).status).to.equal(400);
    });
  }
});

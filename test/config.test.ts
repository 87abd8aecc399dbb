import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { loadConfig, loadSchemePart, unsetChannels } from "../src/config.ts";
import { sharedHostWarnings } from "../src/config/hosts.ts";
import { areMetricsOpen, metricsWarnings } from "../src/config/process.ts";
import { ConfigError } from "../src/config/config-error.ts";

const key = randomBytes(32).toString("base64");
const pem = "-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n";

const production = {
  NODE_ENV: "production",
  PUBLIC_URL: "https://billett.example.no/",
  DATABASE_URL: "postgres://join@db/join",
  SECRET_KEYS: `a:${key}`,
  OIDC_ISSUER: "https://login.example.no",
  OIDC_CLIENT_ID: "join",
  OIDC_CLIENT_SECRET: "secret",
  GOOGLE_ISSUER_ID: "3388000000000000001",
  GOOGLE_SERVICE_ACCOUNT: JSON.stringify({ client_email: "a@b.iam", private_key: pem }),
};

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe("the configuration", () => {
  it("the configuration needs nothing outside production: the sandbox stands in", () => {
    expect(loadConfig({})).to.deep.include({
      environment: "development",
      port: 3000,
      publicUrl: "http://localhost:3000",
      dataDir: ".data",
      brandName: "Billett",
    });
  });

  it("the configuration takes a whole production environment, and an empty value as an absent one", () => {
    const config = loadConfig({ ...production, REDIS_URL: "", APPLE_SIGNER_CERT: "" });
    expect(config.publicUrl).to.equal("https://billett.example.no");
    expect(config).to.not.have.any.keys("redisUrl", "apple");
    expect(config.google?.serviceAccount.token_uri).to.equal("https://oauth2.googleapis.com/token");
  });

  it("the configuration lists every fault of a production environment at once", () => {
    const faults = faultsOf({ NODE_ENV: "production", PORT: "many" });
    for (const name of ["PORT", "DATABASE_URL", "SECRET_KEYS", "PUBLIC_URL", "OIDC_ISSUER"]) {
      expect(
        faults.filter((fault) => fault.startsWith(name)),
        name,
      ).to.have.length(1);
    }
    expect(faults).to.include(
      "Neither Apple's nor Google's part is set; without a wallet there is no ticket",
    );
  });

  it("the configuration names what production cannot send, and what to set", () => {
    const channelsOf = (change: Record<string, string>) =>
      Object.keys(unsetChannels(loadConfig({ ...production, ...change })));
    const sms = { SMS_GATEWAY_URL: "https://sms.example.no", SMS_GATEWAY_TOKEN: "t" };
    expect(channelsOf({})).to.deep.equal(["email", "sms"]);
    expect(channelsOf({ SMTP_URL: "smtps://mail.example.no" })).to.deep.equal(["sms"]);
    expect(channelsOf(sms)).to.deep.equal(["email"]);
    expect(unsetChannels(loadConfig({}))).to.deep.equal({});
  });

  it("the configuration takes Redis and Valkey, with TLS and without", () => {
    for (const scheme of ["redis", "rediss", "valkey", "valkeys"]) {
      const address = `${scheme}://join:secret@cache.example.no/2`;
      expect(loadConfig({ ...production, REDIS_URL: address }).redisUrl).to.equal(address);
    }
  });

  it("the configuration warns in production of staff's and machines' pages on families' host", () => {
    const warned = (change: Record<string, string>) =>
      sharedHostWarnings(loadConfig({ ...production, ...change })).map(
        (text) => text.split(" ")[0],
      );
    const [staff, api] = ["https://ansatt.example.no", "https://api.example.no"];
    expect(warned({})).to.deep.equal(["STAFF_URL", "API_URL"]);
    expect(warned({ STAFF_URL: "https://billett.example.no", API_URL: api })).to.deep.equal([
      "STAFF_URL",
    ]);
    expect(warned({ STAFF_URL: staff, API_URL: api })).to.deep.equal([]);
    expect(sharedHostWarnings(loadConfig({}))).to.deep.equal([]);
  });

  it("the configuration opens metrics to who reaches the service in development alone, and says in production that there are none without METRICS_PORT", () => {
    const port = { METRICS_PORT: "9464" };
    for (const [environment, isOpen, warnings] of [
      [{}, true, 0],
      [port, false, 0],
      [production, false, 1],
      [{ ...production, ...port }, false, 0],
    ] as const) {
      const config = loadConfig(environment);
      expect(areMetricsOpen(config)).to.equal(isOpen);
      expect(metricsWarnings(config)).to.have.length(warnings);
    }
  });

  it("the configuration reads the database's address alone where no more is needed", () => {
    expect(loadSchemePart({ DATABASE_URL: "postgres://join@db/join" })).to.deep.equal({
      databaseUrl: "postgres://join@db/join",
      lifetimes: {
        apiKeyMs: 365 * 86_400_000,
        doorTokenMs: 365 * 86_400_000,
        claimLinkMs: 365 * 86_400_000,
      },
    });
    expect(() => loadSchemePart({})).to.throw(ConfigError, "DATABASE_URL must be an address");
  });

  it("the configuration says of every address and word what would be right, in its own words", () => {
    const faults = faultsOf({
      ...production,
      PORT: "many",
      LOG_LEVEL: "loud",
      NODE_ENV: "prod",
      PUBLIC_URL: "billett.example.no",
      REDIS_URL: "redis",
      SMTP_URL: "mail",
      SMS_GATEWAY_URL: "sms",
      OIDC_ISSUER: "login",
      GOOGLE_CALLBACK_KEYS_URL: "keys",
    });
    expect(faults.filter((fault) => /invalid|expected/i.test(fault))).to.deep.equal([]);
    expect(faults).to.include("PORT must be a port: a whole number up to 65535");
    expect(faults).to.include("NODE_ENV must be one of production, development, test");
  });

  for (const [name, change, named] of [
    ["a port that is none", { PORT: "70000" }, "PORT"],
    ["a proxy that is no address", { TRUSTED_PROXIES: "10.0.0.0/33" }, "TRUSTED_PROXIES"],
    ["sentinels without a master", { REDIS_SENTINELS: "a:26379" }, "REDIS_URL"],
    ["a stop without time", { SHUTDOWN_GRACE_SECONDS: "0" }, "SHUTDOWN_GRACE_SECONDS"],
    ["a database that is not PostgreSQL", { DATABASE_URL: "mysql://db/join" }, "DATABASE_URL"],
    ["a Redis address that is none", { REDIS_URL: "http://redis" }, "REDIS_URL"],
    ["a secret that is not 32 bytes", { SECRET_KEYS: "a:c2hvcnQ=" }, "SECRET_KEYS"],
    ["the same key id twice", { SECRET_KEYS: `a:${key},a:${key}` }, "SECRET_KEYS"],
    ["a malformed issuer id", { GOOGLE_ISSUER_ID: "12-34" }, "GOOGLE_ISSUER_ID"],
    [
      "a service account that is no JSON",
      { GOOGLE_SERVICE_ACCOUNT: "{" },
      "GOOGLE_SERVICE_ACCOUNT",
    ],
    ["half a Google part", { GOOGLE_ISSUER_ID: "" }, "GOOGLE_ISSUER_ID"],
    ["half an Apple part", { APPLE_SIGNER_CERT: pem }, "APPLE_SIGNER_KEY"],
    [
      "a certificate file that is not there",
      { APPLE_WWDR_CERT: "/nowhere.pem" },
      "APPLE_WWDR_CERT",
    ],
    [
      "a gateway of a company without its login",
      { SMS_GATEWAY: "sveve", SMS_GATEWAY_URL: "https://sveve.example", SMS_GATEWAY_TOKEN: "t" },
      "SMS_GATEWAY_TOKEN",
    ],
    [
      "LINK Mobility without the customer's ids",
      { SMS_GATEWAY: "link", SMS_GATEWAY_URL: "https://l.example", SMS_GATEWAY_TOKEN: "u:p" },
      "SMS_LINK_PLATFORM_ID",
    ],
    [
      "a secret for reports that can be guessed",
      { SMS_REPORT_SECRET: "short" },
      "SMS_REPORT_SECRET",
    ],
    [
      "a return address without its secret",
      { EMAIL_RETURN_ADDRESS: "retur@example.no" },
      "EMAIL_RETURN_SECRET",
    ],
    [
      "a return address with a place for another tag",
      { EMAIL_RETURN_ADDRESS: "a+b@example.no", EMAIL_RETURN_SECRET: "a".repeat(22) },
      "EMAIL_RETURN_ADDRESS",
    ],
    ["half a gateway", { SMS_GATEWAY_URL: "https://sms.example.no" }, "SMS_GATEWAY_TOKEN"],
    ["plain http to the world", { PUBLIC_URL: "http://billett.example.no" }, "PUBLIC_URL"],
    ["staff pages without TLS", { STAFF_URL: "http://ansatt.example.no" }, "STAFF_URL"],
    ["an API without TLS", { API_URL: "http://api.example.no" }, "API_URL"],
    ["a login without TLS", { OIDC_ISSUER: "http://login.example.no" }, "OIDC_ISSUER"],
    [
      "text messages without TLS",
      { SMS_GATEWAY_URL: "http://sms.example.no", SMS_GATEWAY_TOKEN: "t" },
      "SMS_GATEWAY_URL",
    ],
    ["pushes without TLS", { APPLE_APNS_ORIGIN: "http://push.example.no" }, "APPLE_APNS_ORIGIN"],
    [
      "Google's interface without TLS",
      { GOOGLE_API_ORIGIN: "http://google.no" },
      "GOOGLE_API_ORIGIN",
    ],
    [
      "Google's keys without TLS",
      { GOOGLE_CALLBACK_KEYS_URL: "http://google.no/keys" },
      "GOOGLE_CALLBACK_KEYS_URL",
    ],
    ["Google's page without TLS", { GOOGLE_SAVE_ORIGIN: "http://google.no" }, "GOOGLE_SAVE_ORIGIN"],
    ["a login in its own address", { PUBLIC_URL: "https://a:b@billett.example.no" }, "PUBLIC_URL"],
    ["a query in its own address", { PUBLIC_URL: "https://billett.example.no?a=1" }, "PUBLIC_URL"],
    [
      "a secret that can be guessed",
      { SECRET_KEYS: `a:${Buffer.alloc(32, 7).toString("base64")}` },
      "SECRET_KEYS",
    ],
    ["a sender name that no phone shows", { BRAND_NAME: "Billettkontoret" }, "BRAND_NAME"],
  ] as const) {
    it(`the configuration refuses ${name}, naming ${named}`, () => {
      const faults = faultsOf({ ...production, ...change });
      expect(
        faults.some((fault) => fault.startsWith(named)),
        faults.join("; "),
      ).to.equal(true);
    });
  }
});

import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { findRevealingSettings } from "../../../src/actions/operations/find-revealing-settings.ts";
import { loadConfig, type Config } from "../../../src/config.ts";

const neutral = loadConfig({ PUBLIC_URL: "https://billett.example.no" });

function certificateOf(subject: string): string {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const made = execFileSync(
    "openssl",
    ["req", "-x509", ...key, "-keyout", "/dev/null", "-subj", subject],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  return made.toString("utf8");
}

const apple = (change: Partial<NonNullable<Config["apple"]>>): Config["apple"] & object => ({
  passTypeIdentifier: "pass.no.example.ticket",
  teamIdentifier: "ABCDE12345",
  signerCert: certificateOf("/CN=Pass Type ID: pass.no.example.ticket/OU=ABCDE12345/O=Kultur AS"),
  signerKey: "",
  wwdrCert: "",
  apnsOrigin: "https://api.push.apple.com",
  ...change,
});

const google = (email: string) =>
  loadConfig({
    GOOGLE_ISSUER_ID: "3388000000000000001",
    GOOGLE_SERVICE_ACCOUNT: JSON.stringify({ client_email: email, private_key: "k" }),
  }).google as Config["google"] & object;

const revealing: Record<string, Partial<Config>> = {
  BRAND_NAME: { brandName: "NAV billett" },
  PUBLIC_URL: { publicUrl: "https://nav.billett.example.no" },
  EMAIL_RETURN_ADDRESS: {
    emailReturns: { address: "gratis-billett@tickets.example.no", secret: "s" },
  },
  APPLE_PASS_TYPE_IDENTIFIER: {
    apple: apple({ passTypeIdentifier: "pass.no.example.opplevelseskort" }),
  },
  APPLE_SIGNER_CERT: {
    apple: apple({ signerCert: certificateOf("/CN=Pass Type ID: pass.no.example/O=NAV Roros") }),
  },
  GOOGLE_SERVICE_ACCOUNT: { google: google("wallet@gratis-billett.iam.gserviceaccount.com") },
};

describe("the settings that families see", () => {
  it("pass the deny-list when they are neutral", () => {
    const whole = { ...neutral, apple: apple({}), google: google("wallet@kultur.iam.example") };
    expect(findRevealingSettings(whole)).to.deep.equal([]);
  });

  for (const [variable, change] of [
    ["BRAND_NAME", { brandName: "Join" }],
    ["PUBLIC_URL", { publicUrl: "https://join.example.no" }],
  ] as const) {
    it(`${variable} is refused when it is the name of the scheme's app`, () => {
      const faults = findRevealingSettings({ ...neutral, ...change });
      expect(faults).to.deep.equal([`${variable} tells "Join"; families see it`]);
    });
  }

  for (const [variable, change] of Object.entries(revealing)) {
    it(`${variable} is refused when it tells how the holder came by the ticket`, () => {
      const [fault, ...others] = findRevealingSettings({ ...neutral, ...change });
      expect(fault).to.match(new RegExp(`^${variable} tells "`));
      expect(others).to.deep.equal([]);
    });
  }

  const neutralCert = certificateOf("/CN=Pass Type ID: pass.no.example/OU=ABCDE12345/O=Kultur AS");
  for (const [what, signerCert] of [
    ["CN", certificateOf("/CN=NAV Roros/OU=ABCDE12345/O=Kultur AS")],
    ["OU", certificateOf("/CN=Pass Type ID: pass.no.example/OU=NAV Roros/O=Kultur AS")],
    ["O", certificateOf("/CN=Pass Type ID: pass.no.example/OU=ABCDE12345/O=NAV Roros")],
    ["O beside another one's", neutralCert + certificateOf("/CN=Pass Type ID: a/O=NAV Roros")],
  ] as const) {
    it(`APPLE_SIGNER_CERT is refused when a certificate's ${what} tells`, () => {
      const faults = findRevealingSettings({ ...neutral, apple: apple({ signerCert }) });
      expect(faults).to.deep.equal(['APPLE_SIGNER_CERT tells "nav"; families see it']);
    });
  }
});

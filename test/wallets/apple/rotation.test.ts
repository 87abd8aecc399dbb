import { createPrivateKey, X509Certificate } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { checkReadiness } from "../../../src/actions/operations/check-readiness.ts";
import { loadAppleConfig } from "../../../src/config.ts";
import type { AppleConfig } from "../../../src/config/apple.ts";
import { ConfigError } from "../../../src/config/config-error.ts";
import { createMetrics } from "../../../src/http/server/metrics.ts";
import {
  issuePassCertificate,
  createIntermediate,
  createRoot,
  pemPair,
  type CertificateAuthority,
  type PemPair,
} from "../../../src/sandbox/certificate-authority.ts";
import { developmentIds } from "../../../src/sandbox/certificates.ts";
import { loadSigners } from "../../../src/wallets/apple/certificates.ts";
import { createAppleWallet } from "../../../src/wallets/apple/create-apple-wallet.ts";
import { testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { inFolder, openPass, opensslAccepts } from "../../support/opened-pass.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps } from "../../support/test-deps.ts";
import { aContent, aPng, aTicketState } from "../../support/ticket-content.ts";

const dayMs = 86_400_000;
const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * dayMs);

describe("a rotation of the pass type certificate", () => {
  const database = useDatabase();
  let root: CertificateAuthority;
  let rootPem: string;
  let [oldWwdr, newWwdr] = ["", ""];
  /** `old` has 20 days left, `fresh` is valid since yesterday, `coming` from in ten days on. */
  let pairs: Record<"old" | "fresh" | "coming" | "past", PemPair>;

  function configOf(...loaded: PemPair[]): AppleConfig {
    return {
      ...developmentIds,
      signerCert: loaded.map(({ cert }) => cert).join(""),
      signerKey: loaded.map(({ key }) => key).join(""),
      wwdrCert: oldWwdr + newWwdr,
      apnsOrigin: "https://api.push.apple.com",
    };
  }
  const walletOf = (...loaded: PemPair[]) =>
    createAppleWallet(configOf(...loaded), {
      keyRing: testKeyRing,
      publicUrl: "https://tickets.example",
      at: now,
    });
  const faultsOf = (config: AppleConfig) =>
    faultsFrom(() =>
      createAppleWallet(config, { keyRing: testKeyRing, publicUrl: "https://tickets.example" }),
    );
  function faultsFrom(load: () => unknown): readonly string[] {
    try {
      load();
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return error.faults;
      throw error;
    }
  }
  const statusOf = (...loaded: PemPair[]) =>
    walletOf(...loaded)
      .certificateStatus(now)
      .map(({ name, daysLeft, mustBeRenewed }) => [name, daysLeft, mustBeRenewed]);

  let icon: Buffer;
  async function stamped(at: Date, ...loaded: PemPair[]) {
    const wallet = walletOf(...loaded);
    const compiled = wallet.compile(aContent(), new Map([["icon.png", icon]]), "nb", false);
    const { files } = await openPass(await wallet.stamp(compiled, aTicketState(), at));
    const [manifest, signature] = [files.get("manifest.json"), files.get("signature")];
    if (!manifest || !signature) throw new Error("The package is not whole.");
    const signer = loaded.find(({ cert }) => signature.includes(new X509Certificate(cert).raw));
    return { manifest, signature, signer };
  }

  before("makes certificates of two generations under two intermediates", async () => {
    icon = await aPng(38, 38);
    root = await createRoot(inDays(-800));
    rootPem = (await pemPair(root)).cert;
    const first = await createIntermediate(root, inDays(-700));
    const second = await createIntermediate(root, inDays(-30));
    [oldWwdr, newWwdr] = [(await pemPair(first)).cert, (await pemPair(second)).cert];
    const issue = (issuer: CertificateAuthority, from: number) =>
      issuePassCertificate(issuer, { ...developmentIds, at: inDays(from) });
    pairs = {
      past: await issue(first, -399.5),
      old: await issue(first, -374.5),
      fresh: await issue(second, -0.5),
      coming: await issue(second, 9.5),
    };
  });

  it("a certificate rotation leaves the same ticket the same manifest, under a new signature that OpenSSL accepts", async () => {
    const before = await stamped(now, pairs.old);
    const during = await stamped(now, pairs.old, pairs.fresh);
    const after = await stamped(now, pairs.fresh);
    expect(during.manifest.equals(before.manifest)).to.equal(true);
    expect(after.manifest.equals(before.manifest)).to.equal(true);
    expect(after.signature.equals(before.signature)).to.equal(false);
    for (const { manifest, signature } of [before, during, after]) {
      expect(await opensslAccepts(signature, manifest, rootPem)).to.equal(true);
    }
    expect(during.signer).to.equal(pairs.fresh);
  });

  it("a certificate rotation hands over while the service runs, in whatever order the two are given", async () => {
    for (const loaded of [
      [pairs.old, pairs.coming],
      [pairs.coming, pairs.old],
    ]) {
      expect((await stamped(now, ...loaded)).signer).to.equal(pairs.old);
      expect((await stamped(inDays(11), ...loaded)).signer).to.equal(pairs.coming);
    }
  });

  it("a certificate rotation signs nothing, and names the reason, once both have ended", async () => {
    const error = await refusalOf(stamped(inDays(1_000), pairs.old, pairs.fresh));
    expect(error).to.include({ code: "wallet_unavailable" });
    expect(error.message).to.contain("certificate has expired");
  });

  it("a certificate rotation asks for a renewal until a successor is loaded, and not of one that was replaced", () => {
    const wwdr = (...loaded: PemPair[]) => statusOf(...loaded).filter(([name]) => name === "wwdr");
    const passes = (...loaded: PemPair[]) =>
      statusOf(...loaded).filter(([name]) => name !== "wwdr");
    expect(passes(pairs.old)).to.deep.equal([["pass", 20, true]]);
    expect(passes(pairs.old, pairs.fresh)).to.deep.equal([
      ["pass", 394, false],
      ["pass_previous", 20, false],
    ]);
    expect(passes(pairs.old, pairs.coming)).to.deep.equal([
      ["pass", 20, false],
      ["pass_next", 404, false],
    ]);
    expect(passes(pairs.past, pairs.fresh)).to.deep.equal([
      ["pass", 394, false],
      ["pass_previous", -5, false],
    ]);
    expect(wwdr(pairs.fresh)).to.deep.equal([["wwdr", 1794, false]]);
  });

  it("a certificate rotation shows both in readiness and in the metric", async () => {
    const deps = { ...testDeps(database.db, { now }), apple: walletOf(pairs.old, pairs.fresh) };
    const { status, checks } = await checkReadiness(deps);
    expect(status).to.equal("ok");
    expect(checks["applePassCertificate"]).to.include({ status: "ok", daysLeft: 394 });
    expect(checks["applePassCertificatePrevious"]).to.include({ status: "ok", daysLeft: 20 });

    const alone = { ...deps, apple: walletOf(pairs.old) };
    const warned = await checkReadiness(alone);
    expect(warned.status).to.equal("warning");
    expect(warned.checks["applePassCertificate"]).to.include({
      status: "warning",
      daysLeft: 20,
      message: "Renew the certificate now.",
    });

    const expired = await checkReadiness({ ...deps, apple: walletOf(pairs.past) });
    expect(expired.status).to.equal("degraded");
    expect(expired.checks["applePassCertificate"]).to.include({ status: "degraded", daysLeft: -5 });

    const metrics = await createMetrics(deps).registry.metrics();
    for (const [certificate, days] of [
      ["pass", 394],
      ["pass_previous", 20],
    ] as const) {
      const name = `joinwallet_apple_certificate_remaining_seconds{certificate="${certificate}"} `;
      const seconds = Number(metrics.split(name)[1]?.split("\n")[0]);
      expect(Math.floor(seconds / 86_400)).to.equal(days);
    }
  });

  it("a certificate rotation is sound with an old one that has ended or a new one that has not begun, not with both", () => {
    expect(faultsOf(configOf(pairs.past, pairs.fresh))).to.deep.equal([]);
    const [ended, early, ...rest] = faultsFrom(() =>
      loadSigners(configOf(pairs.past, pairs.coming), new Date()),
    );
    expect(ended).to.match(/^APPLE_SIGNER_CERT \(first in it\) expired on /);
    expect(early).to.match(/^APPLE_SIGNER_CERT \(second in it\) is not valid before /);
    expect(rest).to.deep.equal([]);
  });

  it("a certificate rotation says which of the two does not fit", async () => {
    const { old, fresh } = pairs;
    const both = configOf(old, fresh);
    expect(faultsOf({ ...both, signerKey: old.key })).to.deep.equal([
      "APPLE_SIGNER_KEY does not match APPLE_SIGNER_CERT (second in it)",
    ]);
    expect(faultsOf({ ...both, wwdrCert: newWwdr })).to.deep.equal([
      "APPLE_WWDR_CERT is the wrong intermediate: it did not issue APPLE_SIGNER_CERT (first in it)",
    ]);
    const stranger = await issuePassCertificate(await createIntermediate(root, inDays(-30)), {
      ...developmentIds,
      passTypeIdentifier: "pass.no.other",
      at: inDays(-1),
    });
    expect(faultsOf(configOf(old, stranger))).to.include(
      "APPLE_PASS_TYPE_IDENTIFIER is pass.no.example.join, but APPLE_SIGNER_CERT (second in it) says pass.no.other (UID in the subject)",
    );
    expect(faultsOf({ ...both, signerCert: both.signerCert + pairs.coming.cert })).to.include(
      "APPLE_SIGNER_CERT holds more than two certificates: the old and the new, no more",
    );
  });

  it("a certificate rotation is configured by two paths with a comma between, or by PEM texts one after another", () =>
    inFolder(async (folder) => {
      const { old, fresh } = pairs;
      const path = async (name: string, text: string) => {
        await writeFile(join(folder, name), text);
        return join(folder, name);
      };
      const encrypted = createPrivateKey(fresh.key)
        .export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "hemmelig" })
        .toString();
      const environment = {
        APPLE_PASS_TYPE_IDENTIFIER: developmentIds.passTypeIdentifier,
        APPLE_TEAM_IDENTIFIER: developmentIds.teamIdentifier,
        APPLE_SIGNER_CERT: `${await path("2.pem", fresh.cert)}, ${await path("1.pem", old.cert)}`,
        APPLE_SIGNER_KEY: `${await path("2.key", encrypted)},${await path("1.key", old.key)}`,
        APPLE_SIGNER_KEY_PASSPHRASE: "hemmelig",
        APPLE_WWDR_CERT: oldWwdr + newWwdr,
      };
      const config = loadAppleConfig(environment);
      if (!config) throw new Error("The environment is read as an empty one.");
      expect(faultsOf(config)).to.deep.equal([]);
      const gone = join(folder, "gone.pem");
      expect(() =>
        loadAppleConfig({ ...environment, APPLE_SIGNER_CERT: `${join(folder, "1.pem")},${gone}` }),
      ).to.throw(`APPLE_SIGNER_CERT is neither a PEM text nor the path of a file: ${gone}`);
    }));
});

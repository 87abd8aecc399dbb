import { createPrivateKey } from "node:crypto";
import { expect } from "chai";
import type { AppleConfig } from "../../../src/config/apple.ts";
import { ConfigError } from "../../../src/config/config-error.ts";
import {
  issuePassCertificate,
  createIntermediate,
  createRoot,
  pemPair,
  type CertificateAuthority,
  type PassCertificateRequest,
} from "../../../src/sandbox/certificate-authority.ts";
import { developmentIds } from "../../../src/sandbox/certificates.ts";
import { certificateStatus } from "../../../src/wallets/apple/certificate-status.ts";
import { loadSigners } from "../../../src/wallets/apple/certificates.ts";
import { loadCertificates } from "../../support/load-certificates.ts";
import { createManifestSigner } from "../../../src/wallets/apple/cms.ts";
import { createAppleWallet } from "../../../src/wallets/apple/create-apple-wallet.ts";
import { testKeyRing, testNow } from "../../support/builders.ts";
import { opensslAccepts } from "../../support/opened-pass.ts";

const dayMs = 86_400_000;
const daysFrom = (at: Date, days: number) => new Date(at.getTime() + days * dayMs);

const walletOf = (config: AppleConfig, at = testNow) =>
  createAppleWallet(config, { keyRing: testKeyRing, publicUrl: "https://tickets.example", at });

const faultsOf = (config: AppleConfig, at = testNow) => faultsFrom(() => walletOf(config, at));

function faultsFrom(load: () => unknown): readonly string[] {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe("the certificates that sign", () => {
  let root: CertificateAuthority;
  let wwdr: CertificateAuthority;
  let good: AppleConfig;

  async function configWith(
    request: Partial<PassCertificateRequest>,
    issuer = wwdr,
  ): Promise<AppleConfig> {
    const pair = await issuePassCertificate(issuer, { ...developmentIds, at: testNow, ...request });
    return {
      ...developmentIds,
      signerCert: pair.cert,
      signerKey: pair.key,
      wwdrCert: (await pemPair(wwdr)).cert,
      apnsOrigin: "https://api.push.apple.com",
    };
  }

  before("makes an authority", async () => {
    root = await createRoot(daysFrom(testNow, -10));
    wwdr = await createIntermediate(root, daysFrom(testNow, -10));
    good = await configWith({ at: daysFrom(testNow, -1) });
  });

  it("let the service start when all of them fit", () => {
    expect(faultsOf(good)).to.deep.equal([]);
  });

  it("apple 5: stop the start when the pass type identifier differs, naming both places", () => {
    expect(faultsOf({ ...good, passTypeIdentifier: "pass.no.other" })).to.deep.equal([
      "APPLE_PASS_TYPE_IDENTIFIER is pass.no.other, but APPLE_SIGNER_CERT says pass.no.example.join (UID in the subject)",
      "APPLE_PASS_TYPE_IDENTIFIER is pass.no.other, but APPLE_SIGNER_CERT says pass.no.example.join (extension 1.2.840.113635.100.6.1.16)",
    ]);
  });

  it("apple 5: stop the start when only the extension differs", async () => {
    const config = await configWith({
      extensionIdentifier: "pass.no.third",
      at: daysFrom(testNow, -1),
    });
    expect(faultsOf(config)).to.deep.equal([
      "APPLE_PASS_TYPE_IDENTIFIER is pass.no.example.join, but APPLE_SIGNER_CERT says pass.no.third (extension 1.2.840.113635.100.6.1.16)",
    ]);
  });

  it("apple 5: stop the start when the team differs", () => {
    expect(faultsOf({ ...good, teamIdentifier: "ABCDE12345" })).to.deep.equal([
      "APPLE_TEAM_IDENTIFIER is ABCDE12345, but APPLE_SIGNER_CERT says JOINDEV000 (OU in the subject)",
    ]);
  });

  it("apple 6: stop the start when the key belongs to another certificate", async () => {
    const other = await configWith({});
    expect(faultsOf({ ...good, signerKey: other.signerKey })).to.deep.equal([
      "APPLE_SIGNER_KEY does not match APPLE_SIGNER_CERT",
    ]);
  });

  it("apple 6: are faulty when either has expired, or is not valid yet", async () => {
    const faultsOf = (config: AppleConfig, at = testNow) =>
      faultsFrom(() => loadSigners(config, at));
    const [fault, ...rest] = faultsOf(good, daysFrom(testNow, 395));
    expect(rest).to.deep.equal([]);
    expect(fault).to.match(/^APPLE_SIGNER_CERT expired on /);

    const shortWwdr = await createIntermediate(root, daysFrom(testNow, -10), 9);
    const under = {
      ...(await configWith({ at: daysFrom(testNow, -1) }, shortWwdr)),
      wwdrCert: (await pemPair(shortWwdr)).cert,
    };
    const [expired, ...others] = faultsOf(under);
    expect(others).to.deep.equal([]);
    expect(expired).to.match(/^APPLE_WWDR_CERT expired on /);

    expect(faultsOf(good, daysFrom(testNow, -5))[0]).to.match(/not valid before/);
  });

  it("apple 6: let the service start when they have expired, sign nothing, and say so", () => {
    const late = daysFrom(testNow, 395);
    const wallet = walletOf(good, late);
    expect(wallet.canSign(late)).to.equal(false);
    expect(wallet.canSign(testNow)).to.equal(true);
    expect(wallet.certificateStatus(late)[0]).to.include({ name: "pass", mustBeRenewed: true });
  });

  it("apple 6: stop the start when they have expired and do not fit either", async () => {
    const late = daysFrom(testNow, 395);
    const { signerKey } = await configWith({});
    expect(faultsOf({ ...good, signerKey }, late)).to.deep.equal([
      "APPLE_SIGNER_KEY does not match APPLE_SIGNER_CERT",
    ]);
    expect(faultsOf({ ...good, teamIdentifier: "ABCDE12345" }, late)).to.have.length(1);
  });

  it("apple 6: stop the start when they are not valid yet", () => {
    expect(faultsOf(good, daysFrom(testNow, -5))[0]).to.match(/not valid before/);
  });

  it("apple 6: stop the start with the wrong intermediate, one of the same name included", async () => {
    const impostor = await createIntermediate(await createRoot(daysFrom(testNow, -10)), testNow);
    for (const wrong of [impostor, root]) {
      expect(faultsOf({ ...good, wwdrCert: (await pemPair(wrong)).cert })).to.deep.equal([
        "APPLE_WWDR_CERT is the wrong intermediate: it did not issue APPLE_SIGNER_CERT",
      ]);
    }
  });

  it("apple 6: name everything that is wrong at once", () => {
    const faults = faultsOf({
      ...good,
      teamIdentifier: "ABCDE12345",
      signerKey: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
      wwdrCert: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    });
    expect(faults.map((fault) => fault.split(" ")[0])).to.have.members([
      "APPLE_TEAM_IDENTIFIER",
      "APPLE_SIGNER_KEY",
      "APPLE_WWDR_CERT",
    ]);
  });

  it("apple 6: tell how many days each has left", () => {
    const certificates = loadSigners(good, testNow);
    const left = (at: Date) => certificateStatus(certificates, at).map(({ daysLeft }) => daysLeft);
    expect(left(testNow)).to.deep.equal([394, 1815]);
    expect(left(daysFrom(testNow, 365))).to.deep.equal([29, 1450]);
    expect(left(daysFrom(testNow, 394.5))[0]).to.equal(-1);
    expect(certificateStatus(certificates, testNow).map(({ name }) => name)).to.deep.equal([
      "pass",
      "wwdr",
    ]);
  });

  it("signing certificates may have a key behind a passphrase, and say so when it does not open", () => {
    const signerKey = createPrivateKey(good.signerKey)
      .export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "Hemmelig" })
      .toString();
    expect(faultsOf({ ...good, signerKey, signerKeyPassphrase: "Hemmelig" })).to.deep.equal([]);
    expect(faultsOf({ ...good, signerKey, signerKeyPassphrase: "feil" })[0]).to.contain(
      "APPLE_SIGNER_KEY_PASSPHRASE",
    );
  });

  it("signing certificates may have a P-256 key: OpenSSL accepts what it signs", async () => {
    const now = new Date();
    const authority = await createRoot(daysFrom(now, -2));
    const intermediate = await createIntermediate(authority, daysFrom(now, -2));
    const pair = await issuePassCertificate(intermediate, {
      ...developmentIds,
      at: daysFrom(now, -1),
      algorithm: "p256",
    });
    const config = {
      ...good,
      signerCert: pair.cert,
      signerKey: pair.key,
      wwdrCert: (await pemPair(intermediate)).cert,
    };
    const manifest = Buffer.from('{"pass.json":"00"}');
    const sign = createManifestSigner(loadCertificates(config, now));
    const rootPem = (await pemPair(authority)).cert;
    for (let attempt = 0; attempt < 4; attempt += 1) {
      // Lengths of such signatures vary from one to the next.
      const signature = await sign(manifest, now);
      expect(await opensslAccepts(signature, manifest, rootPem)).to.equal(true);
    }
  });
});

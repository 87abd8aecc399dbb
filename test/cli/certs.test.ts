import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { check } from "../../src/cli/certs/check.ts";
import { install } from "../../src/cli/certs/install.ts";
import { request } from "../../src/cli/certs/request.ts";
import { loadAppleConfig } from "../../src/config.ts";
import { createAppleWallet } from "../../src/wallets/apple/create-apple-wallet.ts";
import { testKeyRing } from "../support/builders.ts";
import { compiled } from "../support/compiled.ts";
import {
  createOpensslAuthority,
  openssl,
  type OpensslAuthority,
} from "../support/issue-with-openssl.ts";
import { openPass, opensslAccepts } from "../support/opened-pass.ts";
import { aContent, aPng, aTicketState } from "../support/ticket-content.ts";

const ids = { passTypeIdentifier: "pass.no.example.kulturhus", teamIdentifier: "A1B2C3D4E5" };
const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);
const program = new URL("../../src/cli/certs.ts", import.meta.url);

/** The variables that a command's text tells to set. */
function variablesIn(text: string): Record<string, string> {
  const lines = [...text.matchAll(/^ {2}(APPLE_[A-Z_]+)=(.*)$/gm)];
  return Object.fromEntries(lines.map(([, name = "", value = ""]) => [name, value]));
}

/** The command as an operator runs it. */
function certs(args: string[], environment: Record<string, string> = {}) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    const options = { env: { PATH: process.env["PATH"], ...environment } };
    execFile(process.execPath, [compiled(program), ...args], options, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
  });
}

describe("npm run certs", () => {
  let [folder, directory] = ["", ""];
  let apple: OpensslAuthority;
  const at = (file: string) => join(directory, file);
  const asked = (passphrase?: string) => ({ directory, passphrase, at: new Date() });
  const installed = (file: string, passphrase?: string) => install({ ...asked(passphrase), file });
  const issued = (options: Partial<Parameters<OpensslAuthority["issue"]>[1]> = {}, stem = "pass") =>
    apple.issue(at(`${stem}.certSigningRequest`), { ...ids, ...options });

  before("makes an authority", async () => {
    folder = await mkdtemp(join(tmpdir(), "join-certs-"));
    apple = await createOpensslAuthority(folder, "a");
  });
  beforeEach("makes an empty folder", async () => {
    directory = await mkdtemp(join(folder, "certs-"));
  });
  after("removes them", () => rm(folder, { recursive: true, force: true }));

  describe("request", () => {
    it("certs request makes an RSA-2048 key that only its owner reads, and a request that OpenSSL verifies", async () => {
      const { text, isSound } = await request({ ...asked(), email: "post@example.no" });
      expect(isSound).to.equal(true);
      expect((await stat(at("pass.key"))).mode & 0o777).to.equal(0o600);
      const verdict = await openssl(
        ...["req", "-verify", "-noout", "-text", "-in", at("pass.certSigningRequest")],
      );
      expect(verdict).to.match(/verify OK/);
      expect(verdict).to.contain("Public-Key: (2048 bit)");
      expect(verdict).to.contain("sha256WithRSAEncryption");
      expect(verdict).to.contain("Subject: CN = Join Wallet, emailAddress = post@example.no");
      const modulus = (kind: string, file: string) =>
        openssl(kind, "-noout", "-modulus", "-in", file);
      expect(await modulus("rsa", at("pass.key"))).to.equal(
        await modulus("req", at("pass.certSigningRequest")),
      );
      expect(text).to.contain(at("pass.certSigningRequest"));
      expect(text).to.contain("npm run certs -- install");
    });

    it("certs request holds a name with letters of any language, and needs no e-mail address", async () => {
      await request({ ...asked(), name: "Røros kulturhus" });
      const verdict = await openssl(
        ...["req", "-noout", "-subject", "-nameopt", "utf8", "-in", at("pass.certSigningRequest")],
      );
      expect(verdict.trim()).to.equal("subject=CN=Røros kulturhus");
    });

    it("certs request puts the key behind the passphrase that is set", async () => {
      await request(asked("Hemmelig ord"));
      expect(await readFile(at("pass.key"), "utf8")).to.contain("ENCRYPTED PRIVATE KEY");
      const open = (word: string) =>
        openssl("rsa", "-noout", "-check", "-in", at("pass.key"), "-passin", `pass:${word}`);
      expect(await open("Hemmelig ord")).to.contain("RSA key ok");
      const refusal = await open("feil").catch((error: unknown) => error);
      expect(refusal).to.be.an("error");
    });

    it("overwrites nothing, and mentions a key that still waits for its certificate", async () => {
      await request(asked());
      const first = await readFile(at("pass.key"), "utf8");
      const { text } = await request(asked());
      expect(await readFile(at("pass.key"), "utf8")).to.equal(first);
      expect(text).to.contain(`There was a key without a certificate: ${at("pass.key")}.`);
      await stat(at("pass-2.certSigningRequest"));
    });

    it("certs request refuses an e-mail address that a request cannot hold", async () => {
      const { text, isSound } = await request({ ...asked(), email: "kåre" });
      expect(isSound).to.equal(false);
      expect(text).to.equal("kåre is not an e-mail address that a request can hold.");
    });
  });

  describe("install", () => {
    it("certs install leads to variables with which the service signs what OpenSSL accepts, from DER and from PEM", async () => {
      for (const form of ["DER", "PEM"] as const) {
        directory = await mkdtemp(join(folder, "certs-"));
        await request(asked());
        const pass = await installed(await issued({ form }));
        expect(pass.text).to.contain(
          `Installed ${at("pass.pem")}; it belongs to ${at("pass.key")}.`,
        );
        expect(pass.text).to.contain("APPLE_WWDR_CERT=(missing, see below)");
        expect(pass.text).to.contain(
          "https://www.apple.com/certificateauthority/AppleWWDRCAG4.cer",
        );
        const { text, isSound } = await installed(apple.intermediateFile);
        expect(isSound).to.equal(true);
        const variables = variablesIn(text);
        expect(variables).to.deep.equal({
          APPLE_PASS_TYPE_IDENTIFIER: ids.passTypeIdentifier,
          APPLE_TEAM_IDENTIFIER: ids.teamIdentifier,
          APPLE_SIGNER_CERT: at("pass.pem"),
          APPLE_SIGNER_KEY: at("pass.key"),
          APPLE_WWDR_CERT: at("wwdr.pem"),
        });
        const config = loadAppleConfig(variables);
        if (!config) throw new Error("Nothing is set.");
        const wallet = createAppleWallet(config, {
          keyRing: testKeyRing,
          publicUrl: "https://tickets.example",
        });
        const images = new Map([["icon.png", await aPng(38, 38)]]);
        const compiled = wallet.compile(aContent(), images, "nb", false);
        const { files } = await openPass(await wallet.stamp(compiled, aTicketState(), new Date()));
        const verdict = await opensslAccepts(
          files.get("signature") ?? Buffer.alloc(0),
          files.get("manifest.json") ?? Buffer.alloc(0),
          await readFile(apple.rootFile, "utf8"),
        );
        expect(verdict).to.equal(true);
      }
    });

    it("certs install takes the intermediate first or last, and the same file twice", async () => {
      await request(asked());
      const certificate = await issued();
      const first = await installed(apple.intermediateFile);
      expect(first.text).to.contain("Next: npm run certs -- install pass.cer");
      const second = await installed(certificate);
      expect(variablesIn(second.text)["APPLE_WWDR_CERT"]).to.equal(at("wwdr.pem"));
      const again = await installed(certificate);
      expect(again.isSound).to.equal(true);
      expect(again.text).to.contain(`installed already, as ${at("pass.pem")}`);
      expect((await installed(apple.intermediateFile)).text).to.contain("Already in");
      const pem = await readFile(at("wwdr.pem"), "utf8");
      expect(pem.match(/BEGIN CERTIFICATE/g)).to.have.length(1);
    });

    it("certs install works with a key behind a passphrase, and says so when it does not open", async () => {
      await request(asked("Hemmelig ord"));
      const certificate = await issued();
      for (const wrong of [undefined, "feil"]) {
        const { text, isSound } = await installed(certificate, wrong);
        expect(isSound).to.equal(false);
        expect(text).to.contain("APPLE_SIGNER_KEY_PASSPHRASE");
        expect(text).to.contain(at("pass.key"));
      }
      const { text } = await installed(certificate, "Hemmelig ord");
      expect(text).to.contain("APPLE_SIGNER_KEY_PASSPHRASE=(as it is set now)");
      expect(text).not.to.contain("Hemmelig");
    });

    it("installs nothing that it cannot use, and says what is wrong", async () => {
      await request(asked());
      const other = await createOpensslAuthority(folder, "b");
      await writeFile(join(folder, "text.cer"), "not a certificate");
      const certificate = await issued();
      await openssl(
        ...["req", "-x509", "-new", "-key", at("pass.key"), "-subj", "/CN=Apple Development: N"],
        ...["-addext", "basicConstraints=critical,CA:FALSE", "-out", join(folder, "other.cer")],
      );
      const expired = await install({ ...asked(), file: certificate, at: inDays(400) });
      expect(expired).to.include({ isSound: false });
      expect(expired.text).to.contain("expired on");
      const cases: [file: string, says: string][] = [
        [join(folder, "gone.cer"), "cannot be read"],
        [join(folder, "text.cer"), "neither in DER nor in PEM form"],
        [at("pass.certSigningRequest"), "is the request, not the certificate"],
        [apple.rootFile, "is a root (Root a)"],
        [join(folder, "other.cer"), "not a pass type certificate: it is for Apple Development: N"],
      ];
      for (const [file, says] of cases) {
        const { text, isSound } = await installed(file);
        expect(isSound, file).to.equal(false);
        expect(text).to.contain(says);
      }
      await installed(certificate);
      const wrong = await installed(other.intermediateFile);
      expect(wrong.isSound).to.equal(false);
      expect(wrong.text).to.contain("(Intermediate b) issued none of the certificates");

      directory = await mkdtemp(join(folder, "certs-"));
      const keyless = await installed(certificate);
      expect(keyless.text).to.contain(`belongs to none of the keys in ${directory}`);
      await request(asked());
      expect((await installed(certificate)).text).to.contain(
        `of another certificate: ${at("pass.key")}`,
      );
    });

    it("certs install names both pairs at a renewal, the new one first", async () => {
      await request(asked());
      await installed(await issued({ days: 20 }));
      await installed(apple.intermediateFile);
      const { text: next } = await request(asked());
      expect(next).not.to.contain("without a certificate");
      const { text } = await installed(await issued({}, "pass-2"));
      expect(variablesIn(text)).to.include({
        APPLE_SIGNER_CERT: `${at("pass-2.pem")},${at("pass.pem")}`,
        APPLE_SIGNER_KEY: `${at("pass-2.key")},${at("pass.key")}`,
      });
      const environment = variablesIn(text);
      const checked = await check({ ...asked(), environment });
      expect(checked.isSound).to.equal(true);
      expect(checked.text).to.contain("394 days left");
      expect(checked.text).to.contain("replaced; may be taken out once it has ended");
      expect(checked.text).not.to.contain("WARNING");
    });

    it("certs install keeps the old certificate when a new one was made from the same request", async () => {
      await request(asked());
      await installed(await issued({ days: 20 }));
      await installed(apple.intermediateFile);
      const { text } = await installed(await issued());
      expect(variablesIn(text)).to.include({
        APPLE_SIGNER_CERT: `${at("pass-2.pem")},${at("pass.pem")}`,
        APPLE_SIGNER_KEY: `${at("pass.key")},${at("pass.key")}`,
      });
      const checked = await check({ ...asked(), environment: {} });
      expect(checked.isSound).to.equal(true);
    });
  });

  describe("check", () => {
    const loaded = async (days = 395) => {
      await request(asked());
      await installed(await issued({ days }));
      return variablesIn((await installed(apple.intermediateFile)).text);
    };

    it("certs check says what is loaded, that it matches, and how many days are left", async () => {
      const environment = await loaded();
      const { text, isSound } = await check({ ...asked(), environment });
      expect(isSound).to.equal(true);
      for (const part of [
        "As the environment says:",
        ids.passTypeIdentifier,
        ids.teamIdentifier,
        "394 days left",
        "its key matches (RSA-2048); issued by Intermediate a, G4",
      ]) {
        expect(text).to.contain(part);
      }
      expect((await check({ ...asked(), environment: {} })).text).to.contain(
        `No APPLE_… variable is set. As ${directory} holds it:`,
      );
    });

    it("certs check says what comes next: a request, then the certificate that Apple makes of it", async () => {
      const before = await check({ ...asked(), environment: {} });
      expect(before.isSound).to.equal(false);
      expect(before.text).to.contain("npm run certs -- request");
      await request(asked());
      const { text } = await check({ ...asked(), environment: {} });
      expect(text)
        .to.contain(`${at("pass.key")} waits for Apple's certificate`)
        .and.contain("npm run certs -- install pass.cer")
        .and.not.contain("-- request");
    });

    it("certs check warns from 60 days on", async () => {
      const environment = await loaded();
      const textAt = async (days: number) =>
        (await check({ ...asked(), at: inDays(days), environment })).text;
      expect(await textAt(334)).not.to.contain("WARNING");
      expect(await textAt(335.5)).to.contain("WARNING: renew it now: npm run certs -- request");
    });

    it("certs check names every fault with which the service would not start", async () => {
      const environment = { ...(await loaded()), APPLE_TEAM_IDENTIFIER: "ZZZZZ99999" };
      const wrong = await check({ ...asked(), environment });
      expect(wrong.isSound).to.equal(false);
      expect(wrong.text).to.contain(
        "APPLE_TEAM_IDENTIFIER is ZZZZZ99999, but APPLE_SIGNER_CERT says A1B2C3D4E5 (OU in the subject)",
      );
      const half = await check({ ...asked(), environment: { APPLE_SIGNER_CERT: at("pass.pem") } });
      expect(half.text).to.contain("APPLE_WWDR_CERT is missing; it goes with APPLE_SIGNER_CERT");
      const late = await check({ ...asked(), at: inDays(400), environment: {} });
      expect(late.text).to.contain("APPLE_SIGNER_CERT expired on");
    });

    it("certs check ends with a code that a script can act on", async () => {
      const environment = await loaded();
      const sound = await certs(["check", "--directory", directory], environment);
      expect(sound.output).to.contain("394 days left");
      expect(sound.code).to.equal(0);
      const wrong = { ...environment, APPLE_SIGNER_KEY: join(folder, "a-root.key") };
      expect((await certs(["check"], wrong)).code).to.equal(1);
      for (const args of [[], ["install"], ["check", "more"], ["check", "--unknown"]]) {
        const { code, output } = await certs(args);
        expect(code).to.equal(2);
        expect(output).to.contain("Usage:");
      }
    });
  });
});

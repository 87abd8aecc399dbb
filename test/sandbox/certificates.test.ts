import { X509Certificate } from "node:crypto";
import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  developmentCertificates,
  type DevelopmentCertificates,
} from "../../src/sandbox/certificates.ts";
import { loadCertificates } from "../support/load-certificates.ts";
import { testNow } from "../support/builders.ts";
import { inFolder } from "../support/opened-pass.ts";

const daysOn = (days: number) => new Date(testNow.getTime() + days * 86_400_000);

describe("development certificates", () => {
  let first: DevelopmentCertificates;
  let parent: string;
  let shared: string;

  before("makes them", async () => {
    parent = await mkdtemp(join(tmpdir(), "join-certificates-"));
    shared = join(parent, "dev");
    first = await developmentCertificates(shared, testNow);
  });
  after(() => rm(parent, { recursive: true }));

  it("development certificates are made once and found again by the next start, their keys for the owner's eyes alone", async () => {
    expect(await developmentCertificates(shared, daysOn(300))).to.deep.equal(first);
    const { mode } = await stat(join(shared, "pass.key"));
    expect(mode & 0o777).to.equal(0o600);
  });

  it("development certificates are such as the service starts with", () => {
    expect(() => loadCertificates(first, testNow)).not.to.throw();
  });

  it("bear Apple's subject and extensions", () => {
    const leaf = new X509Certificate(first.signerCert);
    expect(leaf.subject).to.equal(
      "UID=pass.no.example.join\nCN=Pass Type ID: pass.no.example.join\nOU=JOINDEV000\nO=Ticket Development\nC=NO",
    );
    // Node's older name for what is the extended key usage.
    expect(leaf.keyUsage).to.deep.equal(["1.3.6.1.5.5.7.3.2", "1.2.840.113635.100.4.14"]);
    expect(leaf.ca).to.equal(false);
  });

  it("development certificates are made anew when they end within 30 days", () =>
    inFolder(async (folder) => {
      await cp(shared, folder, { recursive: true });
      const second = await developmentCertificates(folder, daysOn(370));
      expect(second.signerCert).not.to.equal(first.signerCert);
      expect(await developmentCertificates(folder, daysOn(371))).to.deep.equal(second);
    }));

  it("development certificates are made anew when a file is gone, empty, or belongs to others", () =>
    inFolder(async (folder) => {
      const path = join(folder, "pass.key");
      const ruin = [
        () => rm(path),
        () => writeFile(path, ""),
        async () => {
          await writeFile(path, await readFile(join(folder, "root.key")));
        },
      ];
      await cp(shared, folder, { recursive: true });
      let last = first;
      for (const each of ruin) {
        await each();
        const next = await developmentCertificates(folder, testNow);
        expect(next.signerCert).not.to.equal(last.signerCert);
        expect(() => loadCertificates(next, testNow)).not.to.throw();
        last = next;
      }
    }));

  it("come with a server certificate that the root vouches for", () => {
    const { apnsServer, rootCert } = first;
    const server = new X509Certificate(apnsServer.cert);
    expect(server.checkHost("localhost")).to.equal("localhost");
    expect(server.checkIP("127.0.0.1")).to.equal("127.0.0.1");
    expect(server.verify(new X509Certificate(rootCert).publicKey)).to.equal(true);
  });
});

import { createHash, X509Certificate } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { expect } from "chai";
import {
  issuePassCertificate,
  createIntermediate,
  createRoot,
  pemPair,
} from "../../../src/sandbox/certificate-authority.ts";
import { developmentIds } from "../../../src/sandbox/certificates.ts";
import { openPackage } from "../../../src/sandbox/phone/open-package.ts";
import { PackageFault } from "../../../src/sandbox/phone/package-fault.ts";
import { readZip } from "../../../src/sandbox/phone/read-zip.ts";
import { verifySignature } from "../../../src/sandbox/phone/verify-signature.ts";
import { loadCertificates } from "../../support/load-certificates.ts";
import { createManifestSigner, type SignManifest } from "../../../src/wallets/apple/cms.ts";
import { storedZip, zipEntry } from "../../../src/wallets/apple/stored-zip.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { unzipped } from "../../support/opened-pass.ts";
import { passkitTicket } from "../../support/passkit-ticket.ts";
import { aContent, aTicketState, eventImages } from "../../support/ticket-content.ts";

const zipOf = (files: Iterable<[string, Uint8Array]>) =>
  Buffer.concat(storedZip([...files].map(([name, file]) => zipEntry(name, [file]))).pieces);

const flipped = (bytes: Uint8Array, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

const manifestOf = (files: Map<string, Buffer>) =>
  Buffer.from(
    JSON.stringify(
      Object.fromEntries(
        [...files]
          .filter(([name]) => !["manifest.json", "signature"].includes(name))
          .map(([name, file]) => [name, createHash("sha1").update(file).digest("hex")]),
      ),
    ),
  );

describe("a phone that is handed a package", () => {
  const apple = useAppleWallet();
  const at = new Date();
  let whole: Buffer;
  let files: Map<string, Buffer>;
  let sign: SignManifest;
  let trusted: X509Certificate[];

  before(async () => {
    const compiled = apple.wallet.compile(aContent(), await eventImages(), "nb", false);
    whole = Buffer.concat((await apple.wallet.stamp(compiled, aTicketState(), at)).pieces);
    files = readZip(whole);
    sign = createManifestSigner(loadCertificates(apple.certificates, at));
    trusted = [new X509Certificate(apple.certificates.rootCert)];
  });

  const open = (zip: Buffer, when = at) => openPackage(zip, { trusted, at: when });
  const refusal = (zip: Buffer, when = at) => {
    try {
      open(zip, when);
    } catch (error) {
      if (error instanceof PackageFault) return error.message;
      throw error;
    }
    return undefined;
  };
  /** With the manifest made anew and signed by the given signer, so that only what the test is about is wrong. */
  const resigned = async (changed: Map<string, Buffer>, by = sign) => {
    const manifest = manifestOf(changed);
    const signature = await by(manifest, at);
    return zipOf(new Map([...changed, ["manifest.json", manifest], ["signature", signature]]));
  };
  const withPass = (change: (pass: Record<string, unknown>) => void) => {
    const pass = JSON.parse(files.get("pass.json")?.toString() ?? "") as Record<string, unknown>;
    change(pass);
    return new Map([...files, ["pass.json", Buffer.from(JSON.stringify(pass))]]);
  };

  it("the simulated phone takes what this service signs, with its texts in every language", () => {
    const { pass, strings } = open(whole);
    expect(pass.serialNumber).to.equal(aTicketState().serialNumber);
    expect([...strings.keys()]).to.have.members(["nb", "nn", "en"]);
    expect(strings.get("en")?.get("Vårkonsert")).to.equal("Spring concert");
  });

  it("the simulated phone takes what passkit-generator signs", async () => {
    const { certificates } = apple;
    const pass = passkitTicket(
      certificates,
      aContent(),
      await eventImages(),
      "nb",
      aTicketState(),
      {
        url: "https://tickets.example/apple",
        token: "0123456789abcdef",
      },
    );
    expect(open(pass.getAsBuffer()).pass.serialNumber).to.equal(aTicketState().serialNumber);
  });

  it("the simulated phone takes it when it is packed anew", async () => {
    expect(open(await resigned(files)).pass.description).to.equal("Vårkonsert");
  });

  it("the simulated phone reads the same files as unzip", async () => {
    expect(files).to.deep.equal((await unzipped(whole)).files);
  });

  it("the simulated phone reads packed files, too", () => {
    const text = Buffer.from("a".repeat(1_000));
    const packed = deflateRawSync(text);
    const { local, central, ...entry } = zipEntry("a.txt", [packed]);
    const { local: plain } = zipEntry("a.txt", [text]);
    for (const [header, start] of [
      [local, 0],
      [central, 2],
    ] as const) {
      plain.copy(header, 14 + start, 14, 18);
      header.writeUInt16LE(8, 8 + start);
      header.writeUInt32LE(text.length, 22 + start);
    }
    const zip = Buffer.concat(storedZip([{ ...entry, local, central }]).pieces);
    expect(readZip(zip).get("a.txt")).to.deep.equal(text);
  });

  it("the simulated phone refuses a flipped byte in any of the files", () => {
    for (const [name, file] of files) {
      const change = new Map([...files, [name, flipped(file, file.length - 1)]]);
      expect(refusal(zipOf(change)), name).to.be.a("string");
    }
  });

  it("the simulated phone refuses a flipped byte in nearly every place of the signature", () => {
    const part = (name: string) => files.get(name) ?? Buffer.alloc(0);
    const [signature, manifest] = [part("signature"), part("manifest.json")];
    const places = Array.from({ length: Math.floor(signature.length / 3) }, (_, step) => 3 * step);
    const taken = places.filter((place) => {
      try {
        return verifySignature(flipped(signature, place), manifest, trusted, at);
      } catch {
        return false;
      }
    });
    // Version numbers and names of algorithms: not what is signed, nor who signed it.
    expect(taken.length / places.length).to.be.below(0.03);
  });

  it("the simulated phone refuses a byte flipped anywhere in the zip's own records", () => {
    for (let place = whole.length - 22; place < whole.length - 2; place += 1) {
      const why = refusal(flipped(whole, place));
      // Disk numbers and the directory's length are not needed to find the files.
      if (why === undefined)
        expect(place - (whole.length - 22)).to.be.oneOf([4, 5, 6, 7, 8, 9, 12, 13, 14, 15]);
    }
  });

  it("the simulated phone refuses what is cut off, anywhere", () => {
    for (let length = 0; length < whole.length; length += 997) {
      expect(refusal(whole.subarray(0, length)), `${length} bytes`).to.be.a("string");
    }
  });

  it("the simulated phone refuses a file that the manifest does not name", () => {
    const change = new Map([...files, ["extra.png", Buffer.from("x")]]);
    expect(refusal(zipOf(change))).to.equal("The manifest does not name extra.png.");
  });

  it("the simulated phone refuses a manifest that lacks an entry, though it is signed", async () => {
    const manifest = JSON.parse(files.get("manifest.json")?.toString() ?? "") as object;
    const shorter = Buffer.from(JSON.stringify({ ...manifest, "icon.png": undefined }));
    const change = new Map([
      ...files,
      ["manifest.json", shorter],
      ["signature", await sign(shorter, at)],
    ]);
    expect(refusal(zipOf(change))).to.equal("The manifest does not name icon.png.");
  });

  it("the simulated phone refuses a package that lacks a file of the manifest", () => {
    for (const name of files.keys()) {
      const change = new Map(files);
      change.delete(name);
      expect(refusal(zipOf(change))).to.equal(`${name} is missing.`);
    }
  });

  it("the simulated phone refuses a package without an icon, though it is signed", async () => {
    const change = new Map([...files].filter(([name]) => !name.startsWith("icon")));
    expect(await resigned(change).then(refusal)).to.equal("icon.png is missing.");
  });

  it("the simulated phone refuses another pass's signature", async () => {
    const change = new Map([...files, ["signature", await sign(Buffer.from("{}"), at)]]);
    expect(refusal(zipOf(change))).to.equal("The signature is that of another manifest.");
  });

  it("the simulated phone refuses a signer whose certificate leads to a stranger's root", async () => {
    const root = await createRoot(at);
    const wwdr = await createIntermediate(root, at);
    const pair = await issuePassCertificate(wwdr, { ...developmentIds, at });
    const stranger = createManifestSigner(
      loadCertificates(
        {
          ...apple.certificates,
          signerCert: pair.cert,
          signerKey: pair.key,
          wwdrCert: (await pemPair(wwdr)).cert,
        },
        new Date(at.getTime() + 1_000),
      ),
    );
    expect(await resigned(files, stranger).then(refusal)).to.contain("is trusted");
  });

  it("the simulated phone refuses a signer who may sign other passes only", async () => {
    const pass = withPass((each) => {
      each["passTypeIdentifier"] = "pass.no.example.another";
    });
    expect(await resigned(pass).then(refusal)).to.contain("another's certificate");
    const team = withPass((each) => {
      each["teamIdentifier"] = "ANOTHER000";
    });
    expect(await resigned(team).then(refusal)).to.contain("another's certificate");
  });

  it("the simulated phone refuses a certificate that has ended", () => {
    const later = new Date(at.getTime() + 500 * 86_400_000);
    expect(refusal(whole, later)).to.equal("A certificate is not valid at this time.");
  });

  for (const { what, change, why } of [
    { what: "two styles", change: { coupon: {} }, why: "needs one style" },
    { what: "a format of the future", change: { formatVersion: 2 }, why: "formatVersion" },
    { what: "no serial number", change: { serialNumber: undefined }, why: "serialNumber" },
    {
      what: "a web service without a token",
      change: { authenticationToken: undefined },
      why: "go together",
    },
  ]) {
    it(`the simulated phone refuses a pass with ${what}, though it is signed`, async () => {
      const pass = withPass((each) => Object.assign(each, change));
      expect(await resigned(pass).then(refusal)).to.contain(why);
    });
  }

  for (const name of ["../pass.json", "/pass.json", "en.lproj\\pass.strings", "en.lproj/"]) {
    it(`the simulated phone refuses a file called ${name}`, () => {
      const change = new Map([...files, [name, Buffer.from("x")]]);
      expect(refusal(zipOf(change))).to.equal(`${name} is no name for a file.`);
    });
  }

  it("the simulated phone refuses a file that is there twice", () => {
    const [first] = files;
    if (!first) throw new Error("The package is empty.");
    expect(refusal(zipOf([...files, first]))).to.equal(`${first[0]} is there twice.`);
  });
});

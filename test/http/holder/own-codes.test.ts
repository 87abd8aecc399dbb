import { execFile } from "node:child_process";
import { writeFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import type { OwnCodes } from "../../../src/domain/codes/own-codes.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import type { GoogleWallet } from "../../../src/wallets/google/google-wallet.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { readAsDrawn } from "../../support/drawn-barcode.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";
import { inFolder, unzipped } from "../../support/opened-pass.ts";
import { aPool, someOwnCodes } from "../../support/own-codes.ts";
import { readBarcodeIn } from "../../support/read-barcode.ts";
import { useServer } from "../../support/server.ts";

const nav: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };

describe("a ticket with a code of the provider's own", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  const google = useGoogleSandbox();
  let wallet: GoogleWallet | undefined;
  beforeEach(() => {
    wallet = google.wallet();
  });
  const server = useServer(database, {
    change: (deps) =>
      Object.defineProperty({ ...deps, apple: apple.wallet }, "google", { get: () => wallet }),
  });

  /** A family's page with one ticket of an offer with one code. */
  async function aClaim(ownCodes: Partial<OwnCodes>, code: string, pin?: string) {
    const { db } = database;
    const terms: Partial<Offer> = { ownCodes: { ...someOwnCodes, ...ownCodes } };
    const offer = await anAppleOffer(db, terms);
    await aPool(db, offer, [{ code, ...(pin !== undefined && { pin }) }]);
    const { id, reference } = await aRecipient(db);
    const { items } = await allocate(server.deps, {
      actor: nav,
      items: [{ recipientId: id, offerId: offer.id }],
    });
    await issuePasses(server.deps, { offerId: offer.id });
    const { url } = await renewClaimLink(server.deps, { actor: nav, reference });
    const serialNumber = items[0]?.passes[0]?.serialNumber ?? "";
    const path = server.url + new URL(url).pathname;
    const state = async () => {
      const row = await db("provider_codes")
        .where({ offer_id: offer.id })
        .first<{ state: string }>("state");
      return row.state;
    };
    return { path, serialNumber, state };
  }
  const read = async (url: string, init?: RequestInit) => (await fetch(url, init)).text();

  async function passJson(path: string, serialNumber: string) {
    const answer = await fetch(`${path}/${serialNumber}.pkpass`);
    const { files } = await unzipped(Buffer.from(await answer.arrayBuffer()));
    return JSON.parse(files.get("pass.json")?.toString() ?? "") as {
      barcodes?: { format: string; message: string; altText: string }[];
      coupon: Record<string, { key: string; value: string }[]>;
    };
  }

  it("is shown on the family's page only once it was asked for", async () => {
    const { path, serialNumber, state } = await aClaim({}, "AB12-34567", "0042");
    const before = await read(path);
    expect(before).not.to.contain("AB12-34567");
    expect(await state()).to.equal("reserved");
    const after = await read(`${path}/${serialNumber}/code`, { method: "POST" });
    expect(after).to.contain("AB12-34567 · PIN 0042").and.to.contain("Vis koden i kassa.");
    expect(await state()).to.equal("revealed");
  });

  it("lets nobody give the ticket back once it was shown", async () => {
    const { path, serialNumber } = await aClaim({}, "AB12-34567");
    expect(await read(path)).to.contain(`${serialNumber}/return`);
    await read(`${path}/${serialNumber}/code`, { method: "POST" });
    expect(await read(path)).not.to.contain(`${serialNumber}/return`);
  });

  const onApple: [symbology: OwnCodes["symbology"], code: string, formats: string[]][] = [
    ["qr", "AB12-34567", ["QR"]],
    ["aztec", "AB12-34567", ["Aztec"]],
    ["pdf417", "AB12-34567", ["PDF417"]],
    ["code128", "AB12-34567", ["Code128", "QR"]],
    ["ean13", "7038010009457", ["Code128", "QR"]],
    ["itf14", "07038010009457", ["Code128", "QR"]],
    ["datamatrix", "AB12-34567", ["QR"]],
  ];
  for (const [symbology, code, formats] of onApple) {
    it(`is in Apple Wallet as ${formats.join(" or ")} where the gate reads ${symbology}`, async () => {
      const { path, serialNumber, state } = await aClaim({ symbology }, code);
      const { barcodes = [] } = await passJson(path, serialNumber);
      expect(barcodes).to.deep.equal(
        formats.map((format) => ({
          format: `PKBarcodeFormat${format}`,
          message: code,
          messageEncoding: "iso-8859-1",
          altText: code,
        })),
      );
      for (const { format, message } of barcodes) {
        expect(await readAsDrawn(format, message), format).to.deep.equal([code]);
      }
      expect(await state()).to.equal("revealed");
    });
  }

  it("is a field and no barcode in Apple Wallet where it is shown as text", async () => {
    const { path, serialNumber } = await aClaim({ showAs: "text" }, "48210093375", "0042");
    const { barcodes, coupon } = await passJson(path, serialNumber);
    expect(barcodes).to.equal(undefined);
    expect(coupon["auxiliaryFields"]?.[0]).to.deep.include({
      key: "_code",
      value: "48210093375 · PIN 0042",
    });
  });

  const onGoogle: [ownCodes: Partial<OwnCodes>, code: string, type: string][] = [
    [{ symbology: "qr" }, "AB12-34567", "QR_CODE"],
    [{ symbology: "ean13" }, "7038010009457", "EAN_13"],
    [{ symbology: "itf14" }, "07038010009457", "ITF_14"],
    [{ symbology: "datamatrix" }, "AB12-34567", "DATA_MATRIX"],
    [{ symbology: "code128" }, "AB12-34567", "CODE_128"],
    [{ symbology: "pdf417" }, "AB12-34567", "PDF_417"],
    [{ symbology: "aztec" }, "AB12-34567", "AZTEC"],
    [{ showAs: "text" }, "48210093375", "TEXT_ONLY"],
  ];
  for (const [ownCodes, code, type] of onGoogle) {
    it(`is in Google Wallet as ${type}`, async () => {
      const { path, serialNumber, state } = await aClaim(ownCodes, code);
      const answer = await fetch(`${path}/${serialNumber}/google`, { redirect: "manual" });
      expect(answer.status).to.equal(302);
      const object = google.sandbox.store.get(`${google.config.issuerId}.t-${serialNumber}`);
      expect(object?.body["barcode"]).to.deep.equal({ type, value: code, alternateText: code });
      if (type !== "TEXT_ONLY") expect(await readAsDrawn(type, code)).to.deep.equal([code]);
      expect(await state()).to.equal("revealed");
    });
  }

  it("is burnt before Google hears of it, also when Google cannot be reached", async () => {
    const { path, serialNumber, state } = await aClaim({}, "AB12-34567");
    google.sandbox.faults.inject({ times: 100, status: 503 });
    await fetch(`${path}/${serialNumber}/google`, { redirect: "manual" });
    expect(await state()).to.equal("revealed");
  });

  it("is read from the printed ticket", async () => {
    const { path, state } = await aClaim({ symbology: "datamatrix" }, "AB12-34567");
    const pdf = Buffer.from(await (await fetch(`${path}/tickets.pdf`)).arrayBuffer());
    await inFolder(async (folder) => {
      const file = join(folder, "ticket.pdf");
      await writeFile(file, pdf);
      await promisify(execFile)("pdftoppm", ["-r", "150", "-png", "-singlefile", file, file]);
      expect(await readBarcodeIn(await readFile(`${file}.png`))).to.deep.equal([
        ["DataMatrix", "AB12-34567"],
      ]);
    });
    expect(await state()).to.equal("revealed");
  });
});

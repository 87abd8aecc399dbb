import { expect } from "chai";
import { pino } from "pino";
import type { Page } from "playwright-core";
import type { Actor } from "../../src/actions/deps.ts";
import { createApiKey } from "../../src/actions/integrations/create-api-key.ts";
import { issuePasses } from "../../src/actions/passes/issue-passes.ts";
import { renewClaimLink } from "../../src/actions/recipients/renew-claim-link.ts";
import type { GoogleWallet } from "../../src/wallets/google/google-wallet.ts";
import { ownCodesNb } from "../../src/views/texts/own-codes-nb.ts";
import { apiClient, type ApiClient } from "../support/api-client.ts";
import { anAppleOffer } from "../support/apple-tickets.ts";
import { useAppleWallet } from "../support/apple-wallet.ts";
import { useBrowser } from "../support/browser.ts";
import { aRecipient } from "../support/builders.ts";
import { useDatabase } from "../support/database.ts";
import { readAsDrawn, readBarcodeInSvg } from "../support/drawn-barcode.ts";
import { useGoogleSandbox } from "../support/google-sandbox.ts";
import { unzipped } from "../support/opened-pass.ts";
import { aDoor } from "../support/scans.ts";
import { useServer } from "../support/server.ts";
import { signInProvider } from "../support/sign-in-provider.ts";
import { useSteps } from "../support/steps.ts";

/** Codes of eleven digits, one of them with the zero that a spreadsheet eats. */
const cinemaCodes = Array.from({ length: 12 }, (_, i) => `0${48_210_093 + i}75`);
const month = "2027-01";

describe("three pools of own codes from upload to settlement", function () {
  this.timeout(120_000);
  useSteps();
  const database = useDatabase({ shipped: true });
  const apple = useAppleWallet();
  const google = useGoogleSandbox();
  let wallet: GoogleWallet | undefined;
  const logged: string[] = [];
  const logger = pino({ level: "trace" }, { write: (line: string) => void logged.push(line) });
  const server = useServer(database, {
    change: (deps) =>
      Object.defineProperty({ ...deps, apple: apple.wallet, logger }, "google", {
        get: () => wallet,
      }),
  });
  beforeEach(() => {
    wallet = google.wallet();
  });
  const browser = useBrowser();
  let [provider, nav, culture]: ApiClient[] = [];
  let page: Page;
  let providerId: string;
  let templateId: string;
  const offers: Record<string, string> = {};

  before(async () => {
    ({ providerId, templateId } = await anAppleOffer(database.db));
    const withKey = async (owner: Parameters<typeof createApiKey>[1]) =>
      apiClient(server, (await createApiKey(server.deps, owner)).key);
    const office = { municipalities: ["5025"], name: "test" };
    provider = await withKey({ role: "provider", providerId, name: "test" });
    nav = await withKey({ role: "nav", ...office });
    culture = await withKey({ role: "culture", ...office });
    const context = await browser.open({ viewport: { width: 390, height: 844 } });
    await signInProvider(server, context, providerId);
    page = await context.newPage();
  });
  const client = (one: ApiClient | undefined): ApiClient => {
    if (!one) throw new Error("There is no client before the first test.");
    return one;
  };

  async function anApprovedOffer(terms: Record<string, unknown>): Promise<string> {
    const { body } = await client(provider).post("/api/v1/offers", {
      ...{ templateId, category: "other", quota: 20, companions: 0, uses: 1, perRecipient: 1 },
      ...{ validFrom: "2026-12-19", validUntil: "2027-04-11", ageFrom: 5, ageTo: 16 },
      ...{ municipalities: ["5025"], codeSource: "provider", ...terms },
    });
    const id = String(body["id"]);
    await client(provider).post(`/api/v1/offers/${id}/submit`);
    await approve(id);
    return id;
  }
  const approve = (id: string) => client(culture).post(`/api/v1/offers/${id}/approve`);

  /** A child's ticket of the offer: its serial number, and its path on the family's page. */
  async function aTicket(offerId: string) {
    const { reference } = await aRecipient(database.db);
    const given = await client(nav).post("/api/v1/allocations", {
      items: [{ recipient: reference, offerId }],
    });
    await issuePasses(server.deps, { offerId });
    const [item] = given.body["items"] as { passes: { serialNumber: string }[] }[];
    const serialNumber = item?.passes[0]?.serialNumber ?? "";
    const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
    const { url } = await renewClaimLink(server.deps, { actor, reference });
    return { serialNumber, claim: server.url + new URL(url).pathname };
  }
  const stockOf = async (offerId: string) =>
    (await client(provider).get(`/api/v1/offers/${offerId}/codes`)).body;

  it("a lift uploads pick-up codes as CSV, and the ticket in Apple Wallet bears one as QR", async () => {
    offers["lift"] = await anApprovedOffer({
      ...{ title: { nb: "Dagskort" }, symbology: "qr", showAs: "both", redeemAt: "machine" },
      ...{ reportsUse: "none", refund: { per: "code", ore: 15_000 } },
    });
    const path = `/api/v1/offers/${offers["lift"]}/codes`;
    const csv = { "Content-Type": "text/csv" };
    const upload = await client(provider).post(path, "code\nLIFT-7F3K-01\nLIFT-7F3K-02\n", csv);
    expect(upload.body).to.include({ inserted: 2, duplicates: 0 });
    const { claim, serialNumber } = await aTicket(offers["lift"]);
    expect(await stockOf(offers["lift"])).to.include({ free: 1, reserved: 1 });
    const pass = await fetch(`${claim}/${serialNumber}.pkpass`);
    const { files } = await unzipped(Buffer.from(await pass.arrayBuffer()));
    const { barcodes } = JSON.parse(files.get("pass.json")?.toString() ?? "") as {
      barcodes: { format: string; message: string }[];
    };
    for (const { format, message } of barcodes) {
      expect(message).to.match(/^LIFT-7F3K-0[12]$/);
      expect(await readAsDrawn(format, message)).to.deep.equal([message]);
    }
    expect(await stockOf(offers["lift"])).to.include({ revealed: 1, used: 0 });
  });

  it("a pool uploads codes as JSON, Google Wallet bears one as Code 128, and the gate's system redeems it", async () => {
    offers["pool"] = await anApprovedOffer({
      ...{ title: { nb: "Badebillett" }, symbology: "code128", showAs: "both", redeemAt: "gate" },
      ...{ reportsUse: "api", refund: { per: "admission", ore: 6_000 } },
    });
    const codes = ["POOL-000417", "POOL-000418"].map((code) => ({ code }));
    await client(provider).post(`/api/v1/offers/${offers["pool"]}/codes`, { codes });
    const { claim, serialNumber } = await aTicket(offers["pool"]);
    await fetch(`${claim}/${serialNumber}/google`, { redirect: "manual" });
    const object = google.sandbox.store.get(`${google.config.issuerId}.t-${serialNumber}`);
    const { type, value } = object?.body["barcode"] as { type: string; value: string };
    expect(type).to.equal("CODE_128");
    expect(await readAsDrawn(type, value)).to.deep.equal([value]);
    const { token } = await aDoor(database.db, providerId);
    const redeemed = await fetch(`${server.url}/api/v1/redemptions`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ code: value, scanId: "gate-1" }),
    });
    expect(await redeemed.json()).to.include({ accepted: true });
    expect(await stockOf(offers["pool"])).to.include({ free: 1, revealed: 0, used: 1 });
  });

  it("a cinema makes its offer on the page, and is told which codes a spreadsheet has damaged before it uploads them", async () => {
    const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
    await page.goto(`${server.url}/provider/offers/new?activity=cinema`);
    await page.getByLabel("Navn på billetten").fill("Kinokveld");
    await page.getByLabel("Antall billetter i alt").fill("12");
    await page.getByRole("radio", { name: ownCodesNb.sources.provider }).check();
    await page.getByLabel(ownCodesNb.symbology).selectOption("qr");
    await page.getByLabel(ownCodesNb.showAs).selectOption("both");
    await page.getByLabel(ownCodesNb.redeemAt, { exact: true }).selectOption("web");
    await page.getByLabel("Kroner kommunen betaler dere").fill("90");
    await page.getByRole("radio", { name: ownCodesNb.reports.file }).check();
    await press("Lagre og se over");
    await page.getByRole("link", { name: /https:\/\/ foran/ }).waitFor();
    await page.getByLabel(ownCodesNb.redeemUrl).fill("https://kino.example/kode");
    await press("Lagre og se over");
    await press("Send til kulturkontoret");
    await page.getByText("Tilbudet er sendt til kulturkontoret.").waitFor();
    const id = /offers\/([\w-]+)/.exec(page.url())?.[1] ?? "";
    await approve(id);
    offers["cinema"] = id;

    await page.goto(`${server.url}/provider/offers/${id}/codes`);
    const file = (codes: string[]) => ({
      name: "koder.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(["Kode", ...codes].join("\r\n")),
    });
    await page.getByLabel(ownCodesNb.batchName).fill("Kinogavekort 2027");
    const [first = "", ...others] = cinemaCodes;
    await page.getByLabel(ownCodesNb.file).setInputFiles(file([...others, first.slice(1)]));
    await press(ownCodesNb.submit);
    await page.getByText(ownCodesNb.faults.zeros_lost).waitFor();
    expect(await stockOf(id)).to.include({ free: 0 });
    await page.getByLabel(ownCodesNb.file).setInputFiles(file(cinemaCodes));
    await press(ownCodesNb.submit);
    await page.getByText(ownCodesNb.added(12)).waitFor();
  });

  it("the cinema's ticket shows eleven digits, a QR and the web address, and the list of used codes counts it", async () => {
    const id = String(offers["cinema"]);
    const { claim, serialNumber } = await aTicket(id);
    const ticket = await (await fetch(`${claim}/${serialNumber}/code`, { method: "POST" })).text();
    const code = cinemaCodes.find((each) => ticket.includes(each)) ?? "";
    expect(code).to.match(/^\d{11}$/);
    expect(ticket).to.contain("https://kino.example/kode");
    const [svg = ""] = /<svg class="qr.*?<\/svg>/s.exec(ticket) ?? [];
    expect(await readBarcodeInSvg(svg)).to.deep.equal([code]);

    await page.goto(`${server.url}/provider/offers/${id}/codes/used`);
    await page.getByLabel(ownCodesNb.paste).fill(`${code};15.01.2027\n99999999999`);
    await page.getByRole("button", { name: ownCodesNb.showUses }).click();
    await page.getByText(ownCodesNb.willCount(1)).waitFor();
    await page.getByText(ownCodesNb.outcomes.unknown).waitFor();
    await page.getByRole("button", { name: ownCodesNb.recordUses }).click();
    await page.getByText(ownCodesNb.reported(1, 1)).waitFor();
    expect(await stockOf(id)).to.include({ free: 11, revealed: 0, used: 1 });
  });

  it("the month settles reported uses and agreed codes apart, over the API and on the page", async () => {
    const { body } = await client(provider).get(`/api/v1/settlements/${month}`);
    const lines = body["items"] as { offerId: string; [name: string]: unknown }[];
    const lineOf = (kind: string) => lines.find(({ offerId }) => offerId === offers[kind]);
    expect(lineOf("cinema")).to.include({ uses: 1, codesShown: 0, refundOre: 9_000 });
    expect(lineOf("pool")).to.include({ uses: 1, codesShown: 0, refundOre: 6_000 });
    expect(lineOf("lift")).to.include({ uses: 0, codesShown: 1, refundOre: 15_000 });
    expect(body["refundOre"]).to.equal(30_000);
    for (const [kind, unknown] of [
      ["cinema", 0],
      ["pool", 0],
      ["lift", 1],
    ] as const) {
      const path = `/api/v1/offers/${String(offers[kind])}/statistics`;
      const { body: counts } = await client(provider).get(path);
      expect(counts).to.include({ useUnknown: unknown, used: 1 - unknown });
    }
    await page.goto(`${server.url}/provider/settlements`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /CSV/ }).first().click(),
    ]);
    const rows = (await download.createReadStream()).setEncoding("utf8");
    const sheet = (await rows.toArray()).join("");
    for (const name of ["Dagskort", "Badebillett", "Kinokveld"]) expect(sheet).to.contain(name);
    expect(sheet).to.contain("Viste koder");
  });

  it("no table, log line or job holds a code of the three pools in the clear", async () => {
    const { owner } = database;
    const { rows: tables } = await owner.raw<{ rows: { name: string }[] }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    const codes = /LIFT-7F3K|POOL-0004|04821\d{6}/;
    // A picture's digits may happen to spell a code; its bytes do not.
    const isClear = ({ text }: { text: string }) =>
      codes.test(
        text.replaceAll(/\\\\x([0-9a-f]+)/g, (_, bytes: string) =>
          Buffer.from(bytes, "hex").toString("latin1"),
        ),
      );
    const clear: string[] = [];
    for (const { name } of tables) {
      const { rows } = await owner.raw<{ rows: { text: string }[] }>(
        "select row_to_json(each)::text as text from ?? as each",
        [name],
      );
      if (rows.some(isClear)) clear.push(name);
    }
    // The look itself finds a code, as text and as bytes.
    const { rows: planted } = await owner.raw<{ rows: { text: string }[] }>(
      `select row_to_json(each)::text as text from (
         values ('POOL-0004', ''::bytea), ('', 'LIFT-7F3K-01'::bytea)) as each`,
    );
    expect(planted.map(isClear)).to.deep.equal([true, true]);
    expect(tables.length).to.be.greaterThan(40);
    expect(clear).to.deep.equal([]);
    const { enqueued } = server.deps;
    expect([logged.length, enqueued.length]).to.not.include(0);
    expect(JSON.stringify({ logged, enqueued })).to.not.match(codes);
  });
});

import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { codeInstructions } from "../../../src/domain/codes/own-code-sentences.ts";
import { findRevealingWords } from "../../../src/domain/deny-list.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { holderTexts } from "../../../src/views/texts/holder-texts.ts";
import type { GoogleWallet } from "../../../src/wallets/google/google-wallet.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { anOffer, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";
import { inFolder, unzipped } from "../../support/opened-pass.ts";
import { aPool, someOwnCodes } from "../../support/own-codes.ts";
import { useServer } from "../../support/server.ts";

const nav: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const code = "AB12-34567";
const texts = holderTexts("nb");

/** Without drawings, and without ids and keys, which are of each ticket alone. */
const readable = (text: string) =>
  text
    .replaceAll(code, " ")
    .replace(/<svg.*?<\/svg>/gs, " ")
    .replace(/[\w-]{22,}/g, " ");
const wordsOf = (text: string) => new Set(readable(text).match(/\p{L}[\p{L}_]+/gu));
/** The words of the text that are not in the other one. */
function wordsBeyond(text: string, other: string): string[] {
  const known = wordsOf(other);
  return [...wordsOf(text)].filter((word) => !known.has(word));
}

/** Where headers are the same for all tickets; the others are of each answer alone. */
const headersOf = ({ status, headers }: Response) => {
  const own = new Set(["content-length", "date", "etag", "ratelimit"]);
  const told = [...headers].filter(([name]) => !own.has(name));
  const all = told.map(([name, value]) => `${name}: ${value.replace(/[\w-]{22,}/g, "*")}`);
  return [String(status), ...all].join("\n");
};

describe("two tickets that look alike, one with our barcode and one with the provider's code", () => {
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

  /** Everything that a holder, a bystander or a phone gets of a ticket of the offer. */
  async function artefactsOf(offer: Offer): Promise<Record<string, string>> {
    const { id, reference } = await aRecipient(database.db);
    const { items } = await allocate(server.deps, {
      actor: nav,
      items: [{ recipientId: id, offerId: offer.id }],
    });
    await issuePasses(server.deps, { offerId: offer.id });
    const serialNumber = items[0]?.passes[0]?.serialNumber ?? "";
    const { url } = await renewClaimLink(server.deps, { actor: nav, reference });
    const path = server.url + new URL(url).pathname;
    const page = await fetch(`${path}/${serialNumber}/code`, { method: "POST" });
    const pass = await fetch(`${path}/${serialNumber}.pkpass`);
    const link = await fetch(`${path}/${serialNumber}/google`, { redirect: "manual" });
    const paper = await fetch(`${path}/tickets.pdf`);
    const { names, files } = await unzipped(Buffer.from(await pass.arrayBuffer()));
    const stored = (name: unknown) => google.sandbox.store.get(String(name))?.body ?? {};
    const object = stored(`${google.config.issuerId}.t-${serialNumber}`);
    const [, claims = ""] = (link.headers.get("location") ?? "").split(".").slice(-3);
    const texts = [...files].filter(([name]) => /\.(json|strings)$/.test(name));
    return {
      ...Object.fromEntries(texts.map(([name, bytes]) => [name, bytes.toString()])),
      "names of the pass's files": names.toSorted().join("\n"),
      page: await page.text(),
      paper: await textOf(Buffer.from(await paper.arrayBuffer())),
      "Google's object": JSON.stringify(object),
      "Google's class": JSON.stringify(stored(object["classId"])),
      "Google's link": Buffer.from(claims, "base64url").toString(),
      headers: [page, pass, link, paper].map(headersOf).join("\n\n"),
    };
  }

  const textOf = (pdf: Buffer) =>
    inFolder(async (folder) => {
      const file = join(folder, "tickets.pdf");
      await writeFile(file, pdf);
      const { stdout } = await promisify(execFile)("pdftotext", [file, "-"]);
      return stdout + (await promisify(execFile)("pdfinfo", [file])).stdout;
    });

  async function twins() {
    const ours = await anAppleOffer(database.db);
    const theirs = await anOffer(database.db, {
      ...{ ...ours, id: randomUUID() },
      ownCodes: { ...someOwnCodes, redeemAt: "gate" },
    });
    await aPool(database.db, theirs, [code]);
    return { ours: await artefactsOf(ours), theirs: await artefactsOf(theirs) };
  }

  it("tells in the wallets, on the page, on paper and in headers nothing more than its code and how that is used", async () => {
    const { ours, theirs } = await twins();
    const howTo = Object.values(codeInstructions({ ...someOwnCodes, redeemAt: "gate" })).join(" ");
    const spoken = `${howTo} Koden The code _how_to how_to Back_how_to`;
    // The number under our barcode, where to show it, and the way to give it back before it was used.
    const ownWords = `${texts.ticketNumber} ${texts.showAtEntrance} ${texts.giveBack} return give-back`;
    expect(Object.keys(theirs)).to.deep.equal(Object.keys(ours));
    for (const [name, text = ""] of Object.entries(theirs)) {
      const other = ours[name] ?? "";
      expect(wordsBeyond(text, `${other} ${spoken}`), name).to.deep.equal([]);
      expect(wordsBeyond(other, `${text} ${ownWords}`), name).to.deep.equal([]);
      expect(findRevealingWords(text.replace(/[\w-]{22,}/g, " ")), name).to.deep.equal([]);
    }
    expect(theirs["headers"]).to.equal(ours["headers"]);
    expect(theirs["pass.json"]).to.contain(code);
    expect(theirs["page"]).to.contain(code);
    expect(theirs["paper"]).to.contain(code);
    expect(theirs["Google's object"]).to.contain(code);
  });

  it("would be noticed if it told a word more (negative control)", () => {
    expect(wordsBeyond(`Kode ${code} fra kassa`, "Kode fra porten")).to.deep.equal(["kassa"]);
  });
});

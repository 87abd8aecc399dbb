import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import { createHandOut } from "../../../src/actions/complimentary/create-hand-out.ts";
import { printHandOut } from "../../../src/actions/complimentary/print-hand-out.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { returnDuePasses } from "../../../src/actions/passes/return-due-passes.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import { revokeHandOut } from "../../../src/actions/complimentary/revoke-hand-out.ts";
import { remindDue } from "../../../src/actions/recipients/remind-due.ts";
import { getClaimLink } from "../../../src/actions/recipients/get-claim-link.ts";
import { addToWaitingList } from "../../../src/actions/waiting/add-to-waiting-list.ts";
import { recordRefusals } from "../../../src/db/google/google-refusals.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { navPages } from "../../../src/http/nav/nav-pages.tsx";
import { ticketsPdf } from "../../../src/views/pdf/tickets-pdf.ts";
import type { GoogleWallet } from "../../../src/wallets/google/google-wallet.ts";
import { apiClient } from "../../support/api-client.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";
import { inFolder, unzipped } from "../../support/opened-pass.ts";
import { aPhone } from "../../support/registered-phone.ts";
import { routesOf } from "../../support/routes-of.ts";
import { aDoor, barcodeOf } from "../../support/scans.ts";

const nav: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };

interface Twin {
  serialNumber: string;
  url: string;
  revoke: () => Promise<unknown>;
}

/** Without what is each ticket's own: ids, numbers, keys, drawn codes; and without hashes of files that hold them. */
const alike = (text: string) =>
  text
    .replaceAll(/<svg.*?<\/svg>/gs, "SVG")
    .replaceAll(/J2[\w./+:$*-]{40,}/g, "BARCODE")
    .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, "UUID")
    .replaceAll(/[\w-]{22,}/g, "ID")
    .replaceAll(/\b\d{3}\s?\d{3}\s?\d{3}\b/g, "NUMBER");

const withoutTimes = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME");

describe("two tickets of one offer, one allocated by NAV and one complimentary", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  const google = useGoogleSandbox();
  let wallet: GoogleWallet | undefined;
  let offer: Offer;
  beforeEach(async () => {
    wallet = google.wallet();
    pages.deps.clock.set(testNow);
    offer = await anAppleOffer(database.db, { uses: 2, companions: 1, claimWithinDays: 20 });
  });
  const pages = useOfficerPages(database, ["5025"], {
    change: (deps) =>
      Object.defineProperty({ ...deps, apple: apple.wallet }, "google", { get: () => wallet }),
  });
  const provider = (): Actor => ({ role: "provider", id: "key", providerId: offer.providerId });

  async function allocated(): Promise<Twin> {
    const { id } = await aRecipient(database.db, { delivery: "none" });
    const items = [{ recipientId: id, offerId: offer.id }];
    const outcome = await allocate(pages.deps, { actor: nav, items });
    await issuePasses(pages.deps, { offerId: offer.id });
    const serialNumber = outcome.items[0]?.passes[0]?.serialNumber ?? "";
    const { claim } = await getClaimLink(pages.deps, { actor: nav, recipientId: id });
    const revoke = () => revokePass(pages.deps, { actor: nav, serialNumber, reason: "Lost" });
    return { serialNumber, url: claim?.url ?? "", revoke };
  }

  const handOut = (form: "links" | "print") =>
    createHandOut(pages.deps, {
      ...{ actor: provider(), offerId: offer.id, count: 1, language: "nb", form },
    } as const);

  async function complimentary(): Promise<Twin> {
    const { id: handOutId, links } = await handOut("links");
    const found = { claim_link_id: links[0]?.id };
    const [serialNumber = ""] = await database
      .db("passes")
      .where(found)
      .pluck<string[]>("serial_number");
    const actor = provider();
    const revoke = () => revokeHandOut(pages.deps, { actor, offerId: offer.id, handOutId });
    return { serialNumber, url: links[0]?.url ?? "", revoke };
  }

  const textOf = (pdf: Buffer) =>
    inFolder(async (folder) => {
      const file = join(folder, "tickets.pdf");
      await writeFile(file, pdf);
      return (await promisify(execFile)("pdftotext", [file, "-"])).stdout;
    });

  const pathOf = (url: string) => pages.url + new URL(url).pathname;
  const answered = async (response: Response) => {
    const location = response.headers.get("location") ?? "";
    return [response.status, location, await response.text()].join("\n");
  };

  /** Everything that a holder, a bystander or a phone gets of the ticket. */
  async function artefactsOf({ serialNumber, url }: Twin): Promise<Record<string, string>> {
    const path = pathOf(url);
    const html = await (await fetch(path)).text();
    const page = await fetch(`${path}/${serialNumber}/code`, { method: "POST" });
    const returning = await fetch(`${path}/${serialNumber}/return`);
    const pass = await fetch(`${path}/${serialNumber}.pkpass`);
    const bundle = await fetch(`${path}/all.pkpasses`);
    const link = await fetch(`${path}/${serialNumber}/google`, { redirect: "manual" });
    const paper = await fetch(`${path}/tickets.pdf`);
    const sheet = await fetch(`${path}/tickets.pdf?layout=sheets`);
    const { names, files } = await unzipped(Buffer.from(await pass.arrayBuffer()));
    const stored = (name: unknown) => google.sandbox.store.get(String(name))?.body ?? {};
    const object = stored(`${google.config.issuerId}.t-${serialNumber}`);
    const [, claims = ""] = (link.headers.get("location") ?? "").split(".").slice(-3);
    const own = [...files].filter(
      ([name]) => /\.(json|strings)$/.test(name) && !/manifest/.test(name),
    );
    return {
      ...Object.fromEntries(own.map(([name, bytes]) => [name, bytes.toString()])),
      "the pass's files": names.toSorted().join("\n"),
      "the pass's name": pass.headers.get("content-disposition") ?? "",
      "the bundle's name": bundle.headers.get("content-disposition") ?? "",
      "the tickets": html,
      "the code": await page.text(),
      "the way back": await returning.text(),
      "the stored data": await (await fetch(`${path}/data`)).text(),
      "its export": withoutTimes(await (await fetch(`${path}/data.json`)).text()),
      paper: await textOf(Buffer.from(await paper.arrayBuffer())),
      "the sheet": await textOf(Buffer.from(await sheet.arrayBuffer())),
      "Google's object": JSON.stringify(object),
      "Google's link": Buffer.from(claims, "base64url").toString(),
    };
  }

  function expectAlike(one: Record<string, string>, other: Record<string, string>): void {
    expect(Object.keys(one)).to.deep.equal(Object.keys(other));
    for (const [name, text] of Object.entries(one)) {
      expect(text.length, name).to.be.above(2);
      expect(alike(text), name).to.equal(alike(other[name] ?? ""));
    }
  }

  it("are alike in both wallets, on the page, as a code and on paper", async () => {
    const [one, other] = [await allocated(), await complimentary()];
    const artefacts = await artefactsOf(one);
    expectAlike(artefacts, await artefactsOf(other));
    expect(artefacts["pass.json"]).to.contain("locations");
  });

  it("are told apart where one is in another language (negative control)", async () => {
    const [one, other] = [await allocated(), await complimentary()];
    await database
      .owner("claim_links")
      .where({ id: await linkOf(other) })
      .update({ language: "nn" });
    const artefacts = await artefactsOf(one);
    const theirs = await artefactsOf(other);
    const differing = Object.keys(artefacts).filter(
      (name) => alike(artefacts[name] ?? "") !== alike(theirs[name] ?? ""),
    );
    expect(differing).to.include.members(["the tickets", "paper"]);
  });
  const linkOf = async ({ serialNumber }: Twin) => {
    const [id] = await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .pluck<string[]>("claim_link_id");
    return id;
  };

  it("are alike on paper when they are printed by those who hand them out", async () => {
    const one = await allocated();
    const theirs = await fetch(`${pathOf(one.url)}/tickets.pdf?layout=sheets`);
    const { id: handOutId } = await handOut("print");
    const asked = { actor: provider(), offerId: offer.id, handOutId };
    const { tickets } = await printHandOut(pages.deps, asked);
    expect((await printHandOut(pages.deps, asked)).tickets, "once more").to.have.length(1);
    const { brandName } = pages.deps.config;
    const options = { language: "nb", brandName, at: testNow, layout: "sheets" } as const;
    const ours = await textOf(await ticketsPdf(tickets, options));
    expect(alike(ours)).to.equal(alike(await textOf(Buffer.from(await theirs.arrayBuffer()))));
  });

  it("are alike at the door, in the scanner's list and in the provider's systems, through their whole lives", async () => {
    async function lived(twin: () => Promise<Twin>, ending: "return" | "revoke") {
      pages.deps.clock.set(testNow);
      offer = await anAppleOffer(database.db, { uses: 2, companions: 1 });
      const door = await aDoor(database.db, offer.providerId);
      const { key } = await createApiKey(pages.deps, {
        ...{ role: "provider", providerId: offer.providerId, name: "till" },
      } as const);
      const client = apiClient(pages, key);
      const events = ["ticket.issued", "ticket.used", "ticket.returned", "ticket.revoked"];
      const url = "https://till.example/events";
      const webhook = await client.post("/api/v1/webhooks", { url, events });
      const atDoor = (path: string, body?: object) =>
        fetch(`${pages.url}/api/v1/${path}`, {
          headers: { Authorization: `Bearer ${door.token}`, "Content-Type": "application/json" },
          ...(body && { method: "POST", body: JSON.stringify(body) }),
        });
      const { serialNumber, url: claimUrl, revoke } = await twin();
      const path = pathOf(claimUrl);
      await fetch(`${path}/${serialNumber}.pkpass`);
      const code = barcodeOf(serialNumber, offer);
      const told: string[] = [];
      const scan = async (scanId: string, admitted: number) => {
        told.push(await answered(await atDoor("redemptions", { scanId, code, admitted })));
      };
      await scan("a", 2);
      await scan("a", 2);
      if (ending === "return") {
        await fetch(`${path}/${serialNumber}/return`, { method: "POST", redirect: "manual" });
        pages.deps.clock.set(new Date(testNow.getTime() + 3_600_000));
        await returnDuePasses(pages.deps);
      }
      await scan("b", 1);
      await scan("c", 1);
      if (ending === "revoke") await revoke();
      await scan("d", 1);
      const { tickets } = (await (await atDoor("door/manifest")).json()) as { tickets: string };
      const entries = Buffer.from(tickets, "base64");
      told.push(`${entries.length} ${entries.subarray(8).toString("hex")}`);
      const deliveries = `/api/v1/webhooks/${String(webhook.body["id"])}/deliveries`;
      const { items } = (await client.get(deliveries)).body as { items: object[] };
      const sent = items.map((each) => withoutTimes(JSON.stringify(each)));
      told.push(...sent.map(alike).toSorted((one, other) => one.localeCompare(other)));
      told.push(await (await fetch(path)).text());
      return told.map(alike);
    }
    for (const ending of ["return", "revoke"] as const) {
      const one = await lived(allocated, ending);
      expect(one.join("\n"), "told of uses").to.contain("ticket.used");
      expect(await lived(complimentary, ending), ending).to.deep.equal(one);
    }
  });

  it("NAV is answered the same with and without complimentary tickets", async () => {
    const { key } = await createApiKey(pages.deps, {
      ...{ role: "nav", municipalities: ["5025"], name: "nav" },
    } as const);
    const headers = { authorization: `Bearer ${key}` };
    const one = await allocated();
    const { id: waitingId, reference } = await aRecipient(database.db, { delivery: "print" });
    await database.db("offers").where({ id: offer.id }).update({ quota: 1 });
    const named = [{ recipientId: waitingId, path: "" }];
    await addToWaitingList(pages.deps, { actor: nav, offerId: offer.id, named });
    await fetch(`${pathOf(one.url)}/${one.serialNumber}.pkpass`);
    const paths = routesOf(navPages(pages.deps))
      .filter(({ method, path }) => method === "get" && !/:(?!offerId)|session|\.css/.test(path))
      .map(({ path }) => path.replace(":offerId", offer.id));
    expect(paths.length).to.be.above(8);
    const api = [
      "offers",
      `offers/${offer.id}`,
      "allocations",
      "recipients",
      `recipients/${reference}/export`,
      `offers/${offer.id}/waiting-list`,
      `passes/${one.serialNumber}`,
    ];
    const everything = async () => {
      const seen: Record<string, string> = {};
      for (const path of paths) seen[path] = await answered(await pages.get(path));
      for (const path of api) {
        const address = `/api/v1/${path}`;
        seen[address] = await answered(await fetch(pages.url + address, { headers }));
      }
      return Object.entries(seen).map(
        ([path, text]) =>
          [
            path,
            text.replaceAll(/data-seconds="\d+"|"requestId":"[^"]*"|"events":\[.*?]/g, ""),
          ] as const,
      );
    };
    const without = await everything();
    const other = await complimentary();
    await aPhone(database.db, [other.serialNumber]);
    await fetch(`${pathOf(other.url)}/${other.serialNumber}/google`, { redirect: "manual" });
    await database
      .db("passes")
      .where({ serial_number: other.serialNumber })
      .update({ google_saved: true });
    const refusal = { offerId: offer.id, serialNumber: other.serialNumber, version: 1 };
    const said = { status: 400, message: "wrong", field: null };
    await database.db.transaction((trx) => recordRefusals(trx, [{ ...refusal, ...said }], testNow));
    const door = await aDoor(database.db, offer.providerId);
    const scan = { scanId: "one", code: barcodeOf(other.serialNumber, offer), admitted: 1 };
    const accepted = await fetch(`${pages.url}/api/v1/redemptions`, {
      method: "POST",
      headers: { Authorization: `Bearer ${door.token}`, "Content-Type": "application/json" },
      body: JSON.stringify(scan),
    });
    expect(await accepted.json()).to.include({ accepted: true });
    const returned = await complimentary();
    await fetch(`${pathOf(returned.url)}/${returned.serialNumber}/return`, { method: "POST" });
    pages.deps.clock.set(new Date(testNow.getTime() + 600_000));
    await returnDuePasses(pages.deps);
    pages.deps.clock.set(testNow);
    const { id: handOutId } = await handOut("print");
    await printHandOut(pages.deps, { actor: provider(), offerId: offer.id, handOutId });
    const unfetched = await complimentary();
    await database
      .owner("passes")
      .where({ serial_number: unfetched.serialNumber })
      .update({ claim_until: new Date(testNow.getTime() + 24 * 60 * 60_000) });
    await remindDue(pages.deps);
    const seen = new Map(await everything());
    for (const [path, text] of without) expect(seen.get(path), path).to.equal(text);
  });
});

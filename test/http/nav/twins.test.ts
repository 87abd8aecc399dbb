import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { cancelOffer } from "../../../src/actions/offers/cancel-offer.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { expirePasses } from "../../../src/actions/passes/expire-passes.ts";
import { reportUses } from "../../../src/actions/codes/report-uses.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import { findDrawCandidates } from "../../../src/db/draws/draw-candidates.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anAllocation, anOffer, aPass, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";
import { aPool, providerOf, someOwnCodes } from "../../support/own-codes.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";

const day = 24 * 60 * 60_000;
const after = (days: number) => new Date(testNow.getTime() + days * day);

interface Twin {
  reference: string;
  recipientId: string;
  allocationId: string;
  serialNumbers: string[];
  /** Of the tickets that were replaced. */
  replaced?: string[];
}

describe("two children, of whom one used every ticket and the other none", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025"]);
  let offers: Offer[];
  let one: Twin;
  let other: Twin;
  let apiKey: string;
  let door: Awaited<ReturnType<typeof aDoor>>;

  async function aTwin(reference: string): Promise<Twin> {
    const actor: Actor = { role: "nav", id: "nora", municipalities: ["5025"] };
    const { recipient } = await upsertRecipient(pages.deps, {
      ...{ actor, reference, birthYear: 2015, municipality: "5025", language: "nb" },
      delivery: "none",
    });
    const recipientId = recipient.id;
    await database.db("recipients").where({ id: recipientId }).update({ created_at: testNow });
    const allocationId = await anAllocation(database.db, { allocated: offers.length });
    await database.owner("allocations").where({ id: allocationId }).update({ created_at: testNow });
    const serialNumbers: string[] = [];
    for (const offer of offers) {
      const fetchedAt = offer.uses === null ? null : testNow;
      const held = { offer, recipientId, allocationId, fetchedAt };
      const { serialNumber } = await aPass(database.db, held);
      if (offer.ownCodes) await showCode(offer, serialNumber);
      serialNumbers.push(serialNumber);
    }
    return { reference, recipientId, allocationId, serialNumbers };
  }

  /** Binds a code of its own to the fetched ticket, as its allocation and first fetch would. */
  async function showCode(offer: Offer, serialNumber: string): Promise<void> {
    await aPool(database.db, offer, [codeOf(serialNumber)]);
    const codes = database.db("provider_codes");
    const free = { offer_id: offer.id, state: "free" };
    await codes.clone().where(free).update({ state: "reserved", serial_number: serialNumber });
    await codes.clone().where({ serial_number: serialNumber }).update({ state: "revealed" });
  }
  const codeOf = (serialNumber: string) => `CODE-${serialNumber.replace(/\W/g, "")}`;

  before(async () => {
    const { db } = database;
    const validity = { from: after(-1), until: after(100) };
    const first = await anOffer(db, { validity, title: { nb: "A" }, uses: 1 });
    const rest = { validity, providerId: first.providerId };
    offers = [
      first,
      await anOffer(db, { ...rest, title: { nb: "B" }, uses: 3 }),
      await anOffer(db, { ...rest, title: { nb: "C" }, uses: null }),
      await anOffer(db, { ...rest, title: { nb: "E" }, uses: null, validFor: { hours: 1 } }),
      await anOffer(db, {
        ...{ ...rest, title: { nb: "F" }, uses: 1 },
        parts: [
          { key: "entry", label: { nb: "Inngang" } },
          { key: "popcorn", label: { nb: "Popcorn" } },
        ],
      }),
      await anOffer(db, {
        ...{ ...rest, title: { nb: "D" }, uses: 1 },
        ownCodes: { ...someOwnCodes, reportsUse: "file" },
      }),
    ];
    const municipalities = ["5025"];
    const owner = { role: "nav", municipalities, name: "test" } as const;
    ({ key: apiKey } = await createApiKey(pages.deps, owner));
    door = await aDoor(db, first.providerId);
  });

  async function makeTwins(first: string, second: string): Promise<void> {
    [one, other] = [await aTwin(first), await aTwin(second)];
  }

  async function useEverything({ serialNumbers }: Twin): Promise<void> {
    for (const [at, offer] of offers.entries()) {
      if (offer.ownCodes) {
        const uses = [{ code: codeOf(serialNumbers[at] ?? "") }];
        const report = { actor: providerOf(offer), offerId: offer.id, uses };
        expect(await reportUses(pages.deps, report)).to.deep.equal(["counted"]);
        continue;
      }
      const each = offer.parts?.map(({ key }) => ({ part: key })) ?? [{}];
      const uses = Array.from({ length: offer.uses ?? 2 }, () => each).flat();
      for (const part of uses) {
        const barcode = barcodeOf(serialNumbers[at] ?? "", offer);
        // Kept for two hours: the time of a ticket for one hour is over by now.
        const scannedAt = new Date(pages.deps.clock.now().getTime() - 2 * 60 * 60_000);
        const kept = offer.validFor ? { scannedAt, admittedOffline: true } : part;
        const { accepted } = await redeem(pages.deps, aScan(door, barcode, kept));
        expect(accepted).to.equal(true);
      }
    }
    const states = await database
      .db("passes")
      .whereIn("serial_number", serialNumbers)
      .pluck("state");
    expect(states.sort()).to.deep.equal(["active", "used", "used", "used", "used", "used"]);
  }

  const visit = (method: string, path: string) =>
    method === "POST" ? pages.post(path, { reason: "Feil" }) : pages.get(path);
  const ask = (method: string, path: string) =>
    fetch(pages.url + path, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      ...(method === "POST" && { body: JSON.stringify({ reason: "Feil" }) }),
    });

  /** The answers with the twin's own ids replaced; without ETag, which is a hash of them. */
  async function answersOf(twin: Twin, requests: [method: string, path: string][]) {
    const { reference, recipientId, allocationId, serialNumbers, replaced = [] } = twin;
    const own: [string, string][] = [
      [reference, "REFERENCE"],
      [recipientId, "RECIPIENT"],
      [allocationId, "ALLOCATION"],
      ...serialNumbers.map((each, at): [string, string] => [each, `SERIAL${at}`]),
      ...replaced.map((each, at): [string, string] => [each, `REPLACED${at}`]),
    ];
    const answers: Record<string, string> = {};
    for (const [method, path] of requests) {
      const address = own.reduce((text, [id, name]) => text.replaceAll(`{${name}}`, id), path);
      const answer = await (path.startsWith("/api") ? ask : visit)(method, address);
      const said = [answer.status, answer.headers.get("location"), await answer.text()].join("\n");
      answers[`${method} ${path}`] = own
        .reduce((all, [id, name]) => all.replaceAll(id, name), said)
        .replaceAll(/"requestId":"[^"]*"/g, "")
        .replaceAll(/data-seconds="\d+"/g, "")
        .replaceAll(/"at":"[^"]*"/g, "");
    }
    return answers;
  }

  const tickets = [0, 1, 2, 3];
  const reads: [string, string][] = [
    ...tickets.flatMap((at): [string, string][] => [
      ["GET", `/api/v1/passes/{SERIAL${at}}`],
      ["GET", `/nav/passes/{SERIAL${at}}/revoke`],
    ]),
    ["GET", "/api/v1/allocations/{ALLOCATION}"],
    ["GET", "/api/v1/recipients/{REFERENCE}"],
    ["GET", "/api/v1/recipients/{REFERENCE}/passes"],
    ["GET", "/api/v1/recipients/{REFERENCE}/messages"],
    ["GET", "/api/v1/recipients/{REFERENCE}/export"],
    ["GET", "/nav/recipients/{RECIPIENT}"],
    ["GET", "/nav/recipients/{RECIPIENT}/export.json"],
    ["GET", "/nav/recipients/{RECIPIENT}/remove"],
    ["GET", "/nav/recipients/{RECIPIENT}/edit"],
    ["GET", "/nav/allocations/{ALLOCATION}"],
    ["GET", "/nav/allocations/{ALLOCATION}/progress.json"],
    ["GET", "/nav/allocations/{ALLOCATION}/revoke"],
  ];

  async function expectAlike(requests: [string, string][], status?: number): Promise<void> {
    const theirs = await answersOf(other, requests);
    for (const [request, answer] of Object.entries(await answersOf(one, requests))) {
      expect(answer, request).to.equal(theirs[request]);
      if (status !== undefined) expect(answer.slice(0, 3), request).to.equal(String(status));
    }
  }

  /** The rows of twins in the list of all recipients, without names and ids. */
  const rowsOf = async () => {
    const html = await (await pages.get("/nav/recipients")).text();
    const rows = html.split(/<tr|<\/tbody>/).filter((row) => row.includes("TWIN-"));
    return rows.map((row) =>
      row.replaceAll(/TWIN-[A-Z-]+/g, "").replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, ""),
    );
  };

  it("the same answers are given of both children while the tickets' time runs", async () => {
    await makeTwins("TWIN-ONE", "TWIN-OTHER");
    await useEverything(one);
    await expectAlike(reads, 200);
    const [first, second, ...none] = await rowsOf();
    expect(first).to.equal(second).and.to.contain("5");
    expect(none).to.deep.equal([]);
  });

  it("the same answers are given of both children when a ticket and then the allocation are revoked", async () => {
    await makeTwins("TWIN-REVOKED-ONE", "TWIN-REVOKED-OTHER");
    await useEverything(one);
    await expectAlike(
      [
        ["POST", "/api/v1/passes/{SERIAL0}/revoke"],
        ["POST", "/api/v1/passes/{SERIAL0}/revoke"],
        ["POST", "/nav/passes/{SERIAL1}/revoke"],
        ...reads,
        ["POST", "/api/v1/allocations/{ALLOCATION}/revoke"],
        ...reads,
      ].map(([method = "", path = ""]): [string, string] => [method, path]),
    );
  });

  it("the same answers are given of both children when every ticket is replaced for a new phone", async () => {
    await makeTwins("TWIN-NEW-PHONE-ONE", "TWIN-NEW-PHONE-OTHER");
    await useEverything(one);
    const replaced = async (twin: Twin): Promise<Twin> => {
      const serialNumbers = [];
      for (const [at, serialNumber] of twin.serialNumbers.entries()) {
        const path = `/passes/${serialNumber}/replace`;
        if (at === 1) await visit("POST", `/nav${path}`);
        const answer = await ask("POST", `/api/v1${path}`);
        expect(answer.status).to.equal(201);
        serialNumbers.push(((await answer.json()) as { serialNumber: string }).serialNumber);
      }
      return { ...twin, serialNumbers, replaced: twin.serialNumbers };
    };
    const old = [one, other] as const;
    [one, other] = [await replaced(one), await replaced(other)];
    await expectAlike(reads, 200);
    [one, other] = old;
    await expectAlike(
      tickets.map((at) => ["GET", `/api/v1/passes/{SERIAL${at}}`]),
      200,
    );
  });

  it("the same answers are given of both children when the tickets' time is over, and once they are anonymised", async () => {
    await makeTwins("TWIN-OVER-ONE", "TWIN-OVER-OTHER");
    await useEverything(one);
    const later = async (days: number) => {
      pages.deps.clock.set(after(days));
      await database
        .owner("sessions")
        .update({ seen_at: after(days), expires_at: after(days + 1) });
      await anonymiseEndedPasses(pages.deps);
    };
    for (const days of [70, 101]) {
      await later(days);
      await expectAlike(reads);
    }
    await expirePasses(pages.deps);
    const requests: [string, string][] = [...reads, ["POST", "/api/v1/passes/{SERIAL0}/revoke"]];
    await expectAlike(requests);
    await later(170);
    await expectAlike(requests);
    pages.deps.clock.set(testNow);
  });

  it("the same answers are given of both children when an offer is cancelled", async () => {
    await makeTwins("TWIN-CANCELLED-ONE", "TWIN-CANCELLED-OTHER");
    const owner: Actor = { role: "provider", id: "ola", providerId: offers[1]?.providerId ?? "" };
    await useEverything(one);
    await cancelOffer(pages.deps, { actor: owner, offerId: offers[1]?.id ?? "" });
    await expectAlike([...reads, ["POST", "/api/v1/passes/{SERIAL1}/revoke"]]);
    const ids = [one, other].map(({ recipientId }) => recipientId);
    const candidates = await findDrawCandidates(database.db, ids, after(-365));
    expect(candidates.map(({ tickets }) => tickets)).to.deep.equal([5, 5]);
    pages.deps.clock.set(after(61));
    await database.owner("sessions").update({ seen_at: after(61), expires_at: after(62) });
    await anonymiseEndedPasses(pages.deps);
    await expectAlike(reads);
    pages.deps.clock.set(testNow);
  });
});

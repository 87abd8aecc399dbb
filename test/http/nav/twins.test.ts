import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { createApiKey } from "../../../src/actions/integrations/create-api-key.ts";
import { cancelOffer } from "../../../src/actions/offers/cancel-offer.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { expirePasses } from "../../../src/actions/passes/expire-passes.ts";
import { reportUses } from "../../../src/actions/codes/report-uses.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { handOutToRecipient } from "../../../src/actions/passes/hand-out-to-recipient.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { changeRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import { recordRefusals } from "../../../src/db/google/google-refusals.ts";
import { announceMove } from "../../../src/db/recipients/offer-news.ts";
import { findDrawCandidates } from "../../../src/db/draws/draw-candidates.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { anAllocation, anOffer, aPass, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";
import { aPool, providerOf, someOwnCodes } from "../../support/own-codes.ts";
import { aPhone } from "../../support/registered-phone.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { staffSession } from "../../support/sessions.ts";

const day = 24 * 60 * 60_000;
const after = (days: number) => new Date(testNow.getTime() + days * day);

interface Twin {
  /** How messages reach it. */
  contact: string;
  /** What its tickets are of. */
  offers: Offer[];
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

  const actor: Actor = { role: "nav", id: "nora", municipalities: ["5025"] };
  let twins = 0;

  async function aTwin(
    reference: string,
    {
      delivery = "none",
      offers,
    }: { delivery?: "sms" | "email" | "print" | "none"; offers: Offer[] },
  ): Promise<Twin> {
    twins += 1;
    const phone = `+47400001${String(10 + twins)}`;
    const email = `mor${String(10 + twins)}@example.no`;
    const contact = delivery === "email" ? email : phone;
    const { recipient } = await upsertRecipient(pages.deps, {
      ...{ actor, reference, birthYear: 2015, municipality: "5025", language: "nb", delivery },
      ...(delivery === "sms" && { phone }),
      ...(delivery === "email" && { email }),
    });
    const recipientId = recipient.id;
    await database.db("recipients").where({ id: recipientId }).update({ created_at: testNow });
    const allocationId = await anAllocation(database.db, { allocated: offers.length });
    await database.owner("allocations").where({ id: allocationId }).update({ created_at: testNow });
    const serialNumbers: string[] = [];
    for (const offer of offers) {
      const fetchedAt = offer.uses === null || offer.parts ? null : testNow;
      const held = { offer, recipientId, allocationId, fetchedAt };
      const { serialNumber } = await aPass(database.db, held);
      if (offer.ownCodes) await showCode(offer, serialNumber);
      serialNumbers.push(serialNumber);
    }
    return { contact, offers, reference, recipientId, allocationId, serialNumbers };
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

  async function makeTwins(
    first: string,
    second: string,
    how: Partial<Parameters<typeof aTwin>[1]> = {},
  ): Promise<void> {
    const made = { offers, ...how };
    [one, other] = [await aTwin(first, made), await aTwin(second, made)];
  }

  async function useEverything({ offers, serialNumbers }: Twin): Promise<void> {
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
    // Unlimited uses leave a ticket active until its time is over.
    const left = offers.map(({ uses, validFor }) =>
      uses === null && !validFor ? "active" : "used",
    );
    expect(states.sort()).to.deep.equal(left.sort());
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
    const { contact, reference, recipientId, allocationId, serialNumbers, replaced = [] } = twin;
    const own: [string, string][] = [
      [contact, "CONTACT"],
      [reference, "REFERENCE"],
      [recipientId, "RECIPIENT"],
      [allocationId, "ALLOCATION"],
      ...serialNumbers.map((each, at): [string, string] => [each, `SERIAL${at}`]),
      ...replaced.map((each, at): [string, string] => [each, `REPLACED${at}`]),
    ];
    const answers: Record<string, string> = {};
    for (const [at, [method, path]] of requests.entries()) {
      const address = own.reduce((text, [id, name]) => text.replaceAll(`{${name}}`, id), path);
      const answer = await (path.startsWith("/api") ? ask : visit)(method, address);
      const said = [answer.status, answer.headers.get("location"), await answer.text()].join("\n");
      answers[`${String(at)}: ${method} ${path}`] = own
        .reduce((all, [id, name]) => all.replaceAll(id, name), said)
        .replaceAll(/"requestId":"[^"]*"/g, "")
        .replaceAll(/data-seconds="\d+"/g, "")
        .replaceAll(/"at":"[^"]*"/g, "")
        .replaceAll(/"(createdAt|revokedAt)":"[^"]*"/g, "")
        .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, "");
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
  const rowsOf = async (path = "/nav/recipients", name = "TWIN-") => {
    const html = await (await pages.get(path)).text();
    const rows = html.split(/<tr|<\/tbody>/).filter((row) => row.includes(name));
    return rows.map((row) =>
      row
        .replaceAll(/TWIN-[A-Z-]+/g, "")
        .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, "")
        .replaceAll(/\+4740000[12]\d\d|(mor|far)\d\d@/g, ""),
    );
  };

  const versionOf = async (serialNumber: string) => {
    const passes = database.db("passes").where({ serial_number: serialNumber });
    const [version = 0] = await passes.pluck<number[]>("version");
    return version;
  };

  /** Pages about all children, those of operators too: what stands on them, which no use changes. */
  const shared = ["/nav", "/nav/unfetched", "/nav/print", "/nav/messages"];
  const readShared = async () => {
    const operator = { sub: "odd", name: "Odd", nav: [], culture: [], operator: true };
    const headers = { cookie: `staff=${await staffSession(pages.deps, operator)}` };
    const answers = [
      ...shared.map((path) => [path, () => pages.get(path)] as const),
      ...["/operator", "/operator/google"].map(
        (path) => [path, () => fetch(pages.url + path, { headers })] as const,
      ),
    ];
    const read: Record<string, string> = {};
    for (const [path, answer] of answers) {
      const html = await (await answer()).text();
      read[path] = html.replaceAll(/data-seconds="\d+"/g, "");
    }
    expect(read["/operator"])
      .to.match(/minst \d0/)
      .and.contain("Ingen venter");
    expect(read["/operator/google"]).to.contain("Image cannot be loaded");
    return read;
  };

  it("the same answers are given of both children while the tickets' time runs", async () => {
    await makeTwins("TWIN-ONE", "TWIN-OTHER");
    await useEverything(one);
    await expectAlike(reads, 200);
    const [first, second, ...none] = await rowsOf();
    expect(first).to.equal(second).and.to.contain("5");
    expect(none).to.deep.equal([]);
  });

  for (const delivery of ["sms", "email"] as const) {
    it(`the same answers are given of two children who are told by ${delivery}, whatever becomes of the messages`, async () => {
      const { deps } = pages;
      deps.clock.set(testNow);
      const name = `TWIN-${delivery.toUpperCase()}`;
      const chosen = offers.filter(({ uses, ownCodes }) => uses !== null && !ownCodes);
      await makeTwins(`${name}-ONE`, `${name}-OTHER`, { delivery, offers: chosen });
      const ids = [one.recipientId, other.recipientId];
      const told = async () => {
        for (const recipientId of ids) await notifyRecipient(deps, { recipientId });
      };
      const messages = () => database.db("messages").whereIn("recipient_id", ids);
      const fail = (state: string) =>
        messages()
          .where({ state })
          .update({ state: "failed", failed_at: testNow, refused: true, failure: "number" });
      const later = (minutes: number) => {
        deps.clock.set(new Date(testNow.getTime() + minutes * 60_000));
      };
      const repeat: [string, string] = ["POST", "/nav/recipients/{RECIPIENT}/repeat"];
      const resend: [string, string] = ["POST", "/nav/recipients/{RECIPIENT}/resend"];
      /** The children's pages, and their rows among the messages that did not arrive. */
      const own = reads.filter(([, path]) => !path.includes(`{SERIAL${String(chosen.length)}}`));
      const ofMessages = own.filter(([, path]) =>
        /(messages|export|nav.recipients.{RECIPIENT}|nav.allocations.{ALLOCATION})$/.test(path),
      );
      const expectSameMessages = async (failed: number) => {
        await expectAlike(ofMessages, 200);
        const rows = await rowsOf("/nav/messages", name);
        expect(rows).to.have.length(2 * failed);
        expect(new Set(rows).size).to.be.at.most(1);
      };

      await told();
      const all = [...one.serialNumbers, ...other.serialNumbers];
      for (let phone = 0; phone < 5; phone += 1) await aPhone(database.db, all);
      const refuse = (serialNumber: string | null, message: string, version = 1) => {
        const refusal = { status: 400, message, field: "heroImage", version, serialNumber };
        const refused = [{ ...refusal, offerId: chosen[0]?.id ?? "" }];
        return database.db.transaction((trx) => recordRefusals(trx, refused, testNow));
      };
      const [ticket = "", another = ""] = one.serialNumbers;
      await database.db("passes").where({ serial_number: another }).update({ google_version: 1 });
      const refuseUses = async () => {
        await refuse(ticket, "Uses cannot be read.", await versionOf(ticket));
        await refuse(another, "Uses cannot be read.", await versionOf(another));
      };
      await refuse(null, "Image cannot be loaded.");
      await refuse(ticket, "Text is too long.");
      const before = await readShared();
      expect(before["/operator/google"]).to.contain("Text is too long.");
      await useEverything(one);
      expect(await readShared()).to.deep.equal(before);
      await refuseUses();
      // Asked for by an operator, Google refuses the same version again.
      await refuse(another, "Uses cannot be read.", await versionOf(another));
      expect(await readShared()).to.deep.equal(before);
      await expectSameMessages(0);

      // A changed offer and a reminder are told of to the child with a live ticket alone.
      await database.db.transaction((trx) =>
        announceMove(trx, { offerId: chosen[0]?.id ?? "", at: testNow }),
      );
      later(1);
      const unfetched = chosen.find((offer) => offer.parts);
      const reminded = await pages.post(`/nav/offers/${unfetched?.id ?? ""}/remind`);
      expect(reminded.headers.get("location")).to.contain("=reminded");
      expect(await fail("owed")).to.equal(3);
      await expectSameMessages(0);

      await expectAlike([repeat, repeat]);
      await told();
      await expectAlike([repeat, repeat]);
      await expectSameMessages(0);
      later(3);
      await expectAlike([["POST", "/api/v1/recipients/{REFERENCE}/messages"]], 202);
      await fail("owed");
      await expectSameMessages(1);
      await expectAlike([resend]);
      await expectSameMessages(0);
      await told();
      await expectSameMessages(0);

      await fail("sent");
      await expectSameMessages(3);
      await expectAlike([resend]);
      await told();
      await expectSameMessages(0);

      // Paper and a new contact, for a child whose tickets are all used as for the other.
      const papers = [];
      for (const { recipientId } of [one, other]) {
        const { tickets } = await handOutToRecipient(deps, { actor, recipientId });
        papers.push(
          tickets.map(({ title, state, usesLeft, partsLeft, endedAt, fetchedAt }) => ({
            ...{ title, state, usesLeft, partsLeft, endedAt, fetchedAt },
          })),
        );
      }
      expect(papers[0]).to.deep.equal(papers[1]).and.to.have.length(chosen.length);
      const sentBefore = deps.sent.length;
      for (const twin of [one, other]) {
        twin.contact = twin.contact.replace("+47400001", "+47400002").replace("mor", "far");
        const changed = { [delivery === "sms" ? "phone" : "email"]: twin.contact };
        const { recipientId } = twin;
        const { isSent } = await changeRecipient(deps, { actor, recipientId, ...changed });
        expect(isSent).to.equal(true);
      }
      await told();
      expect(deps.sent.slice(sentBefore).map(({ to }) => to)).to.have.members([
        ...[one.contact, other.contact],
      ]);
      await expectSameMessages(0);

      later(20);
      await pages.post("/nav/unfetched/repeat");
      await told();
      await expectAlike([repeat]);
      await expectSameMessages(0);
      await expectAlike(own, 200);
      deps.clock.set(testNow);
    });
  }

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

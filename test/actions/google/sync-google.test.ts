import { expect } from "chai";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { expirePasses } from "../../../src/actions/passes/expire-passes.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import { createGoogleSaveLink } from "../../../src/actions/google/create-google-save-link.ts";
import { sweepOwedWork } from "../../../src/actions/operations/sweep-owed-work.ts";
import { syncGoogle } from "../../../src/actions/google/sync-google.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import type { TicketStyle } from "../../../src/domain/templates/template.ts";
import { createBarcodeSigner } from "../../../src/wallets/barcode-signer.ts";
import { GoogleError } from "../../../src/wallets/google/google-error.ts";
import type { GoogleWallet } from "../../../src/wallets/google/google-wallet.ts";
import { changeApproved } from "../../support/approved-change.ts";
import { testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { giveBack } from "../../support/give-back.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";
import { ticketsInGoogle } from "../../support/google-tickets.ts";
import { eventually } from "../../support/eventually.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const hour = 3_600_000;

describe("bringing Google up to date", () => {
  const database = useDatabase();
  const google = useGoogleSandbox();
  let deps: TestDeps & { google: GoogleWallet & { waits: number[] } };

  beforeEach(() => {
    deps = { ...testDeps(database.db), google: google.wallet() };
  });
  afterEach(async () => {
    await database.owner.raw(
      "truncate google_refusals, google_notices, google_leases, passes cascade",
    );
    await database.owner("offers").update({ google_version: 0 });
  });

  const bodyOf = (serialNumber: string) =>
    google.sandbox.store.get(`${google.config.issuerId}.t-${serialNumber}`)?.body ?? {};
  const calls = () =>
    [...google.sandbox.log.requests, ...google.sandbox.log.parts]
      .filter(({ path }) => path !== "/token" && path !== "/batch")
      .map(({ method, path, body }) => ({
        method,
        resource: path.split("/")[3] ?? "",
        body: body as Record<string, unknown>,
      }));
  const asked = () => calls().map(({ method, resource }) => `${method} ${resource}`);

  /** What the worker would do with all that was handed in, and the sweep with the rest. */
  async function work(): Promise<void> {
    google.sandbox.log.clear();
    await sweepOwedWork(deps);
    const offerIds = new Set(
      deps.enqueued
        .splice(0)
        .flatMap((job) => (job.name === "sync-google" ? [job.payload.offerId] : [])),
    );
    for (const offerId of offerIds) await syncGoogle(deps, { offerId });
  }
  const revoke = (serialNumber: string) =>
    revokePass(deps, {
      actor: { role: "nav", id: "test", municipalities: ["5025"] },
      serialNumber,
      reason: "Feil barn",
    });
  let scans = 0;
  async function use(offer: Offer, serialNumber: string): Promise<void> {
    const { id: offerId, validity, uses, companions } = offer;
    const { from: validFrom, until: validUntil } = validity;
    const admits = 1 + companions;
    const barcode = createBarcodeSigner(deps.keyRing).sign({
      serialNumber,
      offerId,
      validFrom,
      validUntil,
      uses,
      admits,
    });
    const [door] = await database
      .db("door_devices")
      .insert({ provider_id: offer.providerId, token_hash: Buffer.from(`door-${scans}`) })
      .returning<{ id: string }[]>("id");
    const answer = await redeem(deps, {
      doorDeviceId: door?.id ?? "",
      providerId: offer.providerId,
      code: barcode,
      scanId: `scan-${(scans += 1)}`,
      admitted: 1,
    });
    expect(answer).to.have.property("accepted", true);
  }
  const rowOf = (serialNumber: string) =>
    database.db("passes").where({ serial_number: serialNumber }).first<{
      version: number;
      google_version: number;
    }>("version", "google_version");

  const styles: TicketStyle[] = ["event", "admission", "membership", "coupon"];
  const resources = {
    event: "eventTicket",
    admission: "generic",
    membership: "generic",
    coupon: "offer",
  };

  describe("google 27: no call too many", () => {
    it("google 27: makes no call when nothing changed", async () => {
      const { offer } = await ticketsInGoogle(deps, { count: 3 });
      google.sandbox.log.clear();
      await syncGoogle(deps, { offerId: offer.id });
      await work();
      expect(asked()).to.deep.equal([]);
    });

    for (const style of ["event", "coupon"] as const) {
      it(`google 27: a changed title of an ${style} with twenty tickets is one PATCH of the class`, async () => {
        const { offer, serialNumbers } = await ticketsInGoogle(deps, { style, count: 20 });
        const changes = { title: { nb: "Nytt navn", en: "New name" } };
        await changeApproved(deps, offer, changes);
        await work();
        expect(asked()).to.deep.equal([`PATCH ${resources[style]}Class`]);
        const [itsClass] = calls();
        expect(JSON.stringify(itsClass?.body)).to.contain("Nytt navn");
        for (const serialNumber of serialNumbers) {
          const { version, google_version } = await rowOf(serialNumber);
          expect(google_version).to.equal(version);
        }
        await work();
        expect(asked()).to.deep.equal([]);
      });
    }

    it("google 27: a generic class has no title, so there each ticket bears the new one", async () => {
      const { offer } = await ticketsInGoogle(deps, { style: "membership", count: 3 });
      const changes = { title: { nb: "Nytt navn" } };
      await changeApproved(deps, offer, changes);
      await work();
      expect(asked()).to.deep.equal(Array(3).fill("PATCH genericObject"));
    });

    it("sync-google sends nothing to Google for a ticket that nobody wanted there", async () => {
      const { offer, serialNumbers } = await ticketsInGoogle(deps);
      const [serialNumber = ""] = serialNumbers;
      await database
        .db("passes")
        .where({ serial_number: serialNumber })
        .update({ google_version: 0 });
      await revoke(serialNumber);
      await work();
      await syncGoogle(deps, { offerId: offer.id });
      expect(asked()).to.deep.equal([]);
    });
  });

  describe("google 30: the state follows, by PATCH", () => {
    for (const style of styles) {
      it(`google 30: a revoked ${style} ticket is INACTIVE`, async () => {
        const { serialNumbers } = await ticketsInGoogle(deps, { style });
        const [serialNumber = ""] = serialNumbers;
        await revoke(serialNumber);
        expect(deps.enqueued.map(({ name }) => name)).to.include("sync-google");
        await work();
        expect(asked()).to.deep.equal([`PATCH ${resources[style]}Object`]);
        expect(bodyOf(serialNumber)).to.have.property("state", "INACTIVE");
        expect(bodyOf(serialNumber)).not.to.have.property("barcode");
      });
    }

    it("google 30: a used ticket is COMPLETED, and one with uses left says how many", async () => {
      const { offer, serialNumbers } = await ticketsInGoogle(deps, { uses: 2 });
      const [serialNumber = ""] = serialNumbers;
      await use(offer, serialNumber);
      expect(deps.enqueued.map(({ name }) => name)).to.include("sync-google");
      await work();
      expect(bodyOf(serialNumber)).to.have.property("state", "ACTIVE");
      expect(JSON.stringify(bodyOf(serialNumber)["textModulesData"])).to.contain('"value":"1"');
      await use(offer, serialNumber);
      await work();
      expect(bodyOf(serialNumber)).to.have.property("state", "COMPLETED");
      expect(asked()).to.deep.equal(["PATCH offerObject"]);
    });

    it("google 30: a ticket given back is INACTIVE", async () => {
      const { serialNumbers } = await ticketsInGoogle(deps);
      const [serialNumber = ""] = serialNumbers;
      const { recipient_id: recipientId } = await database
        .db("passes")
        .where({ serial_number: serialNumber })
        .first<{ recipient_id: string }>("recipient_id");
      await giveBack(deps, { recipientId, serialNumber });
      await work();
      expect(bodyOf(serialNumber)).to.have.property("state", "INACTIVE");
    });

    it("google 30: an ended ticket is EXPIRED with the next run of the clock, which comes every minute", async () => {
      const { offer, serialNumbers } = await ticketsInGoogle(deps);
      const [serialNumber = ""] = serialNumbers;
      deps.clock.set(new Date(offer.validity.until.getTime() + 1));
      await expirePasses(deps);
      expect(deps.enqueued).to.deep.include({
        name: "sync-google",
        payload: { offerId: offer.id },
      });
      await work();
      expect(bodyOf(serialNumber)).to.have.property("state", "EXPIRED");
      expect(asked()).to.deep.equal(["PATCH offerObject"]);
    });
  });

  for (const style of styles) {
    it(`google 31: erasing takes texts and barcode of the ${style} ticket away, without a notice`, async () => {
      const { serialNumbers, offer } = await ticketsInGoogle(deps, { style });
      const [serialNumber = ""] = serialNumbers;
      expect(bodyOf(serialNumber)).to.include.keys("barcode", "textModulesData");
      await revoke(serialNumber);
      await work();
      expect(bodyOf(serialNumber)).to.include.keys("textModulesData");
      deps.clock.set(new Date(testNow.getTime() + 61 * 24 * hour));
      await anonymiseEndedPasses(deps);
      await work();
      const [patch] = calls();
      expect(patch?.body).to.include({ barcode: null, textModulesData: null });
      expect(patch?.body).not.to.have.property("notifyPreference");
      const left = bodyOf(serialNumber);
      for (const gone of ["barcode", "textModulesData", "merchantLocations", "messages"]) {
        expect(left).not.to.have.property(gone);
      }
      await syncGoogle(deps, { offerId: offer.id });
      expect(asked()).to.have.length(1);
    });
  }

  describe("notices", () => {
    for (const { style, told } of [
      { style: "event", told: "NOTIFY_ON_UPDATE" },
      { style: "coupon", told: "NOTIFY_ON_UPDATE" },
      { style: "membership", told: undefined },
    ] as const) {
      it(`google 28: a visible change of a ticket of style ${style} carries ${told ?? "no preference"}`, async () => {
        const { serialNumbers } = await ticketsInGoogle(deps, { style });
        for (const { body } of calls()) expect(body).not.to.have.property("notifyPreference");
        const [serialNumber = ""] = serialNumbers;
        await revoke(serialNumber);
        await work();
        const [patch] = calls();
        expect(patch?.body["notifyPreference"]).to.equal(told);
      });

      it(`google 28: a changed offer of style ${style} carries ${told ?? "no preference"}`, async () => {
        const { offer } = await ticketsInGoogle(deps, { style });
        const changes = { title: { nb: "Nytt navn" }, description: { nb: "Ny tekst" } };
        await changeApproved(deps, offer, changes);
        await work();
        expect(calls()).to.have.length(1);
        for (const { body } of calls()) expect(body["notifyPreference"]).to.equal(told);
      });
    }

    const noticesOf = () =>
      calls().map(({ body }) =>
        "messages" in body ? "text" : (body["notifyPreference"] ?? "none"),
      );

    it("google 29: the fourth change of a ticket within a day comes as a text, and the next day's on the phone again", async () => {
      const { offer, serialNumbers } = await ticketsInGoogle(deps, { uses: 10 });
      const [serialNumber = ""] = serialNumbers;
      const seen: unknown[] = [];
      for (let times = 0; times < 5; times += 1) {
        deps.clock.set(new Date(testNow.getTime() + times * hour));
        await use(offer, serialNumber);
        await work();
        seen.push(...noticesOf());
      }
      const phone = "NOTIFY_ON_UPDATE";
      expect(seen).to.deep.equal([phone, phone, phone, "text", "text"]);
      expect(bodyOf(serialNumber)["messages"]).to.have.length(1);
      expect(bodyOf(serialNumber)).to.have.nested.property("messages[0].messageType", "TEXT");
      deps.clock.set(new Date(testNow.getTime() + 24 * hour + 1));
      await use(offer, serialNumber);
      await work();
      expect(noticesOf()).to.deep.equal([phone]);
    });

    it("google 29: what comes through the class counts for each of its tickets, and the other way round", async () => {
      const { offer, serialNumbers } = await ticketsInGoogle(deps, { uses: 10, count: 2 });
      const [first = "", second = ""] = serialNumbers;
      const seen: unknown[] = [];
      const rename = async (nb: string) => {
        await changeApproved(deps, offer, { title: { nb } });
        await work();
        seen.push(...noticesOf());
      };
      const scan = async (serialNumber: string) => {
        await use(offer, serialNumber);
        await work();
        seen.push(...noticesOf());
      };
      await rename("Nytt navn");
      await scan(first);
      await scan(first);
      await scan(first);
      await rename("Nyere navn");
      await scan(second);
      const phone = "NOTIFY_ON_UPDATE";
      expect(seen).to.deep.equal([phone, phone, phone, "text", "text", phone]);
    });

    it("google 29: an attempt that has to be repeated needs no second notice", async () => {
      const { offer, serialNumbers } = await ticketsInGoogle(deps);
      const [serialNumber = ""] = serialNumbers;
      await revoke(serialNumber);
      const patient = { ...deps, google: google.wallet({ patience: { attempts: 1 } }) };
      for (let times = 0; times < 4; times += 1) {
        google.sandbox.faults.inject({ status: 503, when: ({ method }) => method === "PATCH" });
        const error = await syncGoogle(patient, { offerId: offer.id }).catch(
          (each: unknown) => each,
        );
        expect(error).to.be.instanceOf(GoogleError);
      }
      await work();
      expect(noticesOf()).to.deep.equal(["NOTIFY_ON_UPDATE"]);
    });
  });

  describe("in batches", () => {
    it("sync-google writes fifty tickets in one request", async () => {
      const { serialNumbers } = await ticketsInGoogle(deps, { count: 60 });
      for (const serialNumber of serialNumbers) await revoke(serialNumber);
      await work();
      expect(google.sandbox.log.count("POST", /^\/batch$/, 200)).to.equal(2);
      expect(google.sandbox.log.requests).to.have.length(2);
      expect(serialNumbers.map((each) => bodyOf(each)["state"])).to.deep.equal(
        Array(60).fill("INACTIVE"),
      );
    });

    it("google 24: what fails inside a batch fails alone: passing faults come again, a refusal is kept", async () => {
      const { serialNumbers, offer } = await ticketsInGoogle(deps, { count: 10 });
      const [refused = "", unlucky = ""] = serialNumbers;
      for (const serialNumber of serialNumbers) await revoke(serialNumber);
      const ofTicket =
        (each: string) =>
        ({ path }: { path: string }) =>
          path.endsWith(each);
      google.sandbox.faults.inject({
        inBatch: true,
        status: 400,
        message: "Invalid value for field state",
        when: ofTicket(refused),
      });
      google.sandbox.faults.inject({ inBatch: true, status: 503, when: ofTicket(unlucky) });
      const error = await syncGoogle(deps, { offerId: offer.id }).catch((each: unknown) => each);
      expect(error).to.include({ status: 503, retryable: true });
      const states = () => serialNumbers.map((each) => bodyOf(each)["state"]);
      expect(states()).to.deep.equal(["ACTIVE", "ACTIVE", ...Array<string>(8).fill("INACTIVE")]);
      await work();
      expect(calls()).to.have.length(1);
      expect(states()).to.deep.equal(["ACTIVE", ...Array<string>(9).fill("INACTIVE")]);
    });

    it("sync-google goes on one by one, for a good while, when Google counts what is inside a batch", async () => {
      const { serialNumbers, offer } = await ticketsInGoogle(deps, { count: 10 });
      for (const serialNumber of serialNumbers) await revoke(serialNumber);
      google.sandbox.faults.inject({
        inBatch: true,
        times: 3,
        status: 403,
        message: "Quota exceeded",
      });
      const error = await syncGoogle(deps, { offerId: offer.id }).catch((each: unknown) => each);
      expect(error).to.include({ status: 403, retryable: true });
      expect(deps.google.maxAtOnce()).to.equal(1);
      await work();
      expect(google.sandbox.log.count("POST", /^\/batch$/)).to.equal(0);
      expect(google.sandbox.log.count("PATCH", /offerObject/, 200)).to.equal(3);
    });

    it("sync-google goes one by one where there are no batches", async () => {
      const { serialNumbers } = await ticketsInGoogle(deps, { count: 10 });
      for (const serialNumber of serialNumbers) await revoke(serialNumber);
      google.sandbox.faults.inject({
        status: 404,
        times: 100,
        when: ({ path }) => path === "/batch",
      });
      await work();
      expect(google.sandbox.log.count("PATCH", /offerObject/, 200)).to.equal(10);
    });
  });

  describe("what Google lacks or refuses", () => {
    it("google 21: an object that Google lacks is made again, and its class first if need be", async () => {
      const { serialNumbers } = await ticketsInGoogle(deps, { count: 2 });
      const [serialNumber = ""] = serialNumbers;
      // Another issuer account, or a stand-in that forgot: nothing can be deleted at Google itself.
      google.sandbox.faults.inject({ status: 404, when: ({ method }) => method === "PATCH" });
      await revoke(serialNumber);
      await work();
      expect(asked()).to.deep.equal(["PATCH offerObject", "POST offerObject", "PATCH offerObject"]);
      expect(bodyOf(serialNumber)).to.have.property("state", "INACTIVE");
    });

    it("google 24: a 400 is kept with Google's words and field, not tried again until the ticket changes, and forgotten when it is taken", async () => {
      const { serialNumbers, offer } = await ticketsInGoogle(deps, { uses: 5 });
      const [serialNumber = ""] = serialNumbers;
      await use(offer, serialNumber);
      const message = "Invalid value for field barcode.value";
      google.sandbox.faults.inject({
        status: 400,
        message,
        when: ({ method }) => method === "PATCH",
      });
      await work();
      expect(asked()).to.have.length(1);
      const refusals = () =>
        database.db("google_refusals").select("id", "kind", "status", "message", "field");
      expect(await refusals()).to.deep.equal([
        { id: serialNumber, kind: "object", status: 400, message, field: "barcode.value" },
      ]);
      await work();
      await syncGoogle(deps, { offerId: offer.id });
      expect(asked()).to.deep.equal([]);
      await use(offer, serialNumber);
      await work();
      expect(asked()).to.deep.equal(["PATCH offerObject"]);
      expect(await refusals()).to.deep.equal([]);
    });

    it("google 24: after a plain 403 nothing more of the offer is tried until somebody asks", async () => {
      const { serialNumbers, offer } = await ticketsInGoogle(deps, { count: 5 });
      const alone = { ...deps, google: google.wallet({ batches: false }) };
      deps = alone;
      for (const serialNumber of serialNumbers) await revoke(serialNumber);
      google.sandbox.faults.inject({
        times: 100,
        status: 403,
        message: "No access",
        when: ({ method }) => method === "PATCH",
      });
      await work();
      const tries = asked().length;
      // Those that other runs had under way by then.
      expect(tries).to.be.within(1, 5);
      await work();
      expect(asked()).to.deep.equal([]);
      google.sandbox.faults.clear();
      await database.db("google_refusals").update({ again: true });
      await work();
      expect(asked()).to.have.length(5);
      expect(await database.db("google_refusals").where({ offer_id: offer.id })).to.deep.equal([]);
    });

    it("google 24: a refused class is kept, and a holder's tap that Google takes lets the rest in", async () => {
      const { offer, serialNumbers } = await ticketsInGoogle(deps);
      const changes = { title: { nb: "Nytt navn" } };
      await changeApproved(deps, offer, changes);
      google.sandbox.faults.inject({
        status: 403,
        message: "No access",
        when: ({ method }) => method === "PATCH",
      });
      await work();
      expect(await database.db("google_refusals").select("id", "kind")).to.deep.equal([
        { id: offer.id, kind: "class" },
      ]);
      await work();
      expect(asked()).to.deep.equal([]);
      await createGoogleSaveLink(deps, { serialNumbers });
      expect(await database.db("google_refusals")).to.deep.equal([]);
    });

    for (const fault of [
      { what: "a slow answer", delay: 300 },
      { what: "a cut connection", drop: true },
      { what: "a connection cut after it was done", dropAfter: true },
      { what: "503", status: 503 },
      { what: "429", status: 429 },
      { what: "403 for quota", status: 403, reason: "quotaExceeded" },
    ]) {
      for (const count of [1, 5]) {
        it(`google 23: ${fault.what} loses nothing of ${count === 1 ? "a ticket" : "a batch"}`, async () => {
          const { serialNumbers } = await ticketsInGoogle(deps, { count });
          for (const serialNumber of serialNumbers) await revoke(serialNumber);
          google.sandbox.faults.inject({ ...fault, when: ({ path }) => path !== "/token" });
          await work();
          for (const serialNumber of serialNumbers) {
            expect(bodyOf(serialNumber)).to.have.property("state", "INACTIVE");
            const { version, google_version } = await rowOf(serialNumber);
            expect(google_version).to.equal(version);
          }
        });
      }
    }

    describe("a request that Google carries out only after a newer one", () => {
      const doubts = () => database.owner("google_leases").whereNotNull("in_doubt_until");
      const doubtsEnd = () => doubts().update({ in_doubt_until: new Date() });
      const isActive = (serialNumber: string) => bodyOf(serialNumber)["state"] === "ACTIVE";

      for (const count of [1, 3]) {
        it(`sync-google writes ${count === 1 ? "a ticket" : "a batch"} again once no older request can be under way`, async () => {
          const patient = deps;
          const hasty = google.wallet({ patience: { timeoutMs: 1_000, attempts: 1 } });
          const { offer, serialNumbers } = await ticketsInGoogle(deps, { count });
          for (const serialNumber of serialNumbers) await use(offer, serialNumber);
          let carryOut = () => {};
          const until = new Promise<void>((resolve) => (carryOut = resolve));
          const isWrite = ({ method, path }: { method: string; path: string }) =>
            method !== "GET" && path !== "/token";
          google.sandbox.faults.inject({ until, when: isWrite });
          deps = { ...deps, google: hasty };
          expect(await work().catch((error: unknown) => error)).to.be.instanceOf(GoogleError);
          expect(google.sandbox.log.requests.filter(isWrite)).to.have.length(1);
          deps = patient;
          for (const serialNumber of serialNumbers) await revoke(serialNumber);
          await work();
          expect(serialNumbers.some(isActive)).to.equal(false);
          carryOut();
          await eventually("the older request is carried out", () => serialNumbers.every(isActive));
          await work();
          expect(asked(), "before the doubt ends").to.deep.equal([]);
          await doubtsEnd();
          await work();
          expect(serialNumbers.some(isActive)).to.equal(false);
          await work();
          expect(asked(), "after the doubt has ended").to.deep.equal([]);
          expect(await doubts()).to.deep.equal([]);
        });
      }
    });

    it("google 25: a token that ran out is fetched once for a whole run", async () => {
      const { serialNumbers } = await ticketsInGoogle(deps, { count: 60 });
      for (const serialNumber of serialNumbers) await revoke(serialNumber);
      google.sandbox.revokeTokens();
      await work();
      expect(google.sandbox.log.count("POST", /^\/token$/)).to.equal(1);
    });
  });
});

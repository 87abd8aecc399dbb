import { createPublicKey } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import express, { type ErrorRequestHandler } from "express";
import { pino } from "pino";
import type { Deps } from "../../../src/actions/deps.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { createGoogleSaveLink } from "../../../src/actions/google/create-google-save-link.ts";
import { connect } from "../../../src/db/connect.ts";
import { acquireGoogleLeases } from "../../../src/db/google/google-leases.ts";
import type { TemplateDefinition } from "../../../src/domain/templates/template.ts";
import { googleSave } from "../../../src/http/holder/google-save.ts";
import { problemErrors } from "../../../src/http/api/problem.ts";
import { requestId } from "../../../src/http/api/request-id.ts";
import {
  anOffer,
  aPass,
  aProvider,
  aRecipient,
  aTemplate,
  aTemplateDefinition,
} from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";
import { readSaveJwt } from "../../support/read-save-jwt.ts";
import { testDeps } from "../../support/test-deps.ts";

const anyClass = /Class$/;
const anyObject = /Object$/;

describe("saving to Google Wallet", () => {
  const database = useDatabase();
  const google = useGoogleSandbox();
  let server: Server;
  let deps: Deps;

  const publicKey = () => createPublicKey(google.config.serviceAccount.private_key);
  const calls = () => google.sandbox.log.requests.length;
  const posts = (path: RegExp) => google.sandbox.log.count("POST", path);

  before(async () => {
    const app = express();
    app.use(requestId, (request, response, next) => {
      const router = googleSave(deps);
      router(request, response, next);
    });
    const handleError: ErrorRequestHandler = (error, request, response, next) => {
      void problemErrors(deps)(error, request, response, next);
    };
    app.use(handleError);
    server = createServer(app).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    deps = { ...testDeps(database.db), google: google.wallet() };
  });

  const tap = async (path: string) => {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual" });
    return { status: response.status, location: response.headers.get("location") ?? "" };
  };

  async function aFamily(): Promise<{ recipientId: string; token: string }> {
    const { id, reference } = await aRecipient(database.db);
    const actor = { role: "nav" as const, id: "test", municipalities: ["5025"] };
    const { url } = await renewClaimLink(deps, { actor, reference });
    return { recipientId: id, token: url.slice(url.lastIndexOf("/") + 1) };
  }

  it("google 17: an unknown link or ticket is 404, without a call to Google", async () => {
    const { token } = await aFamily();
    const { serialNumber: somebodyElses } = await aPass(database.db);
    expect((await tap("/t/nosuchlink/google")).status).to.equal(404);
    expect((await tap(`/t/${token}/nosuchticket/google`)).status).to.equal(404);
    expect((await tap(`/t/${token}/${somebodyElses}/google`)).status).to.equal(404);
    expect(calls()).to.equal(0);
  });

  for (const state of ["used", "expired", "revoked", "returned", "lapsed"] as const) {
    it(`google 17: a ticket that is ${state} is 410, without a call to Google`, async () => {
      const { recipientId, token } = await aFamily();
      const { serialNumber } = await aPass(database.db, { recipientId, state });
      expect((await tap(`/t/${token}/${serialNumber}/google`)).status).to.equal(410);
      expect((await tap(`/t/${token}/google`)).status).to.equal(410);
      expect(calls()).to.equal(0);
    });
  }

  it("the Google save link asks to wait for a ticket that is not issued yet, without a call to Google", async () => {
    const { recipientId, token } = await aFamily();
    await aPass(database.db, { recipientId, state: "pending" });
    expect((await tap(`/t/${token}/google`)).status).to.equal(503);
    expect(calls()).to.equal(0);
  });

  it("google 18: the first tap makes class and object, the second makes no call and names the same ticket", async () => {
    const { recipientId, token } = await aFamily();
    const { serialNumber, offerId } = await aPass(database.db, { recipientId });
    const first = await tap(`/t/${token}/${serialNumber}/google`);
    expect(first.status).to.equal(302);
    expect(posts(anyClass)).to.equal(1);
    expect(posts(anyObject)).to.equal(1);
    const before = calls();

    const second = await tap(`/t/${token}/${serialNumber}/google`);
    expect(second.status).to.equal(302);
    expect(calls()).to.equal(before);
    const [one, other] = [first, second].map(({ location }) => readSaveJwt(location, publicKey()));
    expect(one?.payload).to.deep.equal(other?.payload);

    const pass = await database.db("passes").where({ serial_number: serialNumber }).first<{
      google_version: number;
      version: number;
      fetched_at: Date;
    }>();
    expect(pass.google_version).to.equal(pass.version);
    expect(pass.fetched_at).to.deep.equal(deps.clock.now());
    const offer = await database.db("offers").where({ id: offerId }).first<{
      google_version: number;
    }>();
    expect(offer.google_version).to.equal(1);
  });

  it("the Google save link shows the saved ticket behind the link", async () => {
    const { recipientId, token } = await aFamily();
    const { serialNumber } = await aPass(database.db, { recipientId });
    const { location } = await tap(`/t/${token}/${serialNumber}/google`);
    const page = await (await fetch(location)).text();
    expect(page).to.contain("Dagskort i skitrekket").and.to.contain("Hovdelia skisenter");
    expect(google.sandbox.store.get(`${google.config.issuerId}.t-${serialNumber}`)?.saved).to.equal(
      true,
    );
  });

  it("google 19: twenty taps at once make one class and one object, and all go on to Google", async () => {
    const { recipientId, token } = await aFamily();
    const { serialNumber } = await aPass(database.db, { recipientId });
    const path = `/t/${token}/${serialNumber}/google`;
    const answers = await Promise.all(Array.from({ length: 20 }, () => tap(path)));
    expect(answers.map(({ status }) => status)).to.deep.equal(Array(20).fill(302));
    expect(posts(anyClass)).to.equal(1);
    expect(posts(anyObject)).to.equal(1);
    expect(google.sandbox.log.count("PATCH", /./)).to.equal(0);
  });

  describe("in two processes", () => {
    // Each pool stands for a process: what callers of one process share is kept by pool.
    const pools: Deps["db"][] = [];
    const tapInBoth = async (serialNumber: string) => {
      pools.push(connect(database.url, { max: 5 }), connect(database.url, { max: 5 }));
      await Promise.all(
        pools.flatMap((db) =>
          Array.from({ length: 10 }, () =>
            createGoogleSaveLink({ ...deps, db }, { serialNumbers: [serialNumber] }),
          ),
        ),
      );
    };
    const slowly = () => {
      google.sandbox.faults.inject({
        times: 100,
        delay: 100,
        when: ({ path }) => path !== "/token",
      });
    };
    afterEach(async () => {
      await Promise.all(pools.splice(0).map((pool) => pool.destroy()));
    });

    it("google 19: twenty taps at once make one class and one object", async () => {
      const { serialNumber } = await aPass(database.db);
      slowly();
      await tapInBoth(serialNumber);
      expect(posts(anyClass)).to.equal(1);
      expect(posts(anyObject)).to.equal(1);
    });

    it("the Google save link writes twice when no lease keeps the others out (negative control)", async () => {
      // Every lease under a key of its own: nobody ever waits.
      await database.owner.raw(`
        create function own_key() returns trigger language plpgsql as $$
        begin new.key := gen_random_uuid(); return new; end $$;
        create trigger own_key before insert on google_leases
          for each row execute function own_key();`);
      try {
        const { serialNumber } = await aPass(database.db);
        slowly();
        await tapInBoth(serialNumber);
        expect(posts(anyClass)).to.be.greaterThan(1);
      } finally {
        await database.owner.raw(`drop trigger own_key on google_leases; drop function own_key()`);
        await database.owner("google_leases").delete();
      }
    });
  });

  it("the Google save link waits while another process writes the same ticket, and takes over when that one died", async () => {
    const { serialNumber } = await aPass(database.db);
    await acquireGoogleLeases(database.db, [`object ${serialNumber}`], 0.5);
    const link = await createGoogleSaveLink(deps, { serialNumbers: [serialNumber] });
    expect(readSaveJwt(link, publicKey()).payload).to.have.property("offerObjects");
    expect(posts(anyObject)).to.equal(1);
  });

  it("the Google save link holds no connection of the database while Google thinks", async () => {
    const { serialNumber } = await aPass(database.db);
    let answer = () => {};
    const until = new Promise<void>((resolve) => (answer = resolve));
    google.sandbox.faults.inject({ until, when: ({ path }) => anyObject.test(path) });
    const db = connect(database.url, { max: 1 });
    try {
      const saving = createGoogleSaveLink({ ...deps, db }, { serialNumbers: [serialNumber] });
      await eventually("Google is asked", () => posts(anyObject) > 0);
      await db.raw("select 1");
      expect(google.sandbox.log.count("POST", anyObject, 200)).to.equal(0);
      answer();
      await saving;
    } finally {
      await db.destroy();
    }
  });

  it("google 16: fifteen tickets of three verticals go in one link, in the right arrays, in their order", async () => {
    const { db } = database;
    const { recipientId, token } = await aFamily();
    const provider = await aProvider(db);
    for (const style of ["event", "coupon", "membership"] as const) {
      const definition: TemplateDefinition = { ...aTemplateDefinition, style };
      const template = await aTemplate(db, { providerId: provider.id, definition });
      const offer = await anOffer(db, { providerId: provider.id, templateId: template.id });
      for (let number = 0; number < 5; number += 1) await aPass(db, { recipientId, offer });
    }
    const { status, location } = await tap(`/t/${token}/google`);
    expect(status).to.equal(302);
    const name = location.slice(location.lastIndexOf("/") + 1);
    const { payload } = readSaveJwt(google.sandbox.store.jwt(name) ?? location, publicKey());
    expect(Object.keys(payload)).to.have.members([
      "eventTicketObjects",
      "offerObjects",
      "genericObjects",
    ]);
    const resources = {
      eventTicketObjects: "eventTicketObject",
      offerObjects: "offerObject",
      genericObjects: "genericObject",
    };
    for (const [list, resource] of Object.entries(resources)) {
      const ids = (payload[list] ?? []).map(({ id }) => id);
      expect(ids).to.have.length(5);
      expect(ids.map((id) => google.sandbox.store.get(id)?.resource)).to.deep.equal(
        Array(5).fill(resource),
      );
      // All of one offer, so the claim page lists them by serial number.
      expect(ids).to.deep.equal([...ids].sort());
    }
    expect(posts(anyClass)).to.equal(3);
    expect(posts(anyObject)).to.equal(15);
    expect((await fetch(location)).status).to.equal(200);
  });

  it("google 24: what Google refuses is told to the operator in Google's words and to the holder without them", async () => {
    const lines: string[] = [];
    const logger = pino(
      { level: "error" },
      {
        write: (line) => lines.push((JSON.parse(line) as { googleMessage: string }).googleMessage),
      },
    );
    const { serialNumber } = await aPass(database.db);
    const message = "The service account has no access to this issuer.";
    google.sandbox.faults.inject({ status: 403, message, when: ({ path }) => path !== "/token" });
    const refusal = await createGoogleSaveLink(
      { ...deps, logger },
      { serialNumbers: [serialNumber] },
    ).then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    expect(refusal).to.have.property("code", "wallet_unavailable");
    expect(refusal?.message).not.to.contain("service account");
    expect(lines).to.deep.equal([message]);
    const pass = await database.db("passes").where({ serial_number: serialNumber }).first<{
      fetched_at: Date | null;
    }>();
    expect(pass.fetched_at).to.equal(null);
  });

  it("the Google save link keeps a ticket of a family with a protected address from telling its phone a place", async () => {
    const place = {
      name: "Hovdelia",
      address: "Skiveien 1, Røros",
      latitude: 62.6,
      longitude: 11.4,
    };
    const offer = await anOffer(database.db, { place });
    for (const protectedAddress of [false, true]) {
      const { id: recipientId } = await aRecipient(database.db, {
        protectedAddress,
        delivery: "print",
      });
      const { serialNumber } = await aPass(database.db, { offer, recipientId });
      await createGoogleSaveLink(deps, { serialNumbers: [serialNumber] });
      const { body } =
        google.sandbox.store.get(`${google.config.issuerId}.t-${serialNumber}`) ?? {};
      expect(Object.hasOwn(body ?? {}, "merchantLocations")).to.equal(!protectedAddress);
    }
  });
});

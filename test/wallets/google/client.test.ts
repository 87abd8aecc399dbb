import type { Request } from "express";
import { expect } from "chai";
import { GoogleError } from "../../../src/wallets/google/google-error.ts";
import { aGoogleOffer, aGoogleTicket } from "../../support/google-offers.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";

const notToken = ({ path }: Request) => path !== "/token";

describe("the client for Google's API", () => {
  const google = useGoogleSandbox();
  const count = (method: string, path: RegExp, status?: number) =>
    google.sandbox.log.count(method, path, status);

  const errorOf = (work: Promise<unknown>): Promise<GoogleError> =>
    work.then(
      () => {
        throw new Error("Google should have refused.");
      },
      (error: unknown) => {
        if (error instanceof GoogleError) return error;
        throw error;
      },
    );

  it("google 20: what is there already is patched with the whole body", async () => {
    const wallet = google.wallet();
    const offer = aGoogleOffer();
    const ticket = aGoogleTicket();
    await wallet.upsertClass(offer);
    await wallet.upsertObject(offer, ticket);
    await wallet.upsertClass(offer);
    await wallet.upsertObject(offer, { ...ticket, state: "used", usesLeft: 0 });

    const objects = google.sandbox.log.requests.filter(({ path }) => /offerObject/.test(path));
    expect(objects.map(({ method, status }) => `${method} ${status}`)).to.deep.equal([
      "POST 200",
      "POST 409",
      "PATCH 200",
    ]);
    const [inserted, , patched] = objects.map(({ body }) => Object.keys(body as object));
    expect(patched).to.deep.equal(inserted);
    expect(count("PATCH", /offerClass/, 200)).to.equal(1);
    const stored = google.sandbox.store.get(`${google.config.issuerId}.t-${ticket.serialNumber}`);
    expect(stored?.body).to.have.property("state", "COMPLETED");
  });

  it("google 21: a class that Google lacks is made, and the object tried once more", async () => {
    await google.wallet().upsertObject(aGoogleOffer(), aGoogleTicket());
    const steps = google.sandbox.log.requests
      .filter(({ path }) => path !== "/token")
      .map(({ path, status }) => `${path.slice(path.lastIndexOf("/") + 1)} ${status}`);
    expect(steps).to.deep.equal(["offerObject 404", "offerClass 200", "offerObject 200"]);
  });

  it("google 21: an object that is still refused is not tried a third time", async () => {
    const when = ({ path }: Request) => path.endsWith("offerObject");
    google.sandbox.faults.inject({ times: 10, status: 404, message: "Class not found", when });
    const error = await errorOf(google.wallet().upsertObject(aGoogleOffer(), aGoogleTicket()));
    expect(error).to.include({ status: 404, retryable: false });
    expect(count("POST", /offerObject/)).to.equal(2);
    expect(count("POST", /offerClass/)).to.equal(1);
  });

  it("google 22: waits as long as Google asks, in seconds or until a date", async () => {
    const when = notToken;
    for (const { header, least, most } of [
      { header: "7", least: 7000, most: 7000 },
      { header: new Date(Date.now() + 6000).toUTCString(), least: 3000, most: 6000 },
    ]) {
      google.sandbox.faults.inject({ status: 429, headers: { "retry-after": header }, when });
      const wallet = google.wallet();
      await wallet.upsertClass(aGoogleOffer());
      expect(wallet.waits).to.have.length(1);
      expect(wallet.waits[0]).to.be.within(least, most);
    }
  });

  it("google 22: gives up at once, saying when to come back, where Google asks for more than a holder's patience", async () => {
    const headers = { "retry-after": "60" };
    google.sandbox.faults.inject({ status: 503, headers, when: notToken });
    const wallet = google.wallet();
    const error = await errorOf(wallet.upsertClass(aGoogleOffer()));
    expect(error).to.include({ status: 503, retryable: true, retryAfter: 60_000 });
    expect(wallet.waits).to.deep.equal([]);
  });

  it("google 22: makes at most four attempts, each wait longer than half of the one before at least", async () => {
    google.sandbox.faults.inject({ times: 100, status: 500, when: notToken });
    const wallet = google.wallet();
    const error = await errorOf(wallet.upsertClass(aGoogleOffer()));
    expect(error).to.include({ status: 500, retryable: true });
    expect(count("POST", /offerClass/)).to.equal(4);
    expect(wallet.waits).to.have.length(3);
    for (const [index, wait] of wallet.waits.entries()) {
      expect(wait).to.be.within(125 * 2 ** index, 250 * 2 ** index);
    }
  });

  for (const { what, fault, timeout = 5000 } of [
    { what: "429", fault: { status: 429 } },
    { what: "500", fault: { status: 500 } },
    { what: "503", fault: { status: 503 } },
    {
      what: "403 that speaks of quota",
      fault: { status: 403, message: "Quota exceeded for quota metric 'Requests'" },
    },
    {
      what: "403 for a rate limit",
      fault: { status: 403, message: "Slow down", reason: "rateLimitExceeded" },
    },
    { what: "a connection cut before the answer", fault: { drop: true } },
    { what: "a connection cut after Google did it", fault: { dropAfter: true } },
    { what: "an answer that does not come in time", fault: { hang: true }, timeout: 1000 },
  ]) {
    it(`google 23: a POST and a PATCH that meet ${what} are tried again and succeed once`, async () => {
      const wallet = google.wallet({ patience: { timeoutMs: timeout } });
      const offer = aGoogleOffer();
      await wallet.upsertClass(offer);
      const ticket = aGoogleTicket();
      const when = (request: Request) => request.method === "POST" && notToken(request);
      google.sandbox.faults.inject({ ...fault, when });
      await wallet.upsertObject(offer, ticket);
      google.sandbox.faults.inject({ ...fault, when: ({ method }) => method === "PATCH" });
      await wallet.upsertObject(offer, { ...ticket, state: "revoked" });
      expect(wallet.waits).to.have.length.of.at.least(2);
      const stored = google.sandbox.store.get(`${google.config.issuerId}.t-${ticket.serialNumber}`);
      expect(stored?.body).to.have.property("state", "INACTIVE");
    });
  }

  for (const { what, fault } of [
    { what: "400", fault: { status: 400, message: "Invalid value for field title" } },
    {
      what: "403",
      fault: {
        status: 403,
        message: "The service account is not a user of this issuer.",
        reason: "permissionDenied",
      },
    },
  ]) {
    it(`google 24: ${what} is not tried again and quotes Google`, async () => {
      google.sandbox.faults.inject({ ...fault, when: notToken });
      const wallet = google.wallet();
      const error = await errorOf(wallet.upsertClass(aGoogleOffer()));
      expect(error).to.include({
        status: fault.status,
        retryable: false,
        googleMessage: fault.message,
      });
      expect(error.message).to.contain(fault.message).and.to.contain("POST offerClass");
      expect(wallet.waits).to.deep.equal([]);
      expect(count("POST", /offerClass/)).to.equal(1);
    });
  }

  it("google 25: a hundred calls at once ask for one token", async () => {
    const wallet = google.wallet();
    await Promise.all(Array.from({ length: 100 }, () => wallet.upsertClass(aGoogleOffer())));
    expect(count("POST", /offerClass/, 200)).to.equal(100);
    expect(count("POST", /^\/token$/)).to.equal(1);
  });

  it("google 25: a token that Google refuses is fetched anew once, for all who hold it", async () => {
    const wallet = google.wallet();
    await wallet.upsertClass(aGoogleOffer());
    google.sandbox.revokeTokens();
    await Promise.all(Array.from({ length: 20 }, () => wallet.upsertClass(aGoogleOffer())));
    expect(count("POST", /offerClass/, 200)).to.equal(21);
    expect(count("POST", /^\/token$/)).to.equal(2);
  });

  it("google 25: refused again with a new token, it gives up", async () => {
    google.sandbox.faults.inject({ times: 10, status: 401, when: notToken });
    const error = await errorOf(google.wallet().upsertClass(aGoogleOffer()));
    expect(error).to.include({ status: 401, retryable: false });
    expect(count("POST", /offerClass/)).to.equal(2);
    expect(count("POST", /^\/token$/)).to.equal(2);
  });

  it("the Google client tries again when the token cannot be fetched for the moment, and says so when the account is refused", async () => {
    google.sandbox.faults.inject({ status: 503, when: ({ path }) => path === "/token" });
    const wallet = google.wallet();
    await wallet.upsertClass(aGoogleOffer());
    expect(wallet.waits).to.have.length(1);

    google.sandbox.faults.inject({ status: 400, when: ({ path }) => path === "/token" });
    const error = await errorOf(google.wallet().upsertClass(aGoogleOffer()));
    expect(error).to.include({ status: 400, retryable: false });
  });
});

import { once } from "node:events";
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import express, { type ErrorRequestHandler } from "express";
import type { Actor } from "../../../src/actions/deps.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { appleDownloads } from "../../../src/http/holder/apple-downloads.ts";
import { problemErrors } from "../../../src/http/api/problem.ts";
import { requestId } from "../../../src/http/api/request-id.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aPass, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { openPass, unzipped } from "../../support/opened-pass.ts";
import { aPng } from "../../support/ticket-content.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const officer: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };

describe("downloading tickets for Apple Wallet", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  let server: Server;
  let origin: string;
  let offer: Offer;
  let deps: TestDeps;
  const errors: unknown[] = [];

  before("starts a server", async () => {
    deps = { ...testDeps(database.db), apple: apple.wallet };
    const app = express();
    app.disable("etag");
    const noting: ErrorRequestHandler = (error, _req, _res, next) => {
      errors.push(error);
      next(error);
    };
    app.use(requestId, appleDownloads(deps), noting, problemErrors(deps));
    server = createServer(app).listen(0, "127.0.0.1");
    await once(server, "listening");
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    offer = await anAppleOffer(database.db, {
      title: { nb: 'Dagskort på "Fjellet": ø/æ 🎿' },
    });
  });
  after("stops it", () => {
    server.close();
    server.closeAllConnections();
  });

  /** A claim link with as many tickets. */
  async function claim(count = 1, held: Offer = offer) {
    const { id, reference } = await aRecipient(database.db);
    const { url } = await renewClaimLink(testDeps(database.db), { actor: officer, reference });
    const passes = [];
    for (let made = 0; made < count; made += 1) {
      passes.push(await aPass(database.db, { offer: held, recipientId: id }));
    }
    return {
      path: new URL(url).pathname,
      serialNumbers: passes.map(({ serialNumber }) => serialNumber),
    };
  }
  const get = (path: string, options?: RequestInit) => fetch(origin + path, options);

  it("a download is a problem that names Apple's certificate when it has expired", async () => {
    const { path, serialNumbers } = await claim();
    const now = deps.clock.now();
    const [signing] = apple.wallet.certificateStatus(now);
    deps.clock.set(new Date((signing?.notAfter.getTime() ?? 0) + 1_000));
    const answer = await get(`${path}/${String(serialNumbers[0])}.pkpass`);
    deps.clock.set(now);
    expect(answer.status).to.equal(503);
    expect(await answer.json())
      .to.include({ code: "wallet_unavailable" })
      .and.property("detail")
      .to.contain("certificate has expired");
  });

  it("apple 21: a ticket comes as a pass, under a neutral name, kept by no cache", async () => {
    const { path, serialNumbers } = await claim();
    const answer = await get(`${path}/${String(serialNumbers[0])}.pkpass`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.status).to.equal(200);
    expect(answer.headers.get("content-type")).to.equal("application/vnd.apple.pkpass");
    expect(answer.headers.get("cache-control")).to.equal("private, no-store");
    expect(answer.headers.get("content-length")).to.equal(String(bytes.length));
    const { rows } = await database.db.raw<{ rows: [{ last_modified: Date }] }>(
      "select last_modified from passes where serial_number = ?",
      [String(serialNumbers[0])],
    );
    expect(answer.headers.get("last-modified")).to.equal(rows[0].last_modified.toUTCString());
    expect(answer.headers.get("content-disposition")).to.equal(
      "attachment; filename=\"dagskort-pa-fjellet-o-ae.pkpass\"; filename*=UTF-8''Dagskort%20p%C3%A5%20%22Fjellet%22%3A%20%C3%B8%2F%C3%A6%20%F0%9F%8E%BF.pkpass",
    );
    expect((await openPass(bytes)).passJson["serialNumber"]).to.equal(serialNumbers[0]);
  });

  it("apple 21: a name without a single letter of ASCII becomes “ticket”", async () => {
    const { path, serialNumbers } = await claim(
      1,
      await anAppleOffer(database.db, { title: { nb: "🎿" } }),
    );
    const answer = await get(`${path}/${String(serialNumbers[0])}.pkpass`);
    expect(answer.headers.get("content-disposition")).to.contain('filename="ticket.pkpass"');
  });

  it("an Apple download answers 404 for an unknown link, another's ticket, and a ticket that is not issued yet", async () => {
    const mine = await claim();
    const theirs = await claim();
    const { id } = await aRecipient(database.db);
    const pending = await aPass(database.db, { offer, recipientId: id, state: "pending" });
    const stranger = String(theirs.serialNumbers[0]);
    for (const path of [
      `/t/${"A".repeat(43)}/${String(mine.serialNumbers[0])}.pkpass`,
      `${mine.path}/${stranger}.pkpass`,
      `${mine.path}/${pending.serialNumber}.pkpass`,
      `${mine.path}/..%2f..%2fetc.pkpass`,
      `/t/${"A".repeat(43)}/all.pkpasses`,
      `${mine.path}/all.pkpasses?page=2`,
      `${mine.path}/all.pkpasses?page=0`,
      `${mine.path}/all.pkpasses?page=x`,
      `${mine.path}/all.pkpasses?page=1&page=2`,
    ]) {
      expect((await get(path)).status, path).to.equal(404);
    }
  });

  it("apple 20: ten tickets come as one bundle", async () => {
    const { path, serialNumbers } = await claim(10);
    const answer = await get(`${path}/all.pkpasses`);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get("content-type")).to.equal("application/vnd.apple.pkpasses");
    expect(answer.headers.get("cache-control")).to.equal("private, no-store");
    const { files } = await unzipped(Buffer.from(await answer.arrayBuffer()));
    expect(files.size).to.equal(10);
    const serials = await Promise.all(
      [...files.values()].map(async (bytes) => (await openPass(bytes)).passJson["serialNumber"]),
    );
    expect(serials).to.have.members(serialNumbers);
    expect((await get(`${path}/all.pkpasses?page=2`)).status).to.equal(404);
  });

  it("apple 20: eleven come as two, each ticket once; an ended one comes in neither", async () => {
    const { path, serialNumbers } = await claim(12);
    const [ended, ...live] = serialNumbers;
    await database
      .db("passes")
      .where({ serial_number: ended })
      .update({ state: "revoked", ended_at: new Date() });
    const seen: unknown[] = [];
    for (const [page, size] of [
      [1, 10],
      [2, 1],
    ]) {
      const answer = await get(`${path}/all.pkpasses?page=${String(page)}`);
      const { files } = await unzipped(Buffer.from(await answer.arrayBuffer()));
      expect(files.size).to.equal(size);
      for (const bytes of files.values()) {
        seen.push((await openPass(bytes)).passJson["serialNumber"]);
      }
    }
    expect(seen).to.have.length(11).and.to.have.members(live);
  });

  it("an Apple download takes no harm when someone hangs up in the middle", async () => {
    // More than sockets hold, so that the answer is still on its way.
    const large = await anAppleOffer(database.db, {}, [["strip@3x.png", await aPng(1125, 432)]]);
    const { path } = await claim(10, large);
    errors.length = 0;
    const closed = new Promise<void>((resolve) => {
      server.once("request", (_req, res) => {
        res.once("close", () => {
          expect(res.writableFinished).to.equal(false);
          resolve();
        });
      });
    });
    const asking = request(`${origin}${path}/all.pkpasses`).end();
    const [answer] = (await once(asking, "response")) as [IncomingMessage];
    answer.destroy();
    await closed;
    await get("/");
    expect(errors).to.deep.equal([]);
  });
});

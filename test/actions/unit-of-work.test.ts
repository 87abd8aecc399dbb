import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { runIdempotently } from "../../src/actions/idempotent-request.ts";
import { unitOfWork } from "../../src/actions/unit-of-work.ts";
import { recordAudit } from "../../src/db/audit.ts";
import type { Db, Pool } from "../../src/db/connect.ts";
import { useDatabase } from "../support/database.ts";
import { refusalOf } from "../support/refusal-of.ts";
import { testDeps } from "../support/test-deps.ts";
import { AppError } from "../../src/errors.ts";

describe("a unit of work", () => {
  const database = useDatabase();
  /** How many events each effect saw, with the database it was given and with the pool. */
  let seen: [given: number, pool: number][];

  beforeEach(async () => {
    seen = [];
    await database.owner("audit_events").delete();
  });

  const count = async (db: Pool) => (await db("audit_events").select("id")).length;

  /** Records an event in a unit of work, and looks after the commit. */
  const work = (db: Db) =>
    unitOfWork({ db }, async ({ trx, afterCommit }) => {
      await recordAudit(trx, { actor: "test", action: "thing.made", subject: "thing" });
      afterCommit(async (given) => seen.push([await count(given), await count(database.db)]));
    });

  const stop = () => new AppError("conflict", "Stop.");

  it("a unit of work runs its effects when everything is committed", async () => {
    await work(database.db);
    expect(seen).to.deep.equal([[1, 1]]);
  });

  it("a unit of work runs no effect when it is rolled back", async () => {
    const failing = unitOfWork({ db: database.db }, async ({ trx }) => {
      await work(trx);
      throw stop();
    });
    expect((await refusalOf(failing)).code).to.equal("conflict");
    expect(seen).to.deep.equal([]);
    expect(await count(database.db)).to.equal(0);
  });

  it("a unit of work keeps the effects of an inner one for the outermost commit", async () => {
    await unitOfWork({ db: database.db }, async ({ trx }) => {
      await unitOfWork({ db: trx }, ({ trx: inner }) => work(inner));
      expect(seen).to.deep.equal([]);
      await work(trx);
    });
    expect(seen).to.deep.equal([
      [2, 2],
      [2, 2],
    ]);
  });

  it("a unit of work drops the effects of an inner one alone when only that is rolled back", async () => {
    await unitOfWork({ db: database.db }, async ({ trx }) => {
      await work(trx);
      const failing = unitOfWork({ db: trx }, async ({ trx: inner }) => {
        await work(inner);
        throw stop();
      });
      await refusalOf(failing);
    });
    expect(seen).to.deep.equal([[1, 1]]);
  });

  const request = { method: "POST", path: "/things", body: {} };
  const once = (key: string, run: (db: Db) => Promise<void>) =>
    runIdempotently(testDeps(database.db), { actorId: "client", key, request }, async ({ db }) => {
      await run(db);
      return { status: 201, body: {} };
    });

  it("a unit of work runs its effects once, after the commit of its Idempotency-Key", async () => {
    await once("committed", work);
    await once("committed", work);
    expect(seen).to.deep.equal([[1, 1]]);
  });

  it("a unit of work runs no effect when the request under the Idempotency-Key is refused", async () => {
    const refused = () =>
      once("refused", async (db) => {
        await work(db);
        throw stop();
      });
    for (let times = 0; times < 2; times++) {
      expect((await refusalOf(refused())).code).to.equal("conflict");
    }
    expect(seen).to.deep.equal([]);
  });
});

describe("the actions", () => {
  const folder = new URL("../../src/actions/", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => ({ path, text: readFileSync(new URL(path, folder), "utf8") }));
  const using = (pattern: RegExp) =>
    sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

  it("open a transaction by unitOfWork alone", () => {
    expect(using(/\.transaction\(/)).to.deep.equal(["unit-of-work.ts"]);
  });

  it("enqueue wallet updates and webhooks after the commit alone", () => {
    const calls = /(?<!function )\benqueue(WalletUpdates|Webhooks)\(/g;
    const afterCommit =
      /afterCommit\(\((\w+)\) =>\s+enqueue(WalletUpdates|Webhooks)\(\{ \.\.\.deps, (db: )?\1 \}/g;
    const countOf = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;
    const total = sources.reduce((sum, { text }) => sum + countOf(text, calls), 0);
    expect(total).to.be.greaterThan(8);
    for (const { path, text } of sources) {
      expect(countOf(text, afterCommit), path).to.equal(countOf(text, calls));
    }
  });
});

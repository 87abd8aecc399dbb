import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import type { Db, Pool, Trx } from "../../src/db/connect.ts";

/** Whether a value of the first type is accepted where the second is asked for. */
type Accepted<Given, Asked> = [Given] extends [Asked] ? true : false;

/** The type-check of the tests fails on a wrong line. */
const accepted: [
  poolForTransaction: Accepted<Pool, Trx>,
  transactionForPool: Accepted<Trx, Pool>,
  eitherForTransaction: Accepted<Db, Trx>,
  eitherForPool: Accepted<Db, Pool>,
  poolToRead: Accepted<Pool, Db>,
  transactionToRead: Accepted<Trx, Db>,
] = [false, false, false, false, true, true];

/** Stores that write with a pool, and why: the write holds at once, whatever the caller's transaction. */
const writeWithPool: Record<string, string> = {
  acquireGoogleLeases: "a lease is seen by other processes at once",
  renewGoogleLeases: "a lease is seen by other processes at once",
  releaseGoogleLeases: "a lease is seen by other processes at once",
  leasePushes: "a lease is seen by other processes at once",
  acquireGoogleSlot: "a rate limit is shared by all processes, and its one row is locked briefly",
  blockGoogleUntil: "a rate limit is shared by all processes, and its one row is locked briefly",
  addUpdateCounts: "a counter's few rows are locked briefly",
  countDeviceLogs: "a counter's few rows are locked briefly",
  recordPhoneFetches: "a counter, in the time of thousands of fetches",
  touchApiKey: "the last use counts although the request fails",
  touchSession: "the last use counts although the request fails",
  recordUseOf: "one statement that writes only while the ticket is as it was read (decision 0044)",
  touchDoorDevice: "the last use counts although the request fails",
};

const declaration =
  /^(?:export )?(?:async )?(?:function|const) (\w+)[\s\S]*?(?=^(?:export|async|function|const|interface|type|\/\*\*)|$(?![\s\S]))/gm;
const writes = /\binsert into\b|\bupdate\s+[\w$]|\bdelete from\b|\bfor (?:no key )?update\b/;

/** The functions of a store that write or lock without a transaction in their signature. */
const writersWithoutTransaction = (text: string): string[] =>
  [...text.matchAll(declaration)].flatMap(([body, name = ""]) =>
    writes.test(body) && !/\btrx: Trx\b/.test(body) && /\b\w+: (?:Db|Pool)\b/.test(body)
      ? [name]
      : [],
  );

describe("the stores", () => {
  const folder = new URL("../../src/db/", import.meta.url);
  const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readFileSync(new URL(path, folder), "utf8"));

  it("the types refuse a pool for a transaction, a transaction for a pool, and either for one of them", () => {
    expect(accepted).to.deep.equal([false, false, false, false, true, true]);
  });

  it("a store that writes or locks asks for a transaction, or is listed with its reason", () => {
    expect(texts.join("").match(/\btrx: Trx\b/g)?.length).to.be.greaterThan(90);
    const found = texts.flatMap(writersWithoutTransaction).sort();
    expect(found).to.deep.equal(Object.keys(writeWithPool).sort());
  });

  it("the check finds a writer that takes a pool or either", () => {
    const writer = (type: string) => `export function touch(db: ${type}) {
  return sql(db).count("update offers set title = 'x'");
}
`;
    expect(writersWithoutTransaction(writer("Db"))).to.deep.equal(["touch"]);
    expect(writersWithoutTransaction(writer("Pool"))).to.deep.equal(["touch"]);
    expect(writersWithoutTransaction(writer("Trx").replace("db", "trx"))).to.deep.equal([]);
  });
});

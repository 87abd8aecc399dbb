import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { aCrowd, anOffer } from "../../support/builders.ts";
import { compiled } from "../../support/compiled.ts";
import { useDatabase } from "../../support/database.ts";
import { kill, killBeforeWriting } from "../../support/kill-child.ts";
import { testDeps } from "../../support/test-deps.ts";

const program = new URL("../../support/allocating-child.ts", import.meta.url);
const size = 1000;

describe("killing the process in the middle of an allocation of 1,000", function () {
  this.timeout(60_000);
  const database = useDatabase();

  async function start({ transaction = true } = {}) {
    const offer = await anOffer(database.db, { quota: size });
    const references = await aCrowd(database.db, size);
    const child = spawn(process.execPath, [compiled(program)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdin.end(
      JSON.stringify({ url: database.url, offerId: offer.id, references, transaction }),
    );
    return { offerId: offer.id, child };
  }

  /** Kills the child when it has taken the quota and is about to write the tickets. */
  async function killBeforeTheEnd(options: { transaction?: boolean } = {}): Promise<string> {
    const { offerId } = await killBeforeWriting(database, "passes", () => start(options));
    return offerId;
  }

  async function stateOf(offerId: string) {
    const { rows } = await database.db.raw<{ rows: unknown[] }>(
      `select offers.allocated, count(passes.serial_number)::int as tickets,
         count(distinct passes.allocation_id)::int as allocations
       from offers left join passes on passes.offer_id = offers.id
       where offers.id = ? group by offers.id`,
      [offerId],
    );
    return rows[0];
  }

  it("an allocation of 1,000 leaves nothing when it dies before the end", async () => {
    const offerId = await killBeforeTheEnd();
    expect(await stateOf(offerId)).to.deep.equal({ allocated: 0, tickets: 0, allocations: 0 });
  });

  it("an allocation of 1,000 leaves all of it when it dies after the commit, and the tickets are still issued", async () => {
    const { offerId, child } = await start();
    await once(child.stdout, "data");
    await kill(child);
    expect(await stateOf(offerId)).to.deep.equal({
      allocated: size,
      tickets: size,
      allocations: 1,
    });
    expect(await issuePasses(testDeps(database.db), { offerId })).to.equal(size);
  });

  it("an allocation of 1,000 leaves a half when the statements are not one transaction (negative control)", async () => {
    const offerId = await killBeforeTheEnd({ transaction: false });
    expect(await stateOf(offerId)).to.deep.equal({ allocated: size, tickets: 0, allocations: 0 });
  });
});

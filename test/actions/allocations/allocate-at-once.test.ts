import { expect } from "chai";
import type { Knex } from "knex";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import type { Pool } from "../../../src/db/connect.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { aCrowd, anOffer } from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { testDeps } from "../../support/test-deps.ts";
import { withoutLock } from "../../support/without-locks.ts";

const nav: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const clients = 200;

/** `clients` clients share out the recipients and ask for them one after the other. */
async function rush(db: Pool, offerId: string, recipients: string[]): Promise<unknown[]> {
  const deps = testDeps(db);
  const failures: unknown[] = [];
  const waiting = [...recipients];
  const client = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const outcome = await allocate(deps, {
        actor: nav,
        items: [{ recipient: next, offerId }],
      }).catch((error: unknown) => error);
      if ((outcome as { outcome?: string }).outcome !== "allocated") failures.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return failures;
}

async function countOf(db: Pool, offerId: string): Promise<{ allocated: number; tickets: number }> {
  const { rows } = await db.raw<{ rows: [{ allocated: number; tickets: number }] }>(
    `select allocated, (select count(*)::int from passes where offer_id = offers.id) as tickets
     from offers where id = ?`,
    [offerId],
  );
  return rows[0];
}

describe("allocating from many places at once", function () {
  this.timeout(120_000);

  describe("200 clients at one quota of 100", () => {
    const database = useDatabase({ max: 40 });
    let unguarded: Knex;

    before(() => {
      unguarded = connectRewriting(
        database.url,
        (sql) => withoutLock(sql).replace("and offers.allocated + taken.count <= offers.quota", ""),
        40,
      );
    });
    after(() => unguarded.destroy());

    it("give exactly 100 tickets in 5,000 attempts", async () => {
      const { db } = database;
      const offer = await anOffer(db, { quota: 100 });
      const failures = await rush(db, offer.id, await aCrowd(db, 5000));
      expect(await countOf(db, offer.id)).to.deep.equal({ allocated: 100, tickets: 100 });
      expect(failures).to.have.length(4900);
      for (const failure of failures) {
        expect(failure).to.have.property("outcome", "nothing_allocated");
      }
    });

    it("a rush of 200 clients cannot oversell even when the service forgets its lock and its condition: the database refuses", async () => {
      const offer = await anOffer(database.db, { quota: 100 });
      const failures = await rush(unguarded, offer.id, await aCrowd(database.db, 1000));
      const { allocated, tickets } = await countOf(database.db, offer.id);
      expect({ allocated, tickets }).to.deep.equal({ allocated: 100, tickets: 100 });
      const refused = failures.filter(
        (failure) => (failure as { constraint?: string }).constraint === "quota_never_exceeded",
      );
      expect(refused).not.to.deep.equal([]);
    });

    it("oversell without lock, condition and constraint (negative control)", async () => {
      await database.owner.raw("alter table offers drop constraint quota_never_exceeded");
      const offer = await anOffer(database.db, { quota: 100 });
      await rush(unguarded, offer.id, await aCrowd(database.db, 1000));
      expect((await countOf(database.db, offer.id)).tickets).to.be.greaterThan(100);
    });
  });

  describe("requests that share offers in different orders", () => {
    const database = useDatabase({ max: 20 });

    before("finds deadlocks sooner than after the usual second", async () => {
      const name = new URL(database.url).pathname.slice(1);
      await database.owner.raw(`alter database ${name} set deadlock_timeout = '20ms'`);
    });

    /** Every recipient asks for all offers, in an order of its own. */
    async function tangle(db: Pool): Promise<unknown[]> {
      const offers: Offer[] = [];
      for (let i = 0; i < 8; i += 1) offers.push(await anOffer(database.db));
      const recipients = await aCrowd(database.db, 60);
      const outcomes = await Promise.allSettled(
        recipients.map((recipient, i) => {
          const turned = [...offers.slice(i % 8), ...offers.slice(0, i % 8)];
          const items = (i % 2 === 0 ? turned : turned.reverse()).map(({ id }) => ({
            recipient,
            offerId: id,
          }));
          return allocate(testDeps(db), { actor: nav, items });
        }),
      );
      return outcomes.flatMap((each) =>
        each.status === "rejected" ? [(each.reason as { code?: unknown }).code] : [],
      );
    }

    it("requests with shared offers never wait for each other in a circle", async () => {
      expect(await tangle(database.db)).to.deep.equal([]);
    });

    it("deadlock when each locks in an order of its own (negative control)", async () => {
      const disorderly = connectRewriting(database.url, (sql) =>
        sql.replace(
          "order by id for no key update of offers",
          "order by md5(id::text || pg_backend_pid()::text) for no key update of offers",
        ),
      );
      try {
        expect(await tangle(disorderly)).to.include("40P01");
      } finally {
        await disorderly.destroy();
      }
    });
  });
});

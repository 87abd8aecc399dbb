import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import fc from "fast-check";
import type { Knex } from "knex";
import { connect } from "../../../src/db/connect.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aPass } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { aDevice, phoneCalls, type PhoneCalls } from "../../support/phone-calls.ts";
import { useServer } from "../../support/server.ts";

/** A phone that polls: it keeps the tag and each ticket's Last-Modified, and nothing else. */
function pollingPhone(calls: PhoneCalls, device = aDevice()) {
  const held = new Map<string, string>();
  let tag: string | undefined;
  const poll = async (): Promise<string[]> => {
    const list = await calls.list(device, tag);
    if (!list) return [];
    tag = list.lastUpdated;
    for (const serialNumber of list.serialNumbers) {
      const { headers } = await calls.fetch(serialNumber, {}, "HEAD");
      held.set(serialNumber, headers.get("last-modified") ?? "");
    }
    return list.serialNumbers;
  };
  return { device, held, poll };
}
type Phone = ReturnType<typeof pollingPhone>;

describe("phones that poll while tickets change", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  let isGuarded = true;
  let readers: Knex;
  let writers: Knex;
  before("opens pools for phones and for what changes tickets", () => {
    readers = connectRewriting(database.url, (sql) =>
      isGuarded
        ? sql
        : sql.replace("where id::text::bigint <", "where false and id::text::bigint <"),
    );
    writers = connect(database.url, { max: 40 });
  });
  after("closes them", () => Promise.all([readers.destroy(), writers.destroy()]));

  const server = useServer(database, {
    change: (deps) => ({ ...deps, db: readers, apple: apple.wallet }),
  });
  let calls: PhoneCalls;
  before("makes phones", () => {
    calls = phoneCalls(server, apple.wallet);
  });

  /** As many tickets, each held by two of the phones, which have read all there is. */
  async function tickets(count: number, phones: Phone[]): Promise<string[]> {
    const offer = await anAppleOffer(database.db, { quota: 1_000, uses: 100 });
    const serials: string[] = [];
    for (let made = 0; made < count; made += 1) {
      const { serialNumber } = await aPass(database.db, { offer });
      serials.push(serialNumber);
      for (const step of [0, 1]) {
        const phone = phones[(made + step) % phones.length] as Phone;
        await calls.register(phone.device, serialNumber);
      }
    }
    for (const phone of phones) await phone.poll();
    return serials;
  }

  /** Changes the tickets in one transaction that takes so long, in the order of their locks. */
  const change = (serials: string[], holdMs: number) =>
    writers.transaction(async (trx) => {
      await trx.raw(
        `select from passes where serial_number = any(?::text[])
         order by serial_number for no key update`,
        [serials],
      );
      await trx.raw(
        "update passes set uses_left = uses_left - 1 where serial_number = any(?::text[])",
        [serials],
      );
      await sleep(holdMs);
    });

  /** Tickets of which a phone holds another version than there is. */
  async function missed(phones: Phone[]): Promise<string[]> {
    const rows = await database
      .db<{ serial_number: string; last_modified: Date }>("passes")
      .select("serial_number", "last_modified");
    const newest = new Map(rows.map((row) => [row.serial_number, row.last_modified.toUTCString()]));
    return phones.flatMap(({ held }) =>
      [...held].flatMap(([serial, version]) => (newest.get(serial) === version ? [] : [serial])),
    );
  }

  const writersPlan = fc.array(
    fc.record({
      first: fc.nat(99),
      second: fc.option(fc.nat(99)),
      startMs: fc.nat(300),
      holdMs: fc.nat(4),
    }),
    { minLength: 200, maxLength: 200 },
  );

  it("apple 31: two hundred changes at once, and no phone misses one", async function () {
    this.timeout(300_000);
    await fc.assert(
      fc.asyncProperty(writersPlan, async (plan) => {
        const phones = Array.from({ length: 4 }, () => pollingPhone(calls));
        const serials = await tickets(100, phones);
        let writing = true;
        let seen = 0;
        const polling = phones.map(async ({ poll }) => {
          while (writing) seen += (await poll()).length;
        });
        await Promise.all(
          plan.map(async ({ first, second, startMs, holdMs }) => {
            await sleep(startMs);
            const chosen = second === null ? [first] : [first, second];
            await change(
              chosen.map((index) => serials[index] as string),
              holdMs,
            );
          }),
        );
        writing = false;
        await Promise.all(polling);
        expect(seen, "updates seen while changes went on").to.be.greaterThan(0);
        for (const { poll } of phones) await poll();
        expect(await missed(phones)).to.deep.equal([]);
        for (const { poll } of phones) expect(await poll()).to.deep.equal([]);
      }),
      { numRuns: 3 },
    );
  });

  /** One change begins first and commits last; a phone polls in between. */
  async function lateCommit(): Promise<{ late: string; prompt: string; phone: Phone }> {
    const phone = pollingPhone(calls);
    const [late, prompt] = (await tickets(2, [phone])) as [string, string];
    const open = await writers.transaction();
    await open("passes").where({ serial_number: late }).decrement("uses_left", 1);
    await change([prompt], 0);
    await phone.poll();
    await open.commit();
    await phone.poll();
    return { late, prompt, phone };
  }

  it("apple 31: a change that commits late is not overtaken by one that began later", async () => {
    const { phone } = await lateCommit();
    expect(await missed([phone])).to.deep.equal([]);
    expect(await phone.poll()).to.deep.equal([]);
  });

  it("apple 31, negative control: with a plain sequence the late one is missed, and stays missed", async () => {
    isGuarded = false;
    try {
      const { late, phone } = await lateCommit();
      expect(await missed([phone])).to.deep.equal([late]);
      expect(await phone.poll()).to.deep.equal([]);
    } finally {
      isGuarded = true;
    }
    const { phone } = await lateCommit();
    expect(await missed([phone])).to.deep.equal([]);
  });
});

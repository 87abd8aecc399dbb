import { expect } from "chai";
import type { Knex } from "knex";
import {
  deleteRegistration,
  findUpdatedPasses,
  upsertRegistration,
} from "../../../src/db/apple/registrations.ts";
import type { PassesUpdatedSince } from "../../../src/domain/apple/passes-updated-since-tag.ts";
import { aPass, testNow } from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { aDevice, aPushToken } from "../../support/phone-calls.ts";
import { withoutLock } from "../../support/without-locks.ts";
import { pushTargets } from "../../support/push-targets.ts";

describe("registrations of phones", () => {
  const database = useDatabase();

  const changedTicket = async () => (await aPass(database.db, { version: 2 })).serialNumber;
  const register = (db: Knex, deviceLibraryIdentifier: string, serialNumber: string) =>
    db.transaction((trx) =>
      upsertRegistration(trx, { deviceLibraryIdentifier, serialNumber }, aPushToken(), testNow),
    );

  /** Runs the work while another transaction is open, which commits once the work is done or waits. */
  async function whileOpen(
    openWork: (trx: Knex.Transaction) => Promise<unknown>,
    work: () => Promise<unknown>,
    between: () => Promise<void> = () => Promise.resolve(),
  ): Promise<unknown> {
    const open = await database.db.transaction();
    await openWork(open);
    let done = false;
    const outcome = work()
      .then(
        () => undefined,
        (error: unknown) => error,
      )
      .finally(() => (done = true));
    await eventually("the work is done or waits", async () => {
      const { rows } = await database.owner.raw<{ rows: unknown[] }>(
        `select from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return done || rows.length > 0;
    });
    await between();
    await open.commit();
    return outcome;
  }

  describe("a phone's last ticket goes while another comes", () => {
    async function race(db: Knex): Promise<unknown> {
      const [device, leaving, coming] = [aDevice(), await changedTicket(), await changedTicket()];
      await register(database.db, device, leaving);
      const registration = (serialNumber: string) => ({
        deviceLibraryIdentifier: device,
        serialNumber,
      });
      const fault = await whileOpen(
        (trx) => upsertRegistration(trx, registration(coming), aPushToken(), testNow),
        () => db.transaction((trx) => deleteRegistration(trx, registration(leaving))),
      );
      if (fault === undefined) {
        const targets = await pushTargets(database.db, [leaving, coming]);
        expect(targets.map(({ serialNumbers }) => serialNumbers)).to.deep.equal([[coming]]);
      }
      return fault;
    }

    it("the registrations of two phones keeps the push token for the one that came", async () => {
      expect(await race(database.db)).to.equal(undefined);
    });

    it("negative control: without the device's lock the phone's request fails", async () => {
      const unguarded = connectRewriting(database.url, withoutLock, 2);
      try {
        expect(await race(unguarded)).to.include({ code: "23503" });
      } finally {
        await unguarded.destroy();
      }
    });
  });

  describe("two tickets of one phone are registered at the same moment", () => {
    /** Whether the phone, which lists in between, hears of the ticket whose number was taken first. */
    async function hearsOfBoth(db: Knex): Promise<boolean> {
      const [device, known, first, second] = [
        aDevice(),
        await changedTicket(),
        await changedTicket(),
        await changedTicket(),
      ];
      await register(database.db, device, known);
      const heard: string[] = [];
      let mark: PassesUpdatedSince | undefined;
      const list = async () => {
        const found = await findUpdatedPasses(database.db, device, mark);
        heard.push(...(found?.serialNumbers ?? []));
        mark = found?.mark ?? mark;
      };
      // All changes lie before the mark, so that only the registrations are news.
      const newest = await changedTicket();
      await register(database.db, device, newest);
      await list();
      await whileOpen(
        (trx) =>
          upsertRegistration(
            trx,
            { deviceLibraryIdentifier: device, serialNumber: first },
            aPushToken(),
            testNow,
          ),
        () => register(db, device, second),
        list,
      );
      await list();
      expect(heard).to.include(second);
      return heard.includes(first);
    }

    it("and the phone hears of both, in whatever order they commit", async () => {
      expect(await hearsOfBoth(database.db)).to.equal(true);
    });

    it("negative control: where the device is not locked first, it never hears of the late one", async () => {
      const rewrite = (sql: string) =>
        sql.startsWith("insert into devices") ? "select $1::text, $2::text, $3::timestamptz" : sql;
      const unguarded = connectRewriting(database.url, rewrite, 2);
      try {
        expect(await hearsOfBoth(unguarded)).to.equal(false);
      } finally {
        await unguarded.destroy();
      }
    });
  });

  it("the registrations has nobody to tell of a ticket that no phone holds", async () => {
    expect(await pushTargets(database.db, [await changedTicket()])).to.deep.equal([]);
    expect(await pushTargets(database.db, [])).to.deep.equal([]);
  });
});

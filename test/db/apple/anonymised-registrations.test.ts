import { expect } from "chai";
import type { Knex } from "knex";
import { deleteAnonymisedRegistrations } from "../../../src/db/apple/anonymised-registrations.ts";
import { upsertRegistration } from "../../../src/db/apple/registrations.ts";
import { aPass, testNow } from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { aDevice, aPushToken } from "../../support/phone-calls.ts";

describe("registrations of anonymised tickets", () => {
  const database = useDatabase();
  const others = 5_000;

  /** How many registrations are read for one ticket that was anonymised a moment ago, of which a phone has not heard. */
  async function readFor(db: Knex): Promise<number> {
    const { serialNumber } = await aPass(database.db, { state: "revoked", version: 2 });
    await database.db.transaction((trx) =>
      upsertRegistration(
        trx,
        { deviceLibraryIdentifier: aDevice(), serialNumber },
        aPushToken(),
        testNow,
      ),
    );
    await database.owner.raw(
      "update passes set erased_at = ?, change_number = 1 where serial_number = ?",
      [testNow, serialNumber],
    );
    const givenUp = new Date(testNow.getTime() - 60_000);
    return db.transaction(async (trx) => {
      expect(await deleteAnonymisedRegistrations(trx, { givenUp, limit: 500 })).to.equal(0);
      const { rows } = await trx.raw<{ rows: [{ read: number }] }>(
        `select seq_tup_read + idx_tup_fetch as read from pg_stat_xact_user_tables
         where relname = 'registrations'`,
      );
      return rows[0].read;
    });
  }

  before("registers many other tickets on phones", async () => {
    await database.owner.transaction(async (trx) => {
      await trx.raw("set local session_replication_role = replica");
      await trx.raw(
        `insert into registrations (device_library_identifier, serial_number, version)
         select 'd' || n, 's' || n, 2 from generate_series(1, ${others}) as n`,
      );
    });
    await database.owner.raw("analyze registrations");
  });

  it("are looked for ticket by ticket, so that a night takes no longer for more tickets on phones", async () => {
    expect(await readFor(database.db)).to.be.within(1, 50);
  });

  it("would all be counted first in a join (negative control)", async () => {
    const joined = connectRewriting(database.url, (sql) =>
      sql.replace(" limit 1\n    ) as delivery", "\n    ) as delivery"),
    );
    try {
      expect(await readFor(joined)).to.be.at.least(others);
    } finally {
      await joined.destroy();
    }
  });
});

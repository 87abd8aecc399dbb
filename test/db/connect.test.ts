import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Knex } from "knex";
import pg from "pg";
import { connect } from "../../src/db/connect.ts";
import { ConfigError } from "../../src/config/config-error.ts";
import { AppError } from "../../src/errors.ts";
import { withTimeout } from "../../src/jobs/with-timeout.ts";
import { aPass } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { useDatabase } from "../support/database.ts";
import { layLine } from "../support/line.ts";
import { withLoginSettings } from "../support/login-settings.ts";

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const waits = (ms: number) => sleep(ms, "waits" as const, { ref: false });
/** So long that a busy machine gets there. */
const long = 30_000;

const isUnavailable = (error: unknown) => error instanceof AppError && error.code === "unavailable";

describe("connections of the service", () => {
  const database = useDatabase();

  async function withPool<T>(
    work: (pool: Knex) => Promise<T>,
    options: Parameters<typeof connect>[1] = {},
  ): Promise<T> {
    const pool = connect(database.url, { max: 2, ...options });
    try {
      return await work(pool);
    } finally {
      await pool.destroy();
    }
  }

  const end = async (serialNumber: string, db: Knex) =>
    await db("passes")
      .where({ serial_number: serialNumber })
      .update({ state: "revoked", ended_at: new Date() });

  /** A process that ends a ticket, stops inside the transaction, and never goes on. Answers "waits" after so many milliseconds. */
  async function besideStopped(
    idleInTransaction: string,
    waitMs: number,
  ): Promise<"ended" | "waits"> {
    const { serialNumber } = await aPass(database.db);
    return withLoginSettings(
      database,
      { idle_in_transaction_session_timeout: idleInTransaction },
      () =>
        withPool(async (pool) => {
          const stopped = await pool.transaction();
          await end(serialNumber, stopped);
          const ended = end(serialNumber, database.db).then(() => "ended" as const);
          const outcome = await Promise.race([ended, waits(waitMs)]);
          await failureOf(stopped.rollback());
          await ended;
          return outcome;
        }),
    );
  }

  it("end a ticket although another process stopped in the middle of ending it", async () => {
    expect(await besideStopped("300ms", long)).to.equal("ended");
  });

  it("would wait for the stopped process with a time-out of an hour (negative control)", async () => {
    expect(await besideStopped("1h", 1_500)).to.equal("waits");
  });

  const unlimited = `select name from pg_settings where setting = '0' and name in
    ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')`;

  it("have a limit for statements, locks and idle transactions, the owner's too", async () => {
    for (const db of [database.db, database.owner]) {
      expect(await db.raw<{ rows: unknown[] }>(unlimited)).to.have.property("rowCount", 0);
    }
  });

  it("are refused to a login without a role or without a limit, with the statements that mend it", async () => {
    for (const [setting, value, fault] of [
      ["role", "none", "works as join_login, not as join_api"],
      ["lock_timeout", "0", "has no lock_timeout"],
    ] as const) {
      const refused = await withLoginSettings(database, { [setting]: value }, () =>
        withPool((pool) => failureOf(Promise.resolve(pool.raw("select 1")))),
      );
      expect(isUnavailable(refused)).to.equal(true);
      const { cause } = refused as Error;
      expect(cause).to.be.instanceOf(ConfigError);
      expect((cause as Error).message)
        .to.include(fault)
        .and.include(`alter role "join_login" set role = 'join_api'`)
        .and.include(`alter role "join_login" set lock_timeout = '10s'`);
    }
    await withPool((pool) => Promise.resolve(pool.raw("select 1")));
  });

  it("fail as unavailable when an administrator ends them, and work again at once", async () => {
    await withPool(async (pool) => {
      const { rows } = await pool.raw<{ rows: [{ pid: number }] }>(
        "select pg_backend_pid() as pid",
      );
      const sleeping = failureOf(pool.raw("select pg_sleep(30)"));
      const ending = new pg.Client(database.ownerUrl);
      await ending.connect();
      await ending.query("select pg_terminate_backend($1)", [rows[0].pid]);
      await ending.end();
      expect(isUnavailable(await sleeping)).to.equal(true);
      await pool.raw("select 1");
    });
  });

  it("fail as unavailable on a server that takes no writes, which the pool then leaves", async () => {
    await withPool(async (pool) => {
      const { rows: before } = await pool.raw<{ rows: [{ pid: number }] }>(
        "select pg_backend_pid() as pid",
      );
      await pool.raw("set default_transaction_read_only = on");
      const refused = await failureOf(Promise.resolve(pool("passes").update({ state: "active" })));
      expect(isUnavailable(refused)).to.equal(true);
      const { rows: after } = await pool.raw<{ rows: [{ pid: number }] }>(
        "select pg_backend_pid() as pid",
      );
      expect(after[0].pid).not.to.equal(before[0].pid);
    });
  });

  describe("that keep plans", () => {
    const often = async (pool: Knex, text: string) => {
      for (let run = 0; run < 60; run += 1) await pool.raw(text, [run]);
    };
    /** What the pool's one connection has prepared of the statements that name this. */
    const kept = async (pool: Knex, about: string) => {
      const { rows } = await pool.raw<{ rows: { statement: string }[] }>(
        "select statement from pg_prepared_statements",
      );
      return rows.map(({ statement }) => statement).filter((text) => text.includes(about));
    };
    const one = { max: 1 };

    for (const { what, text, plans } of [
      { what: "of a statement that runs often is", text: "", plans: 1 },
      { what: "of one that answers with all columns is not", text: ", *", plans: 0 },
    ]) {
      it(`the plan ${what} kept`, () =>
        withPool(async (pool) => {
          const about = `kept_${crypto.randomUUID().replaceAll("-", "")}`;
          await often(pool, `select 1 as ${about}${text} from offers where quota > ?`);
          expect(await kept(pool, about)).to.have.length(plans);
        }, one));
    }

    for (const { what, spoil } of [
      {
        what: "a migration changed a column's type",
        spoil: () => database.owner.raw("alter table typed alter a type text"),
      },
      { what: "their plans were dropped", spoil: (pool: Knex) => pool.raw("deallocate all") },
    ]) {
      it(`fail as unavailable once when ${what}, and plan anew`, () =>
        withPool(async (pool) => {
          await database.owner.raw("create table typed (a int); grant select on typed to join_api");
          const text = "select a from typed where ?::int > 0";
          await often(pool, text);
          await spoil(pool);
          const asked = () => Promise.resolve(pool.raw(text, ["0"]));
          expect(isUnavailable(await failureOf(asked()))).to.equal(true);
          await asked();
          await database.owner.raw("drop table typed");
        }, one));
    }
  });

  /** Two connections of a pool fall silent in use, as those of a frozen server or of a cut cable do. */
  async function besideSilent(queryTimeout: number, waitMs: number): Promise<"works" | "waits"> {
    const line = await layLine(database.url);
    const pool = connect(line.url, { max: 2, acquireTimeout: 10_000, queryTimeout });
    try {
      const ask = () => pool.transaction((trx) => trx.raw("select 1"));
      // Both at the same time, so that neither connection is still being made.
      const open = [await pool.transaction(), await pool.transaction()];
      for (const trx of open) await trx.rollback();
      line.silence();
      const [first, second] = [failureOf(ask()), failureOf(ask())];
      const failed = Promise.all([first, second]).then(async (errors) => {
        expect(errors.map(isUnavailable), String(errors)).to.deep.equal([true, true]);
        await ask();
        return "works" as const;
      });
      return await Promise.race([failed, waits(waitMs)]);
    } finally {
      await line.cut();
      await pool.destroy();
    }
  }

  it("leave the pool when they fall silent, so that the next request gets one that answers", async () => {
    expect(await besideSilent(1_000, long)).to.equal("works");
  });

  it("would be waited for without a time-out (negative control)", async () => {
    expect(await besideSilent(0, 2_000)).to.equal("waits");
  });

  it("fail with the first of them that got no answer, when they wait for the same one", async () => {
    const line = await layLine(database.url);
    const pool = connect(line.url, { max: 1, queryTimeout: 2_000 });
    const reasons: string[] = [];
    try {
      await failureOf(
        pool.transaction(async (trx) => {
          await trx.raw("select 1");
          line.silence();
          const patient = trx.raw("select 3").options({ query_timeout: 20_000 });
          const asked = [trx.raw("select 2"), patient].map((each) =>
            failureOf(Promise.resolve(each)),
          );
          for (const failed of await Promise.all(asked)) {
            expect(isUnavailable(failed)).to.equal(true);
            reasons.push(String((failed as AppError).cause));
          }
          throw new Error("something else");
        }),
      );
      expect(reasons[0]).to.include("Query read timeout");
      expect(reasons[1]).not.to.include("Query read timeout");
    } finally {
      await line.close();
      await pool.destroy();
    }
  });

  for (const [what, connectTimeout, acquireTimeout, reason] of [
    ["are given up when the server takes them and never answers", 200, 30_000, "timeout expired"],
    ["would be waited for by all who ask, without a time-out (negative control)", 0, 500, "acquir"],
  ] as const) {
    it(what, async () => {
      const line = await layLine(database.url);
      line.freeze();
      const pool = connect(line.url, { max: 1, acquireTimeout, connectTimeout });
      try {
        const refused = await failureOf(Promise.resolve(pool.raw("select 1")));
        expect(isUnavailable(refused)).to.equal(true);
        expect(String((refused as AppError).cause)).to.include(reason);
      } finally {
        await line.close();
        await pool.destroy();
      }
    });
  }

  it("are given up at the end although none of them answers", async () => {
    const line = await layLine(database.url);
    const pool = connect(line.url, { max: 2 });
    try {
      await Promise.all([pool.raw("select pg_sleep(0.1)"), pool.raw("select pg_sleep(0.1)")]);
      line.silence();
      await withTimeout(20_000, pool.destroy());
    } finally {
      await line.close();
    }
  });

  describe("that meet a server which is going, gone, full or overloaded", () => {
    const gone = ["57P01", "57P02", "57P03", "57P05", "08003", "08006", "08P01", "25006", "25P03"];
    const overloaded = ["53000", "53200", "53300", "53400", "55P03", "57014"];
    for (const { codes, leave } of [
      { codes: [...gone, "53100"], leave: true },
      { codes: overloaded, leave: false },
    ]) {
      it(`fail as unavailable and ${leave ? "leave" : "stay in"} the pool on each of ${codes.join(", ")}`, () =>
        withPool(
          async (pool) => {
            const pid = async () =>
              (await pool.raw<{ rows: [{ pid: number }] }>("select pg_backend_pid() as pid"))
                .rows[0].pid;
            for (const code of codes) {
              const before = await pid();
              const raised = pool.raw(`do $$ begin raise 'x' using errcode = '${code}'; end $$`);
              expect(isUnavailable(await failureOf(Promise.resolve(raised))), code).to.equal(true);
              expect((await pid()) !== before, code).to.equal(leave);
            }
          },
          { max: 1 },
        ));
    }
  });

  it("fail as unavailable when the line to the server is cut in the middle of a statement or of a transaction, or before it", async () => {
    const line = await layLine(database.url);
    const pool = connect(line.url, { max: 1, acquireTimeout: 1_500 });
    try {
      await pool.raw("select 1");
      const asked = failureOf(Promise.resolve(pool.raw("select pg_sleep(30)")));
      await eventually("the statement runs", async () => {
        const running = "select from pg_stat_activity where query = 'select pg_sleep(30)'";
        return (await database.owner.raw<{ rowCount: number }>(running)).rowCount > 0;
      });
      await line.cut();
      expect(isUnavailable(await asked)).to.equal(true);
      await line.mend();
      // Its ROLLBACK finds no server either.
      const left = pool.transaction(async (trx) => {
        await trx.raw("select 1");
        await line.cut();
        await failureOf(Promise.resolve(trx.raw("select 1")));
        throw new Error("something else");
      });
      expect(isUnavailable(await failureOf(left))).to.equal(true);
      expect(isUnavailable(await failureOf(Promise.resolve(pool.raw("select 1"))))).to.equal(true);
      await line.mend();
      await pool.raw("select 1");
    } finally {
      await line.close();
      await pool.destroy();
    }
  });

  it("say why they were lost, also in a transaction, whose ROLLBACK they no longer take", async () => {
    await withPool(async (pool) => {
      const work = pool.transaction((trx) =>
        trx.raw("do $$ begin raise 'x' using errcode = '57P01'; end $$"),
      );
      const lost = (await failureOf(work)) as AppError;
      expect(isUnavailable(lost)).to.equal(true);
      expect(lost.cause).to.include({ code: "57P01" });
    });
  });

  it("leave every other refusal of the database as it is", async () => {
    const refused = await failureOf(Promise.resolve(database.db.raw("select 1 / 0")));
    expect(refused).to.include({ code: "22012" });
  });
});

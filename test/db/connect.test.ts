import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Knex } from "knex";
import pg from "pg";
import { connect, type DatabaseTimeouts } from "../../src/db/connect.ts";
import { AppError } from "../../src/errors.ts";
import { aPass } from "../support/builders.ts";
import { useDatabase } from "../support/database.ts";

const short = { statement: 5_000, lock: 5_000, idleInTransaction: 300 };
const off = { statement: 0, lock: 0, idleInTransaction: 0 };

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const isUnavailable = (error: unknown) => error instanceof AppError && error.code === "unavailable";

describe("connections of the service", () => {
  const database = useDatabase();

  async function withPool<T>(
    timeouts: DatabaseTimeouts | undefined,
    work: (pool: Knex) => Promise<T>,
  ): Promise<T> {
    const pool = connect(database.url, { max: 2, ...(timeouts && { timeouts }) });
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

  /** A process that ends a ticket, stops inside the transaction, and never goes on. */
  async function besideStopped(timeouts: DatabaseTimeouts): Promise<"ended" | "waits"> {
    const { serialNumber } = await aPass(database.db);
    return withPool(timeouts, async (pool) => {
      const stopped = await pool.transaction();
      await end(serialNumber, stopped);
      const ended = end(serialNumber, database.db).then(() => "ended" as const);
      const outcome = await Promise.race([ended, sleep(2_000, "waits" as const)]);
      await failureOf(stopped.rollback());
      await ended;
      return outcome;
    });
  }

  it("end a ticket although another process stopped in the middle of ending it", async () => {
    expect(await besideStopped(short)).to.equal("ended");
  });

  it("would wait for the stopped process without a time-out (negative control)", async () => {
    expect(await besideStopped(off)).to.equal("waits");
  });

  it("have a limit for statements, locks and idle transactions", async () => {
    await withPool(undefined, async (pool) => {
      const { rows } = await pool.raw<{ rows: { name: string; setting: string }[] }>(
        `select name, setting from pg_settings where setting <> '0' and name in
           ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')`,
      );
      expect(rows.map(({ name }) => name)).to.have.length(3);
    });
    const { rows } = await database.owner.raw<{ rows: [{ lock_timeout: string }] }>(
      "show lock_timeout",
    );
    expect(rows[0].lock_timeout).not.to.equal("0");
  });

  it("fail as unavailable when an administrator ends them, and work again at once", async () => {
    await withPool(undefined, async (pool) => {
      const { rows } = await pool.raw<{ rows: [{ pid: number }] }>(
        "select pg_backend_pid() as pid",
      );
      const sleeping = failureOf(pool.raw("select pg_sleep(30)"));
      const ending = new pg.Client(database.url);
      await ending.connect();
      await ending.query("select pg_terminate_backend($1)", [rows[0].pid]);
      await ending.end();
      expect(isUnavailable(await sleeping)).to.equal(true);
      await pool.raw("select 1");
    });
  });

  it("fail as unavailable on a server that takes no writes, which the pool then leaves", async () => {
    await withPool(undefined, async (pool) => {
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

  it("leave every other refusal of the database as it is", async () => {
    const refused = await failureOf(Promise.resolve(database.db.raw("select 1 / 0")));
    expect(refused).to.include({ code: "22012" });
  });
});

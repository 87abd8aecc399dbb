import { randomBytes } from "node:crypto";
import type { Knex } from "knex";
import pg from "pg";
import { connect, connectOwner } from "../../src/db/connect.ts";

export interface TestDatabase {
  /** As the service connects: not the owner. */
  readonly db: Knex;
  /** For what the service may not do: switching a guard off for a negative control. */
  readonly owner: Knex;
  /** For a process of its own. */
  readonly url: string;
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client(process.env["TEST_POSTGRES_URL"]);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of its own, copied from the migrated template, for the tests of the enclosing `describe`. */
export function useDatabase({ max = 20 }: { max?: number } = {}): TestDatabase {
  const name = `test_${randomBytes(6).toString("hex")}`;
  let pools: { db: Knex; owner: Knex; url: string } | undefined;
  before("copies the database", async () => {
    await administer(`create database ${name} template join_template`);
    const url = new URL(process.env["TEST_POSTGRES_URL"] as string);
    url.pathname = `/${name}`;
    pools = { db: connect(url.href, { max }), owner: connectOwner(url.href), url: url.href };
  });
  after("drops the database", async () => {
    await pools?.db.destroy();
    await pools?.owner.destroy();
    await administer(`drop database if exists ${name} with (force)`);
  });
  const opened = () => {
    if (!pools) throw new Error("The test database exists only while tests run.");
    return pools;
  };
  return {
    get db() {
      return opened().db;
    },
    get owner() {
      return opened().owner;
    },
    get url() {
      return opened().url;
    },
  };
}

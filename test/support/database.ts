import { randomBytes } from "node:crypto";
import type { Knex } from "knex";
import pg from "pg";
import { loadShippedTemplates } from "../../src/actions/templates/load-shipped-templates.ts";
import { connect, connectOwner } from "../../src/db/connect.ts";
import { findTemplateVersion } from "../../src/db/templates/template-versions.ts";
import { patienceMs } from "./patience.ts";

export interface TestDatabase {
  /** As the service connects: not the owner. */
  readonly db: Knex;
  /** For what the service may not do: switching a guard off for a negative control. */
  readonly owner: Knex;
  /** Of the service's own login, for a process of its own. */
  readonly url: string;
  readonly ownerUrl: string;
}

const patience = { acquireTimeout: patienceMs, queryTimeout: patienceMs };

async function asAdministrator(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(process.env["TEST_POSTGRES_URL"]);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(name: string, server: "TEST_POSTGRES_URL" | "TEST_SERVICE_URL"): string {
  const url = new URL(process.env[server] as string);
  url.pathname = `/${name}`;
  return url.href;
}

/** Renders the shipped templates, which takes seconds, in the first test process that needs them; all others share them. */
const createShipped = () =>
  asAdministrator(async (client) => {
    await client.query("select pg_advisory_lock(1)");
    const made = await client.query("select from pg_database where datname = 'join_shipped'");
    if (made.rowCount) return;
    await client.query("drop database if exists join_shipping with (force)");
    await client.query("create database join_shipping template join_template");
    const db = connect(urlOf("join_shipping", "TEST_SERVICE_URL"));
    await loadShippedTemplates({ db }).finally(() => db.destroy());
    await client.query("alter database join_shipping rename to join_shipped");
  });

/** The rendered images of every shipped template, by slug and name. */
export async function shippedImages(): Promise<Map<string, Map<string, Buffer>>> {
  await createShipped();
  const db = connect(urlOf("join_shipped", "TEST_SERVICE_URL"), { max: 1 });
  try {
    const images = new Map<string, Map<string, Buffer>>();
    for (const [slug, id] of await loadShippedTemplates({ db })) {
      images.set(slug, new Map((await findTemplateVersion(db, id, 1))?.images));
    }
    return images;
  } finally {
    await db.destroy();
  }
}

/**
 * A database of its own, copied from the migrated template, for the tests of the enclosing `describe`.
 * `shipped`: the shipped templates are loaded.
 */
export function useDatabase({ max = 20, shipped = false } = {}): TestDatabase {
  const name = `test_${randomBytes(6).toString("hex")}`;
  let pools: TestDatabase | undefined;
  before("copies the database", async function () {
    this.timeout(60_000);
    if (shipped) await createShipped();
    const template = shipped ? "join_shipped" : "join_template";
    // A copy of the files takes a third of the processor time that its log would.
    const copy = `create database ${name} template ${template} strategy file_copy`;
    await asAdministrator((client) => client.query(copy));
    const url = urlOf(name, "TEST_SERVICE_URL");
    const ownerUrl = urlOf(name, "TEST_POSTGRES_URL");
    pools = {
      db: connect(url, { max, ...patience }),
      owner: connectOwner(ownerUrl),
      url,
      ownerUrl,
    };
  });
  after("drops the database", async () => {
    await pools?.db.destroy();
    await pools?.owner.destroy();
    await asAdministrator((client) => client.query(`drop database if exists ${name} with (force)`));
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
    get ownerUrl() {
      return opened().ownerUrl;
    },
  };
}

import { expect } from "chai";
import type { Knex } from "knex";
import pg from "pg";
import { connect, connectOwner } from "../../src/db/connect.ts";
import { migrate, SqlMigrations } from "../../src/db/migrations.ts";

/** The files in order, without the newest: the schema as it was before it. */
class EarlierMigrations extends SqlMigrations {
  override async getMigrations(): Promise<string[]> {
    return (await super.getMigrations()).slice(0, -1);
  }
}

describe("the migrations", function () {
  this.timeout(60_000);
  const name = `test_migrations_${process.pid}`;
  let url: string;
  let owner: Knex;

  const administer = async (statement: string) => {
    const client = new pg.Client(process.env["TEST_POSTGRES_URL"]);
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };

  beforeEach(async () => {
    await administer(`create database ${name}`);
    const address = new URL(process.env["TEST_POSTGRES_URL"] as string);
    address.pathname = `/${name}`;
    url = address.href;
    owner = connectOwner(url);
  });

  afterEach(async () => {
    await owner.destroy();
    await administer(`drop database if exists ${name} with (force)`);
  });

  it("bring an empty database to the newest schema, and do nothing the second time", async () => {
    const all = await new SqlMigrations().getMigrations();
    expect(await migrate(owner, url)).to.deep.equal(all);
    expect(await migrate(owner, url)).to.deep.equal([]);
  });

  it("bring the schema before to the newest one, and keep what stands in it", async () => {
    const migrationSource = new EarlierMigrations();
    await owner.migrate.latest({ migrationSource });
    const before = (await owner("municipalities").count("* as n").first()) as { n: number };
    const [newest] = (await new SqlMigrations().getMigrations()).slice(-1);
    expect(await migrate(owner, url)).to.deep.equal([newest]);
    expect(await owner("municipalities").count("* as n").first()).to.deep.equal(before);
  });

  it("need no superuser: an owner, and a login in the role join_api whose settings an administrator makes", async () => {
    const [plainOwner, login] = [`${name}_owner`, `${name}_login`];
    const as = (user: string) => {
      const address = new URL(url);
      address.username = user;
      address.password = "secret";
      return address.href;
    };
    await administer(`create role ${plainOwner} login password 'secret'`);
    await administer(`create role ${login} login password 'secret' in role join_api`);
    await administer(`alter database ${name} owner to ${plainOwner}`);
    const plain = connectOwner(as(plainOwner));
    const db = connect(as(login));
    try {
      expect(await migrate(plain, as(plainOwner))).not.to.deep.equal([]);
      const refused = (await Promise.resolve(db.raw("select 1")).catch(
        (error: unknown) => error,
      )) as Error;
      await administer(/Let an administrator run: (.+)/.exec(String(refused.cause))?.[1] ?? "");
      expect(await db("municipalities").pluck("number")).to.include("5025");
    } finally {
      await Promise.all([plain.destroy(), db.destroy()]);
      await administer(`drop database ${name} with (force)`);
      await administer(`drop role ${plainOwner}, ${login}`);
    }
  });

  it("the migrations can be started by two processes at once", async () => {
    const second = connectOwner(url);
    const applied = await Promise.all([migrate(owner, url), migrate(second, url)]);
    await second.destroy();
    expect(applied.filter((names) => names.length > 0)).to.have.length(1);
    expect(await migrate(owner, url)).to.deep.equal([]);
  });

  it("the migrations would get in each other's way without the lock (negative control)", async () => {
    const second = connectOwner(url);
    await Promise.all([owner.raw("select 1"), second.raw("select 1")]);
    let refused = 0;
    for (let round = 0; round < 20 && refused === 0; round += 1) {
      const bare = await Promise.allSettled([owner.migrate.latest(), second.migrate.latest()]);
      refused = bare.filter(({ status }) => status === "rejected").length;
    }
    await second.destroy();
    expect(refused).to.be.greaterThan(0);
  });
});

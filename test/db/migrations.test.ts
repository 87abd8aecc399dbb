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

/** The files in order, up to the named one, without it. */
class MigrationsBefore extends SqlMigrations {
  readonly #name: string;

  constructor(name: string) {
    super();
    this.#name = name;
  }

  override async getMigrations(): Promise<string[]> {
    return (await super.getMigrations()).filter((each) => each < this.#name);
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

  it("give 40,000 tickets from before ticket numbers one each, though some draw the same", async () => {
    await owner.migrate.latest({
      migrationSource: new MigrationsBefore("0033-ticket-numbers.sql"),
    });
    await owner.raw(`
      insert into providers (id, slug, name, organisation_number, municipality_number)
      values (gen_random_uuid(), 'one', 'One', '974760673', '5025');
      insert into templates (provider_id) select id from providers;
      insert into template_versions (template_id, version, definition) select id, 1, '{}' from templates;
      insert into offers (provider_id, template_id, template_version, title, category, quota, allocated,
        valid_from, valid_until, age_from, age_to, per_recipient, companions)
      select provider_id, id, 1, '{"nb": "Card"}', 'ski', 50000, 40000, now(),
        now() + interval '1 year', 2, 16, 1, 0
      from templates;
      insert into allocations (municipalities, mode, allocated, refused, created_by)
      values ('{5025}', 'all', 40000, 0, 'test');
      insert into passes (serial_number, allocation_id, offer_id, uses_left, content_version,
        last_modified, created_at)
      select 'serial-number-' || lpad(n::text, 8, '0'), allocations.id, offers.id, 1, 1,
        date_trunc('second', now()), now()
      from offers, allocations, generate_series(1, 40000) as n`);
    await migrate(owner, url);
    const counts = await owner("passes")
      .count("* as tickets")
      .countDistinct("ticket_number as numbers")
      .first<{ tickets: number; numbers: number }>();
    expect(counts).to.deep.equal({ tickets: 40_000, numbers: 40_000 });
  });

  it("find the person who made a scanner from before, also by a key of the person's", async () => {
    await owner.migrate.latest({
      migrationSource: new MigrationsBefore("0113-persons-behind-tokens.sql"),
    });
    await owner.raw(`
      insert into providers (id, slug, name, organisation_number, municipality_number)
      values (gen_random_uuid(), 'one', 'One', '974760673', '5025');
      insert into provider_users (provider_id, role, email_lookup, email_sealed)
      select id, 'owner', '', '' from providers;
      insert into api_keys (role, provider_id, name, key_hash)
      select 'provider', id, 'till', '' from providers;
      insert into door_devices (provider_id, name, token_hash)
      select id, made_by, made_by::bytea from providers, unnest('{person,key,system}'::text[]) as made_by;
      insert into audit_events (actor, action, subject)
      select provider_users.id::text, 'api_key.created', api_keys.id::text from provider_users, api_keys
      union all
      select case door_devices.name when 'person' then provider_users.id::text
        when 'key' then api_keys.id::text else 'system' end, 'door_device.added', door_devices.id::text
      from door_devices, provider_users, api_keys`);
    await migrate(owner, url);
    const [person] = await owner("provider_users").pluck<string[]>("id");
    expect(await owner("api_keys").pluck("person")).to.deep.equal([person]);
    expect(await owner("door_devices").orderBy("name").pluck("person")).to.deep.equal([
      person,
      person,
      null,
    ]);
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

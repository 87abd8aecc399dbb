import { expect } from "chai";
import { omitNulls, sentTogether, sql } from "../../src/db/sql.ts";
import { useDatabase } from "../support/database.ts";

type Write = (...sent: unknown[]) => void;
/** A connection of the pool, as far as its socket. */
interface Held {
  connection: { stream: Record<"_write" | "_writev", Write> };
}

describe("a statement", () => {
  const database = useDatabase();
  const run = (values?: object) => sql(database.db, values);

  it("takes values by name, as often as the name stands there", async () => {
    expect(await run({ a: 2, bOne: 3 }).value("select :a::int * :bOne::int + :a::int")).to.equal(8);
  });

  it("takes the values of each call, however often its text was run", async () => {
    const text = "select :again::int as again_ran";
    expect(await run({ again: 1 }).onlyRow(text)).to.deep.equal({ againRan: 1 });
    expect(await run({ again: 2 }).onlyRow(text)).to.deep.equal({ againRan: 2 });
    expect(await run({ other: 3 }).onlyRow(text).catch(String)).to.equal(
      "Error: The statement's :again has no value.",
    );
  });

  it("takes a cast next to a name, and an array", async () => {
    const ids = ["7d1f2ba0-25a4-4e0b-a2a0-d4bd94f4a8d2", "0b0f36d6-4c0b-47a2-a1c4-31d08f3a92b1"];
    const found = await run({ ids }).column<string>(
      "select id::text from unnest(:ids::uuid[]) as id where id = any(:ids::uuid[])",
    );
    expect(found).to.have.members(ids);
  });

  it("leaves the colons of a literal alone", async () => {
    const time = await run({ at: new Date("2027-01-02T03:04:05Z") }).value<string>(
      "select to_char(:at::timestamptz at time zone 'UTC', 'HH24:MI:SS')",
    );
    expect(time).to.equal("03:04:05");
  });

  it("reads columns in camelCase, and leaves the keys of json alone", async () => {
    const stored = JSON.stringify({ snake_case: { inner_key: [{ deep_key: 1 }] } });
    const rows = await run({ stored }).rows(
      "select :stored::jsonb as some_json, 'x' as three_word_name, 1 as plain",
    );
    expect(rows).to.deep.equal([
      {
        someJson: { snake_case: { inner_key: [{ deep_key: 1 }] } },
        threeWordName: "x",
        plain: 1,
      },
    ]);
  });

  it("reads bigint as a number and an instant as a Date", async () => {
    expect(
      await run().onlyRow("select 9007199254740991 as big, timestamptz '2027-01-01Z' as at"),
    ).to.deep.equal({ big: Number.MAX_SAFE_INTEGER, at: new Date("2027-01-01T00:00:00Z") });
  });

  it("answers in the shape asked for", async () => {
    const three = "select n as the_number, n * n as square from generate_series(1, 3) as n";
    expect(await run().row(three)).to.deep.equal({ theNumber: 1, square: 1 });
    expect(await run().onlyRow(three)).to.deep.equal({ theNumber: 1, square: 1 });
    expect(await run().column(three)).to.deep.equal([1, 2, 3]);
    expect(await run().value(three)).to.equal(1);
    expect(await run().count(three)).to.equal(3);
  });

  it("without a row gives undefined, nothing or zero, or throws where one was promised", async () => {
    const none = "select 1 as n where false";
    expect(await run().row(none)).to.equal(undefined);
    expect(await run().rows(none)).to.deep.equal([]);
    expect(await run().column(none)).to.deep.equal([]);
    expect(await run().count(none)).to.equal(0);
    for (const promised of [run().onlyRow(none), run().value(none)]) {
      expect(await promised.catch(String)).to.equal("Error: The statement gave no row.");
    }
  });

  it("counts the rows that it wrote", async () => {
    await database.db.transaction(async (trx) => {
      await sql(trx).count("create temporary table pair (n int) on commit drop");
      expect(await sql(trx).count("insert into pair values (1), (2)")).to.equal(2);
      expect(await sql(trx, { n: 1 }).count("delete from pair where n = :n")).to.equal(1);
    });
  });

  it("binds undefined as null, and throws for a name without a value", async () => {
    expect(await run({ a: undefined }).value("select :a::text is null")).to.equal(true);
    for (const values of [{ b: 1 }, {}, undefined]) {
      expect(await run(values).value("select :toString, :a::text").catch(String)).to.equal(
        "Error: The statement's :toString has no value.",
      );
    }
  });

  it("never puts a value into the text", async () => {
    const injected = "'; select :b ?";
    expect(await run({ a: injected, b: 1 }).value("select :a::text")).to.equal(injected);
  });

  it("sees what was sent before it without waiting for that answer, in one transaction", async () => {
    const seen = await database.db.transaction((trx) =>
      sentTogether([
        sql(trx).value<string>("select set_config('join.told', 'one', true)"),
        sql(trx).value<string>("select current_setting('join.told')"),
        sql(trx).count("select from generate_series(1, 3)"),
      ]),
    );
    expect(seen).to.deep.equal(["one", "one", 3]);
  });

  it("leaves in one write to the socket with those behind it, and alone when its answer is awaited", async () => {
    const writes = await database.db.transaction(async (trx) => {
      const client = trx.client as { acquireConnection: () => Promise<Held> };
      const { stream } = (await client.acquireConnection()).connection;
      let count = 0;
      const countWritesTo = (name: "_write" | "_writev") => {
        const write = stream[name].bind(stream);
        stream[name] = (...sent: unknown[]) => {
          count += 1;
          write(...sent);
        };
      };
      countWritesTo("_write");
      countWritesTo("_writev");
      const one = () => sql(trx, { n: 1 }).value("select :n::int");
      await sentTogether([one(), one(), one()]);
      const together = count;
      await one();
      await one();
      return { together, alone: count - together };
    });
    expect(writes).to.deep.equal({ together: 1, alone: 2 });
  });

  it("fails by what the first failed by, and not by what that did to those behind it", async () => {
    const failed = database.db.transaction((trx) =>
      sentTogether([
        sql(trx)
          .count("select 1 / 0")
          .then((count) => Promise.resolve(count))
          .then((count) => count),
        sql(trx).count("select 2"),
      ]),
    );
    expect(await failed.catch((error: unknown) => (error as { code: string }).code)).to.equal(
      "22012",
    );
  });
});

describe("omitNulls", () => {
  it("leaves out null in the named columns alone", () => {
    const row = { a: null, b: null, c: 0 } as object as {
      a?: string;
      b: string | null;
      c?: number;
    };
    expect(omitNulls(row, "a", "c")).to.deep.equal({ b: null, c: 0 });
  });
});

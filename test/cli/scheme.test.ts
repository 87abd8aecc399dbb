import { execFile } from "node:child_process";
import { expect } from "chai";
import { apiClient } from "../support/api-client.ts";
import { compiled } from "../support/compiled.ts";
import { useDatabase } from "../support/database.ts";
import { useServer } from "../support/server.ts";

const program = new URL("../../src/cli/scheme.ts", import.meta.url);

describe("npm run scheme", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const server = useServer(database);

  /** The command as an operator runs it. */
  const scheme = (args: string[], environment: Record<string, string> = {}) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const env = { PATH: process.env["PATH"], DATABASE_URL: database.url, ...environment };
      execFile(process.execPath, [compiled(program), ...args], { env }, (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
      });
    });
  const auditOf = (subject: string) =>
    database.db("audit_events").where({ subject }).orderBy("id").select("actor", "action");

  it("npm run scheme takes in a municipality, whose NAV then has a key that works until it is revoked", async () => {
    const early = await scheme(["key", "nav", "5006", "--name", "Fagsystemet"]);
    expect(early).to.deep.include({ code: 1, output: "No municipality of the scheme: 5006.\n" });

    expect((await scheme(["add", "5006", "Steinkjer"])).code).to.equal(0);
    const made = await scheme(["key", "nav", "5006", "--name", "Fagsystemet"]);
    expect(made.code, made.output).to.equal(0);
    const key = /jw_nav_\S{43}/.exec(made.output)?.[0] ?? "";
    const id = /revoke (\S{36}) stops/.exec(made.output)?.[1] ?? "";
    // The command's clock is the machine's.
    server.deps.clock.set(new Date());
    const ask = async () =>
      (await apiClient(server, key).get("/api/v1/offers?municipality=5006")).status;
    expect(await ask()).to.equal(200);

    const listed = await scheme(["list"]);
    expect(listed.output)
      .to.contain("5006  Steinkjer")
      .and.to.match(/nav 5006 {2}Fagsystemet, made .*, used .*, ends 20\d\d-/);
    expect(listed.output).to.contain(id).and.not.to.contain(key);

    expect((await scheme(["revoke", id])).code).to.equal(0);
    expect(await ask()).to.equal(401);
    expect((await scheme(["list"])).output).not.to.contain(id);
    expect(await auditOf(id)).to.deep.equal([
      { actor: "operator", action: "api_key.created" },
      { actor: "operator", action: "api_key.revoked" },
    ]);
    expect(await auditOf("5006")).to.deep.equal([
      { actor: "operator", action: "municipality.added" },
    ]);
  });

  it("npm run scheme makes a culture office's key, for several municipalities if need be", async () => {
    const { output } = await scheme(["key", "culture", "5025", "5026", "--name", "Kulturkontoret"]);
    const key = /jw_culture_\S{43}/.exec(output)?.[0] ?? "";
    expect((await apiClient(server, key).get("/api/v1/reviews")).status).to.equal(200);
  });

  it("npm run scheme names the person who keeps a key, who is one with it where it takes two", async () => {
    const { output } = await scheme([
      "key",
      "culture",
      "5025",
      "--person",
      "kari",
      "--name",
      "Kari's",
    ]);
    const [, id = ""] = /revoke (\S{36}) stops/.exec(output) ?? [];
    expect(await database.db("api_keys").where({ id }).first("person")).to.deep.equal({
      person: "kari",
    });
    expect((await scheme(["list"])).output).to.contain("Kari's, of kari, made");
  });

  it("npm run scheme corrects a municipality's name", async () => {
    await scheme(["add", "1833", "Ranaa"]);
    await scheme(["add", "1833", "Rana"]);
    expect((await scheme(["list"])).output).to.match(/^ {2}1833 {2}Rana$/m);
  });

  it("npm run scheme sets how long a municipality's allocations wait, and a new name leaves it", async () => {
    await scheme(["add", "1834", "Luroy", "--grace", "15", "--keep-lists", "6"]);
    await scheme(["add", "1834", "Lurøy"]);
    const rows: unknown = await database.db("municipalities").where({ number: "1834" });
    const waiting = { waiting_rules: null, keeps_declined: true };
    const named = { number: "1834", name: "Lurøy", message_grace_minutes: 15 };
    const unset = { recipient_retention_days: null, list_retention_months: 6 };
    expect(rows).to.deep.equal([{ ...named, ...waiting, ...unset }]);
  });

  it("npm run scheme sets by which criteria a municipality's children wait, and that they wait by the time of entry", async () => {
    const settings = () =>
      database
        .db("municipalities")
        .where({ number: "1834" })
        .first("waiting_rules", "keeps_declined");
    const criteria = ["--criteria", "age,fewest_tickets", "--ages", "6-12"];
    const published = ["--published", "2026-11-01"];
    await scheme(["waiting", "1834", ...criteria, ...published, "--declined", "loses"]);
    expect(await settings()).to.deep.equal({
      waiting_rules: {
        ...{ criteria: ["age", "fewest_tickets"], ages: { from: 6, to: 12 } },
        publishedOn: "2026-11-01",
      },
      keeps_declined: false,
    });
    await scheme(["waiting", "1834"]);
    expect(await settings()).to.deep.equal({ waiting_rules: null, keeps_declined: true });
  });

  it("npm run scheme sets for how long a municipality keeps recipients, lists it, and a new name leaves it", async () => {
    await scheme(["add", "1835", "Traena", "--keep", "730"]);
    await scheme(["add", "1835", "Træna"]);
    expect((await scheme(["list"])).output).to.match(
      /^ {2}1835 {2}Træna, keeps recipients for 730 days$/m,
    );
  });

  it("npm run scheme ends with 1 and says why when it cannot do it", async () => {
    for (const [args, said] of [
      [["add", "50", "Røros"], "four digits"],
      [["add", "5025", "Røros", "--grace", "soon"], "number of minutes"],
      [["waiting", "1834", "--criteria", "age"], "no criteria of a waiting list"],
      [["waiting", "1834", "--declined", "maybe"], "keeps or loses"],
      [["waiting", "9999"], "no such municipality"],
      [["add", "5025", "Røros", "--keep", "29"], "30 to 3650 days"],
      [["add", "5025", "Røros", "--keep-lists", "15"], "2 to 14 months"],
      [["revoke", "no-such-key"], "no such key"],
    ] as const) {
      const { code, output } = await scheme([...args]);
      expect({ code, output }).to.include({ code: 1 });
      expect(output).to.contain(said);
    }
    const unset = await scheme(["list"], { DATABASE_URL: "" });
    expect(unset.code).to.equal(1);
    expect(unset.output).to.contain("DATABASE_URL");
  });

  it("npm run scheme explains itself and ends with 2 for anything else", async () => {
    for (const args of [
      [],
      ["fix"],
      ["key", "nav", "5025"],
      ["key", "provider", "5025", "--name", "x"],
      ["list", "--all"],
    ]) {
      const { code, output } = await scheme(args);
      expect(code, args.join(" ")).to.equal(2);
      expect(output).to.contain("npm run scheme -- list");
    }
  });
});

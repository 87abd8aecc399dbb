import { execFile } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { chown, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { recordAudit } from "../../src/db/audit.ts";
import { connect } from "../../src/db/connect.ts";
import { findRecipient } from "../../src/db/recipients/recipients.ts";
import { migrateAndLogIn } from "../../src/sandbox/migrate-and-log-in.ts";
import { aCrowd, anOffer, aPass, aRecipient, testKeyRing } from "../support/builders.ts";
import { freePort } from "../support/free-port.ts";
import { aDoor, aUse } from "../support/scans.ts";

/** Debian's newest server with its own tools: pg_dump reads no newer server than itself. */
function debianPrograms(): string {
  const root = "/usr/lib/postgresql";
  const [newest = ""] = readdirSync(root).toSorted((a, b) => Number(b) - Number(a));
  return join(root, newest, "bin");
}

describe("the drills for restoring a backup", function () {
  this.timeout(120_000);
  const programs = debianPrograms();
  let folder: string;
  let port: number;
  let drillPort: number;
  let blocks: string[];
  let recipient: { id: string; reference: string };
  let serviceUrl: string;

  /** Runs commands in a shell of the server's user, with the server as psql's own. */
  const run = async (commands: string) => {
    const env = {
      PATH: `${programs}:${process.env["PATH"] ?? ""}`,
      ...{ PGHOST: "127.0.0.1", PGPORT: String(port), PGUSER: "owner" },
    };
    const { uid, gid } = statSync(folder);
    const options = { cwd: folder, env, uid, gid };
    return (await promisify(execFile)("sh", ["-e", "-c", commands], options)).stdout;
  };
  /** The counts before and after of each table. */
  const countsOf = (printed: string) =>
    [...printed.matchAll(/^(\w+) (\d+) (\d+)$/gm)].map(([, table = "", before, after]) => ({
      table,
      before: Number(before),
      after: Number(after),
    }));
  const expectSame = (printed: string) => {
    const counts = countsOf(printed);
    for (const { table, before, after } of counts) expect(after, table).to.equal(before);
    const filled = counts.filter(({ before }) => before > 0).map(({ table }) => table);
    expect(filled).to.include.members(
      ["passes", "recipients", "offers", "redemptions", "door_devices"].concat("audit_events"),
    );
    expect(counts.find(({ table }) => table === "passes")?.before).to.equal(5);
  };
  /** Whether the service's own login, with the keys, reads a child from the restored database. */
  const expectReadable = async (change: { database?: string; port?: number }) => {
    const url = new URL(serviceUrl);
    if (change.database !== undefined) url.pathname = `/${change.database}`;
    if (change.port !== undefined) url.port = String(change.port);
    const db = connect(url.href, { max: 1 });
    try {
      const found = await findRecipient(db, testKeyRing, recipient.id);
      expect(found?.reference).to.equal(recipient.reference);
    } finally {
      await db.destroy();
    }
  };

  before("starts a server with some tickets", async () => {
    folder = await mkdtemp(join(tmpdir(), "join-drill-"));
    if (process.getuid?.() === 0) {
      const id = async (flag: string) =>
        Number((await promisify(execFile)("id", [flag, "postgres"])).stdout);
      await chown(folder, await id("-u"), await id("-g"));
    }
    port = await freePort();
    drillPort = await freePort();
    const settings = [
      "listen_addresses = '127.0.0.1'",
      "unix_socket_directories = ''",
      "fsync = off",
    ];
    await run(`initdb --pgdata=live --username=owner --auth=trust --encoding=UTF8 --locale=C
      echo "${settings.join("\n")}" >> live/postgresql.conf
      pg_ctl --pgdata=live --options="-p ${port}" --log=live.log --wait start
      createdb join`);
    const urlOf = (database: string) => `postgres://owner@127.0.0.1:${port}/${database}`;
    serviceUrl = await migrateAndLogIn({ urlOf }, "join");
    const db = connect(serviceUrl, { max: 4 });
    recipient = await aRecipient(db);
    await aCrowd(db, 20);
    const offer = await anOffer(db);
    for (let each = 0; each < 4; each++) await aPass(db, { offer, recipientId: recipient.id });
    const door = await aDoor(db, offer.providerId);
    await aUse(db, { offer, door, recipientId: recipient.id });
    const event = { actor: "nora", action: "recipient.opened", subject: recipient.id };
    await db.transaction((trx) => recordAudit(trx, event));
    await db.destroy();
    const page = await readFile(
      new URL("../../docs/high-availability.md", import.meta.url),
      "utf8",
    );
    const section = page.slice(page.indexOf("## Backup and restore"));
    blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text = ""]) => text);
  });
  after(async () => {
    for (const data of ["live", "drill"]) {
      await run(`pg_ctl --pgdata=${data} --mode=immediate stop`).catch(() => undefined);
    }
    await rm(folder, { recursive: true, force: true });
  });

  it("the documented drill with a dump restores every row, and the service reads a child from it", async () => {
    expectSame(await run(blocks[0] ?? ""));
    await expectReadable({ database: "join_drill" });
  });

  it("a row that a restored database lacks shows in the drill's counts (negative control)", async () => {
    const [, counts = ""] = /^(for table .*)/ms.exec(blocks[0] ?? "") ?? [];
    await run(`psql -c "delete from door_devices" -c "delete from passes where serial_number in
      (select serial_number from passes limit 1)" join_drill`);
    const passes = countsOf(await run(counts)).find(({ table }) => table === "passes");
    expect(passes).to.include({ before: 5, after: 4 });
  });

  it("the documented drill with a base backup restores every row, and the service reads a child from it", async () => {
    const commands = blocks[1] ?? "";
    expect(commands).to.contain("-p 5433");
    expectSame(await run(commands.replaceAll("-p 5433", `-p ${drillPort}`)));
    await expectReadable({ port: drillPort });
  });
});

import { execFile } from "node:child_process";
import { expect } from "chai";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { sealAudit } from "../../../src/actions/operations/seal-audit.ts";
import { verifyAudit } from "../../../src/actions/operations/verify-audit.ts";
import { recordAudit } from "../../../src/db/audit.ts";
import { aPass, testNow } from "../../support/builders.ts";
import { compiled } from "../../support/compiled.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const program = new URL("../../../src/cli/audit.ts", import.meta.url);
const day = 24 * 60 * 60_000;

describe("the chain over the audit trail", () => {
  const database = useDatabase();
  let deps: TestDeps;

  before(() => {
    deps = testDeps(database.db);
  });

  const record = (subject: string) =>
    database.db.transaction((trx) =>
      recordAudit(trx, { actor: "nora", action: "recipient.opened", subject }),
    );
  /** Seals the events of now. Transactions of other databases on the server are waited for, too. */
  const seal = () =>
    eventually("all events are sealed", async () => {
      await sealAudit(deps);
      return (await verify()).unsealed.count === 0;
    });
  const verify = () => verifyAudit(deps);
  const audit = (command: string) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const env = { PATH: process.env["PATH"], DATABASE_URL: database.url };
      execFile(process.execPath, [compiled(program), command], { env }, (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
      });
    });

  /** What an owner of the database does behind the service's back, and undoes again. */
  async function expectBroken(change: string, undo: string): Promise<void> {
    await database.owner.raw(change);
    const { broken, events } = await verify();
    expect(broken?.number, change).to.equal(2);
    expect(events).to.be.above(0);
    await database.owner.raw(undo);
    expect((await verify()).broken, undo).to.equal(undefined);
  }

  it("a trail of which nothing is sealed is said to be that", async () => {
    await record("first");
    const { latest, broken, unsealed } = await verify();
    expect({ latest, broken, count: unsealed.count }).to.deep.equal({
      ...{ latest: undefined, broken: undefined },
      count: 1,
    });
  });

  it("events are sealed once no transaction of their time is under way, so that none comes in behind", async () => {
    const open = await database.db.transaction();
    await recordAudit(open, { actor: "late", action: "recipient.opened", subject: "late" });
    await record("second");
    for (let run = 0; run < 3; run++) await sealAudit(deps);
    expect((await verify()).seals).to.equal(0);
    await open.commit();
    await seal();
    const { seals, events, broken } = await verify();
    expect({ seals, events, broken }).to.deep.equal({ seals: 1, events: 3, broken: undefined });
  });

  it("two workers at once seal the same events once", async () => {
    await record("third");
    await seal();
    await record("fourth");
    const sealTogether = () => Promise.all([sealAudit(deps), sealAudit(deps), sealAudit(deps)]);
    await eventually("all events are sealed", async () => {
      await sealTogether();
      return (await verify()).unsealed.count === 0;
    });
    expect(await verify()).to.include({ broken: undefined, seals: 3 });
  });

  it("an event that was changed, removed or added breaks the seal over it", async () => {
    const third = "where subject = 'third'";
    await expectBroken(
      `update audit_events set actor = 'olav' ${third}`,
      `update audit_events set actor = 'nora' ${third}`,
    );
    await expectBroken(
      `update audit_events set detail = '{"count": 1}' ${third}`,
      `update audit_events set detail = '{}' ${third}`,
    );
    await expectBroken(
      `create table taken as select * from audit_events ${third};
       delete from audit_events ${third}`,
      `insert into audit_events overriding system value select * from taken; drop table taken`,
    );
  });

  it("a ticket's anonymisation takes its serial number out of the trail, and breaks no seal", async () => {
    const { serialNumber } = await aPass(database.db);
    const actor = { role: "nav" as const, id: "nora", municipalities: ["5025"] };
    await revokePass(deps, { actor, serialNumber, reason: "Feil" });
    await seal();
    deps.clock.set(new Date(testNow.getTime() + 61 * day));
    await anonymiseEndedPasses(deps);
    deps.clock.set(testNow);
    const anonymised = await database.db("audit_events").where({ subject: "anonymised" });
    expect(anonymised.length).to.be.above(0);
    expect((await verify()).broken).to.equal(undefined);
  });

  it("the service can neither change a seal nor remove one", async () => {
    for (const [attempt, refused] of [
      [database.db("audit_seals").update({ hash: Buffer.from("other") }), "23514"],
      [database.db("audit_seals").delete(), "42501"],
    ] as const) {
      const error: unknown = await attempt.then(undefined, (reason: unknown) => reason);
      expect(error).to.have.property("code", refused);
    }
  });

  it("npm run audit -- verify says the latest hash, and which seal does not fit", async function () {
    this.timeout(60_000);
    const { latest } = await verify();
    const fine = await audit("verify");
    expect(fine.code, fine.output).to.equal(0);
    expect(fine.output).to.contain(`hash ${latest?.hash.toString("hex")}`);
    await database.owner.raw("update audit_events set actor = 'olav' where subject = 'third'");
    const broken = await audit("verify");
    expect(broken.code).to.equal(1);
    expect(broken.output).to.match(/^Seal 2, .* was changed, removed or added/);
    expect((await audit("mend")).code).to.equal(2);
  });
});

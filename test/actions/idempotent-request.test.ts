import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import { anonymiseEndedPasses } from "../../src/actions/passes/anonymise-ended-passes.ts";
import type { NestableDeps } from "../../src/actions/deps.ts";
import { runIdempotently, type Answer } from "../../src/actions/idempotent-request.ts";
import { unitOfWork } from "../../src/actions/unit-of-work.ts";
import { recordAudit } from "../../src/db/audit.ts";
import { answerPlace } from "../../src/db/idempotency.ts";
import { lookupFor } from "../../src/db/lookups.ts";
import { AppError } from "../../src/errors.ts";
import { compiled } from "../support/compiled.ts";
import { useDatabase } from "../support/database.ts";
import { testDeps, type TestDeps } from "../support/test-deps.ts";

const request = { method: "POST", path: "/things", body: { name: "one" } };

describe("idempotently", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(() => {
    deps = testDeps(database.db);
  });

  const hashed = async (key: string) =>
    (await lookupFor(database.db, deps.keyRing, "idempotency")).hash(key);

  const made = async (subject: string) => {
    const rows = await database.db("audit_events").where({ subject });
    return rows.length;
  };

  /** Leaves one audit event each time it really runs. */
  const createThing =
    (subject: string) =>
    async (inside: Pick<NestableDeps, "db" | "enqueue">): Promise<Answer> => {
      await unitOfWork(inside, async ({ trx, afterCommit }) => {
        await recordAudit(trx, { actor: "client", action: "thing.made", subject });
        afterCommit(() => inside.enqueue("issue-passes", [{ offerId: subject }]));
      });
      return { status: 201, body: { subject, phone: "+4740000001" } };
    };

  const ask = (subject: string, key = subject, changed: object = {}) =>
    runIdempotently(
      deps,
      { actorId: "client", key, request: { ...request, ...changed } },
      createThing(subject),
    );

  it("an idempotent request runs once and answers the same for the same request", async () => {
    const first = await ask("once");
    expect(await ask("once")).to.deep.equal(first);
    expect(await made("once")).to.equal(1);
  });

  for (const { isPassing, then } of [
    { isPassing: true, then: "runs again with its key" },
    { isPassing: false, then: "is refused again" },
  ]) {
    it(`an idempotent request that met a ${isPassing ? "passing" : "lasting"} conflict ${then}`, async () => {
      const key = `conflict-${String(isPassing)}`;
      const refused = runIdempotently(deps, { actorId: "client", key, request }, () =>
        Promise.reject(new AppError("conflict", "Another came in between.", { isPassing })),
      ).catch((error: unknown) => error);
      expect(await refused).to.include({ code: "conflict" });
      const again = await ask(key).catch((error: unknown) => error);
      expect(again).to.include(isPassing ? { status: 201 } : { code: "conflict" });
    });
  }

  it("an idempotent request runs once for twenty at the same time, and all get the answer", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask("twenty")));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).to.equal(1);
    expect(await made("twenty")).to.equal(1);
    expect(deps.enqueued).to.have.length(1);
  });

  it("idempotent requests run twenty times when twenty come with the guard off (negative control)", async () => {
    await Promise.all(Array.from({ length: 20 }, () => createThing("unguarded")(deps)));
    expect(await made("unguarded")).to.equal(20);
  });

  it("idempotent requests run more than once when the key is only looked for beforehand (negative control)", async () => {
    const looked = new Set<string>();
    const lookThenRun = async () => {
      const { rows } = await database.db.raw<{ rows: unknown[] }>(
        "select 1 from audit_events where subject = 'looked'",
      );
      if (rows.length > 0 || looked.has("looked")) return;
      await createThing("looked")(deps);
      looked.add("looked");
    };
    await Promise.all(Array.from({ length: 20 }, lookThenRun));
    expect(await made("looked")).to.be.greaterThan(1);
  });

  for (const [difference, changed] of [
    ["another body", { body: { name: "two" } }],
    ["another path", { path: "/others" }],
    ["no body", { body: undefined }],
  ] as const) {
    it(`an idempotent request refuses the key with ${difference}, and does nothing`, async () => {
      const key = `reused for ${difference}`;
      await ask(key);
      const refusal: unknown = await ask("other effect", key, changed).catch((e: unknown) => e);
      expect(refusal).to.include({ code: "idempotency_key_reused", status: 422 });
      expect(await made("other effect")).to.equal(0);
    });
  }

  it("an idempotent request keeps the keys of two clients apart", async () => {
    await ask("mine");
    await runIdempotently(deps, { actorId: "other", key: "mine", request }, createThing("theirs"));
    expect(await made("theirs")).to.equal(1);
  });

  it("an idempotent request repeats a refusal, and keeps none of its effects", async () => {
    let runs = 0;
    const refused = () =>
      runIdempotently(deps, { actorId: "client", key: "refused", request }, async (inside) => {
        runs += 1;
        await createThing("refused")(inside);
        throw new AppError("nothing_allocated", "None.", {
          errors: [{ path: "items[0]", code: "sold_out", message: "must have some left" }],
          extra: { allocated: 0 },
        });
      }).catch((error: unknown) => error as AppError);
    const [first, second] = [await refused(), await refused()];
    expect(runs).to.equal(1);
    for (const error of [first, second]) {
      expect(error).to.include({ code: "nothing_allocated", message: "None." });
      expect((error as AppError).extra).to.deep.equal({ allocated: 0 });
      expect((error as AppError).errors).to.have.length(1);
    }
    expect(await made("refused")).to.equal(0);
    expect(deps.enqueued).to.deep.equal([]);
  });

  it("an idempotent request leaves the key free after a fault in it, so that the mended one may use it", async () => {
    const faulty = runIdempotently(deps, { actorId: "client", key: "faulty", request }, () =>
      Promise.reject(new AppError("validation_failed", "The request has faults; see errors.")),
    );
    const refusal = await faulty.catch((error: unknown) => error);
    expect(refusal).to.include({ code: "validation_failed", status: 400 });
    await ask("mended", "faulty", { body: { mended: true } });
    expect(await made("mended")).to.equal(1);
  });

  it("an idempotent request leaves the key free after a failure, so that a repetition tries again", async () => {
    const failing = runIdempotently(
      deps,
      { actorId: "client", key: "failed", request },
      async (inside) => {
        await createThing("failed")(inside);
        throw new Error("the disk is full");
      },
    );
    expect(await failing.catch((error: unknown) => (error as Error).message)).to.equal(
      "the disk is full",
    );
    expect(await made("failed")).to.equal(0);
    await ask("failed");
    expect(await made("failed")).to.equal(1);
  });

  it("an idempotent request knows the key for 24 hours, and no longer", async () => {
    const start = deps.clock.now().getTime();
    await ask("aged");
    deps.clock.set(new Date(start + 24 * 3_600_000 - 1));
    await ask("aged");
    expect(await made("aged")).to.equal(1);
    deps.clock.set(new Date(start + 24 * 3_600_000));
    await ask("aged");
    expect(await made("aged")).to.equal(2);
  });

  it("an idempotent request stores neither the request nor the answer in the clear", async () => {
    await ask("sealed");
    const row = await database
      .db("idempotency_keys")
      .where({ key_hash: await hashed("sealed") })
      .first<{ id: string; key: null; response_sealed: Buffer }>();
    expect(JSON.stringify(row)).not.to.contain("+4740000001").and.not.to.contain('"sealed"');
    expect(row.key).to.equal(null);
    const stored = row.response_sealed;
    expect(stored.includes("+4740000001")).to.equal(false);
    expect(deps.keyRing.decrypt(answerPlace(row.id), stored)).to.contain("+4740000001");
  });

  it("an idempotent request leaves no answer behind once nobody can ask for it any more", async () => {
    await ask("forgotten");
    const key_hash = await hashed("forgotten");
    const kept = () => database.db("idempotency_keys").where({ key_hash });
    await anonymiseEndedPasses(deps);
    expect(await kept()).to.have.length(1);
    deps.clock.set(new Date(deps.clock.now().getTime() + 24 * 3_600_000));
    await anonymiseEndedPasses(deps);
    expect(await kept()).to.deep.equal([]);
  });

  for (const { stopAt, madeByThen } of [
    { stopAt: "after the effect", madeByThen: 0 },
    { stopAt: "before the answer", madeByThen: 1 },
  ]) {
    it(`an idempotent request makes one thing in all when the process is killed ${stopAt}`, async () => {
      await database.owner("audit_events").where({ subject: "killed" }).delete();
      await database
        .db("idempotency_keys")
        .where({ key_hash: await hashed("killed") })
        .delete();
      const program = new URL("../support/idempotent-child.ts", import.meta.url);
      const child = spawn(process.execPath, [compiled(program), database.url, stopAt], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      await once(child.stdout, "data");
      child.kill("SIGKILL");
      await once(child, "exit");
      expect(await made("killed")).to.equal(madeByThen);

      const repeated = { actorId: "client", key: "killed", request: { ...request, body: {} } };
      await runIdempotently(deps, repeated, createThing("killed"));
      expect(await made("killed")).to.equal(1);
    });
  }
});

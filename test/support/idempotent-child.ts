// Runs one idempotent request in a process of its own and stops where it is told, to be killed there.
import { runIdempotently } from "../../src/actions/idempotent-request.ts";
import { unitOfWork } from "../../src/actions/unit-of-work.ts";
import { connect } from "../../src/db/connect.ts";
import { recordAudit } from "../../src/db/audit.ts";
import { testDeps } from "./test-deps.ts";

const [url = "", stopAt = ""] = process.argv.slice(2);

async function reach(point: string): Promise<void> {
  if (point !== stopAt) return;
  process.stdout.write("reached\n");
  await new Promise((resolve) => setTimeout(resolve, 60_000));
}

const db = connect(url, { max: 2 });
await runIdempotently(
  testDeps(db),
  { actorId: "client", key: "killed", request: { method: "POST", path: "/things", body: {} } },
  async (deps) => {
    await unitOfWork(deps, ({ trx }) =>
      recordAudit(trx, { actor: "client", action: "thing.made", subject: "killed" }),
    );
    await reach("after the effect");
    return { status: 201, body: { made: true } };
  },
);
await reach("before the answer");

import { expect } from "chai";
import { createQueueBackend } from "../../src/jobs/backend.ts";
import { createQueues } from "../../src/jobs/queues.ts";
import { TimeoutError, withTimeout } from "../../src/jobs/with-timeout.ts";
import { createLogger } from "../../src/logger.ts";
import { useDatabase } from "../support/database.ts";
import { layLine } from "../support/line.ts";

describe("queues in PostgreSQL", () => {
  const database = useDatabase();

  it("a queue whose server takes connections and never answers is given up, not waited for", async () => {
    const line = await layLine(database.url);
    line.freeze();
    const timings = { answerMs: 200, blockedAnswerMs: 400 };
    const backend = createQueueBackend({ databaseDirectUrl: line.url }, timings);
    const queues = createQueues(backend, createLogger("silent"));
    try {
      const outcome = await withTimeout(10_000, queues.get("issue")).catch(
        (error: unknown) => error,
      );
      expect(outcome).to.be.instanceOf(Error).and.not.instanceOf(TimeoutError);
    } finally {
      await queues.close();
      await line.close();
    }
  });
});

import { expect } from "chai";
import { nextWebhookAttempt } from "../../../src/domain/integrations/webhook-retries.ts";

describe("the next attempt of an event", () => {
  const at = new Date("2026-11-16T12:00:00Z");
  const waitOf = (id: string, attempts = 1) =>
    (Number(nextWebhookAttempt({ id, attempts }, at)) - at.getTime()) / 1000;

  it("comes at another moment for each event, at most a fifth later than usual", () => {
    expect(waitOf("00000000-0000-4000-8000-000000000000")).to.equal(60);
    expect(waitOf("80000000-0000-4000-8000-000000000000")).to.equal(66);
    expect(waitOf("ffffffff-0000-4000-8000-000000000000")).to.be.within(71.9, 72);
  });
});

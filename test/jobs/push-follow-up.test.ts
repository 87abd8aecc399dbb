import { expect } from "chai";
import { pushApple } from "../../src/actions/push-apple.ts";
import { useApns } from "../support/apns.ts";
import { aPass } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { owedTickets, reword } from "../support/pushing.ts";
import { describeOnBothBackends } from "../support/queues-under-test.ts";
import { aPhone } from "../support/registered-phone.ts";
import { testDeps } from "../support/test-deps.ts";

describeOnBothBackends("a push that is not due yet", (under) => {
  const apns = useApns();

  it("is followed up by a job of its own, and does not wait for the sweep", async function () {
    this.timeout(60_000);
    const { db } = under.database;
    const deps = {
      ...testDeps(db),
      apns: apns.client(),
      clock: { now: () => new Date() },
      enqueue: under.enqueue,
    };
    let runs = 0;
    await under.work({
      "push-apple": (payload) => {
        runs++;
        return pushApple(deps, payload);
      },
    });
    const { serialNumber } = await aPass(db, { createdAt: new Date() });
    const { pushToken } = await aPhone(db, [serialNumber]);
    await reword(db, [serialNumber]);
    await under.enqueue("push-apple", [{ kind: "routine" }]);
    await eventually("the first run", () => runs > 0);
    expect(apns.service.received).to.deep.equal([]);
    await eventually("the push", () => apns.service.received.length > 0, 40_000);
    expect(apns.service.received.map((push) => push.pushToken)).to.deep.equal([pushToken]);
    await eventually("nothing owed", async () => (await owedTickets(db)).length === 0);
  });
});

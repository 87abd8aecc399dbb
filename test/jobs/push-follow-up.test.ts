import { expect } from "chai";
import { enqueueWalletUpdates } from "../../src/actions/enqueue-wallet-updates.ts";
import { pushApple } from "../../src/actions/apple/push-apple.ts";
import type { ApnsBehaviour } from "../../src/sandbox/apns-answers.ts";
import { useApns } from "../support/apns.ts";
import { aPass } from "../support/builders.ts";
import { eventually } from "../support/eventually.ts";
import { owedTickets, revoke, reword } from "../support/pushing.ts";
import { describeOnBothBackends } from "../support/queues-under-test.ts";
import { aPhone } from "../support/registered-phone.ts";
import { testDeps } from "../support/test-deps.ts";

describeOnBothBackends("pushes by the worker", (under) => {
  const apns = useApns();

  it("of what is not due yet are followed up by a job of their own, and do not wait for the sweep", async function () {
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

  it("pushes do not keep a revocation waiting while Apple owes the answer to another", async function () {
    this.timeout(60_000);
    const { db } = under.database;
    const deps = {
      ...testDeps(db),
      apns: apns.client({ answerTimeoutMs: 50_000 }),
      clock: { now: () => new Date() },
      enqueue: under.enqueue,
    };
    await under.work({ "push-apple": (payload) => pushApple(deps, payload) });
    const revokeOn = async (behaviour?: ApnsBehaviour) => {
      const { serialNumber } = await aPass(db);
      const { pushToken } = await aPhone(db, [serialNumber]);
      apns.service.behave(pushToken, behaviour);
      await revoke(db, [serialNumber]);
      await enqueueWalletUpdates(deps, [serialNumber]);
      const has = () => apns.service.received.some((push) => push.pushToken === pushToken);
      await eventually("its push", has, 10_000);
    };
    await revokeOn({});
    await revokeOn();
    await revokeOn();
    expect(apns.service.counts.taken).to.equal(2);
    await apns.service.stop();
  });
});

import { expect } from "chai";
import { pushApple } from "../../../src/actions/apple/push-apple.ts";
import { useApns } from "../../support/apns.ts";
import { anOffer, aPass } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { owedTickets, pushingDeps, revoke, reword } from "../../support/pushing.ts";
import { aPhone } from "../../support/registered-phone.ts";

describe("a revocation behind a mountain of routine changes", () => {
  const database = useDatabase();
  const apns = useApns({ maxConcurrentStreams: 10 });

  it("apple 46: overtakes all that has not left", async () => {
    const offer = await anOffer(database.db, { quota: 400 });
    const tickets = await Promise.all(
      Array.from({ length: 300 }, async () => {
        const { serialNumber } = await aPass(database.db, { offer });
        return { serialNumber, ...(await aPhone(database.db, [serialNumber])) };
      }),
    );
    const serialNumbers = tickets.map(({ serialNumber }) => serialNumber);
    await reword(database.db, serialNumbers);
    const deps = pushingDeps(database.db, apns.client());
    deps.after(60_000);
    // So slow that the revocation comes long before the last of them has left, also on a busy machine.
    apns.service.behaveAll({ status: 200, delayMs: 300 });
    const routine = pushApple(deps, { kind: "routine" });
    await eventually("some pushes", () => apns.service.counts.pushes >= 20);

    const arrived = new Set(apns.service.received.map(({ pushToken }) => pushToken));
    const waiting = tickets.find(({ pushToken }) => !arrived.has(pushToken));
    if (!waiting) throw new Error("everything has left already");
    await revoke(database.db, [waiting.serialNumber]);
    await pushApple(deps, { kind: "revocation" });
    apns.service.behaveAll({ status: 200 });
    const place = apns.service.received.findIndex(
      ({ pushToken }) => pushToken === waiting.pushToken,
    );
    expect(place).to.be.within(20, 150);
    expect(apns.service.counts.pushes).to.be.lessThan(250);
    await routine;
    expect(await owedTickets(database.db)).to.deep.equal([]);
  });
});

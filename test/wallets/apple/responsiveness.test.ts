import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { testNow } from "../../support/builders.ts";
import { passkitTicket } from "../../support/passkit-ticket.ts";
import { aContent, aPng, aTicketState, eventImages } from "../../support/ticket-content.ts";

/** The longest time that nothing else could run, in milliseconds. */
async function maxStall(work: () => Promise<unknown>): Promise<number> {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  await sleep(20);
  monitor.enable();
  await sleep(20);
  await work();
  await sleep(20);
  monitor.disable();
  return monitor.max / 1e6;
}

describe("a burst of tickets", () => {
  const apple = useAppleWallet();

  it("a burst of tickets leaves the event loop free while 300 are signed; passkit-generator blocks it for one", async () => {
    const images = await eventImages();
    images.set("strip@2x.png", await aPng(750, 196));
    const compiled = apple.wallet.compile(aContent(), images, "nb", false);
    const ticket = (index: number) =>
      aTicketState({ serialNumber: `serial-number-of-no-${index}`, usesLeft: index });
    const stamp = (index: number) => apple.wallet.stamp(compiled, ticket(index), testNow);
    await stamp(0);

    let done = 0;
    const ours = await maxStall(() =>
      Promise.all(Array.from({ length: 300 }, (_, index) => stamp(index).then(() => (done += 1)))),
    );
    const theirs = await maxStall(async () => {
      await sleep(1);
      passkitTicket(apple.certificates, aContent(), images, "nb", ticket(1), {
        url: "https://tickets.example/apple",
        token: "0123456789abcdef",
      }).getAsBuffer();
    });
    expect(done).to.equal(300);
    expect(ours, `${ours} ms against ${theirs} ms`).to.be.lessThan(theirs / 2);
  });
});

import { setImmediate as turn } from "node:timers/promises";
import { expect } from "chai";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { testNow } from "../../support/builders.ts";
import { passkitTicket } from "../../support/passkit-ticket.ts";
import { aContent, aPng, aTicketState, eventImages } from "../../support/ticket-content.ts";

type SignTicket = (index: number) => Promise<unknown>;

/** Signs `n` tickets one after another, and returns how many turns the event loop had meanwhile. */
async function turnsDuring(n: number, signTicket: SignTicket): Promise<number> {
  const signing = { isOver: false };
  const counted = (async () => {
    let turns = 0;
    for (; !signing.isOver; turns += 1) await turn();
    return turns - 1;
  })();
  for (let index = 0; index < n; index += 1) await signTicket(index);
  signing.isOver = true;
  return counted;
}

/** Starts `n` tickets at once, and returns how many are signed before the event loop's next turn. */
async function signedAtOnce(n: number, signTicket: SignTicket): Promise<number> {
  let signed = 0;
  // From here on in a microtask: of what begins outside one, ticks come before the microtasks.
  await Promise.resolve();
  const all = Array.from({ length: n }, (_, index) => signTicket(index).then(() => (signed += 1)));
  // Runs after every microtask, before the next turn.
  const atOnce = await new Promise<number>((resolve) => {
    process.nextTick(() => {
      resolve(signed);
    });
  });
  await Promise.all(all);
  expect(signed).to.equal(n);
  return atOnce;
}

/** `npm run bench -- stamp` measures the longest stall in milliseconds, beside passkit-generator's. */
describe("a burst of tickets", () => {
  const apple = useAppleWallet();
  let ours: SignTicket;
  let theirs: SignTicket;

  before(async () => {
    const images = await eventImages();
    images.set("strip@2x.png", await aPng(750, 196));
    const compiled = apple.wallet.compile(aContent(), images, "nb", false);
    const ticket = (index: number) =>
      aTicketState({ serialNumber: `serial-number-of-no-${index}`, usesLeft: index });
    const web = { url: "https://tickets.example/apple", token: "0123456789abcdef" };
    ours = (index) => apple.wallet.stamp(compiled, ticket(index), testNow);
    theirs = (index) =>
      Promise.resolve(
        passkitTicket(
          apple.certificates,
          aContent(),
          images,
          "nb",
          ticket(index),
          web,
        ).getAsBuffer(),
      );
  });

  it("a burst of tickets leaves the event loop a turn between every two; passkit-generator leaves none", async () => {
    expect(await turnsDuring(50, ours)).to.be.at.least(49);
    expect(await turnsDuring(2, theirs)).to.equal(0);
  });

  it("a burst of 300 tickets is not signed on the event loop; one by passkit-generator is", async () => {
    expect(await signedAtOnce(300, ours)).to.equal(0);
    expect(await signedAtOnce(2, theirs)).to.equal(2);
  });
});

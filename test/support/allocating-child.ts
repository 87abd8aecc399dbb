// Allocates in a process of its own, to be killed in the middle. Input by standard input, since a
// thousand references do not fit an argument.
import { text } from "node:stream/consumers";
import { allocate } from "../../src/actions/allocations/allocate.ts";
import { connect, type Pool } from "../../src/db/connect.ts";
import { testDeps } from "./test-deps.ts";

interface Input {
  url: string;
  offerId: string;
  references: string[];
  /** Off for a negative control: every statement commits by itself. */
  transaction: boolean;
}

/** As if the action had forgotten its transaction. */
const withoutTransaction = (db: Pool): Pool =>
  new Proxy(db, {
    get: (target, name): unknown =>
      name === "transaction"
        ? (run: (db: Pool) => Promise<unknown>) => run(target)
        : Reflect.get(target, name),
  });

const { url, offerId, references, transaction } = JSON.parse(await text(process.stdin)) as Input;
const db = connect(url, { max: 2 });
await allocate(
  {
    ...testDeps(transaction ? db : withoutTransaction(db)),
    enqueue: () => {
      process.stdout.write("committed\n");
      return new Promise((resolve) => setTimeout(resolve, 60_000));
    },
  },
  {
    actor: { role: "nav", id: "officer", municipalities: ["5025"] },
    items: references.map((recipient) => ({ recipient, offerId })),
  },
);

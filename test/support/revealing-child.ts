// Shows a ticket's barcode in a process of its own, to be killed before or after the commit. Input by standard input.
import { text } from "node:stream/consumers";
import { showBarcode } from "../../src/actions/passes/show-barcode.ts";
import { connect } from "../../src/db/connect.ts";
import { testDeps } from "./test-deps.ts";

const { url, ...ticket } = JSON.parse(await text(process.stdin)) as {
  url: string;
  token: string;
  serialNumber: string;
};
await showBarcode(testDeps(connect(url, { max: 2 })), ticket);
process.stdout.write("committed\n");
// The answer never leaves.
setTimeout(() => undefined, 60_000);

import { execFile } from "node:child_process";
import { expect } from "chai";
import { aPass, aRecipient, testSecretKeys } from "../support/builders.ts";
import { compiled } from "../support/compiled.ts";
import { useDatabase } from "../support/database.ts";

const program = new URL("../../src/cli/keys.ts", import.meta.url);
const newKey = `new:${Buffer.alloc(32, 9).toString("base64")}`;

describe("npm run keys", function () {
  this.timeout(60_000);
  const database = useDatabase();

  /** The command as an operator runs it. */
  const keys = (command: string, secretKeys: string) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const PATH = process.env["PATH"];
      const env = { PATH, DATABASE_URL: database.url, SECRET_KEYS: secretKeys };
      execFile(process.execPath, [compiled(program), command], { env }, (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
      });
    });

  it("npm run keys encrypts everything under a new key, and says that the old one can go", async () => {
    await aRecipient(database.db);
    const first = await keys("rotate", testSecretKeys);
    expect(first.output).to.contain("test  current;");
    const early = await keys("rotate", newKey);
    expect(early).to.deep.include({ code: 1 });
    expect(early.output).to.contain("SECRET_KEYS lacks the current key test");
    const rotated = await keys("rotate", `${newKey},${testSecretKeys}`);
    expect(rotated.code, rotated.output).to.equal(0);
    expect(rotated.output).to.match(/^Encrypted \d+ values under new\./);
    const { output } = await keys("status", `${newKey},${testSecretKeys}`);
    expect(output)
      .to.match(/ {2}test {2}can go; held by 0 of 0 processes, first in 0\n {2}new {2}current/)
      .and.to.contain("1 recipients.reference_sealed");
  });

  it("npm run keys says that an old key must stay, for what, and until when", async () => {
    await keys("rotate", `${newKey},${testSecretKeys}`);
    const { serialNumber } = await aPass(database.db);
    const ticket = database.db("passes").where({ serial_number: serialNumber });
    await ticket.update({ token_key_id: "test" });
    const { output } = await keys("status", `${newKey},${testSecretKeys}`);
    expect(output).to.match(
      /^ {2}test {2}must stay; .*\n(?: {6}.*\n)* {6}1 tickets, until about \d{4}-\d\d-\d\d$/m,
    );
  });

  it("npm run keys does not rotate while a running process does not name the new key first", async () => {
    await database.db("key_ring_instances").insert({ key_ids: ["new", "test"] });
    const held = await keys("rotate", `${testSecretKeys},${newKey}`);
    expect(held.code).to.equal(1);
    expect(held.output).to.contain("The key test is not current yet");
  });
});

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { missingHolderTexts } from "../../src/views/texts/holder-texts.ts";
import { compiled } from "../support/compiled.ts";
import { inFolder } from "../support/opened-pass.ts";

const program = new URL("../../src/cli/texts.ts", import.meta.url);
const file = "texts-sma.csv";

describe("npm run texts", function () {
  this.timeout(60_000);

  /** The command as a developer runs it. */
  const texts = (cwd: string, ...args: string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      execFile(process.execPath, [compiled(program), ...args], { cwd }, (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
      });
    });
  const written = async (folder: string) => {
    await texts(folder, "missing", "sma");
    return (await readFile(join(folder, file), "utf8"))
      .replace(/^\uFEFF/, "")
      .trimEnd()
      .split("\n");
  };

  it("npm run texts writes every text that sma lacks, of page, wallets and messages, with its key", async () => {
    await inFolder(async (folder) => {
      const [head, ...lines] = await written(folder);
      expect(head).to.equal("key;where;nb;sma");
      const keys = lines.map((line) => line.split(";")[0] ?? "");
      for (const key of missingHolderTexts("sma")) {
        expect(
          keys.some((one) => one === `page.${key}` || one.startsWith(`page.${key}.`)),
          key,
        ).to.equal(true);
      }
      expect(lines).to.include.members([
        "page.ticketOf;the families' page;Billett {1} av {2};",
        "page.states.used;the families' page;Brukt;",
        "rules.people;wallets, page, paper, message;{1} personer;",
        "rules.people (1);wallets, page, paper, message;1 person;",
        "code.till;under a provider's own code;Vis koden i kassa.;",
        "ready.subject.one;message: tickets are ready;Billetten din er klar;",
        "cancelled.subject;message: cancelled;Avlyst: {1};",
      ]);
      expect(keys).to.have.length(new Set(keys).size);
    });
  });

  it("npm run texts finds no fault in a file with none or some of its texts translated", async () => {
    await inFolder(async (folder) => {
      const lines = await written(folder);
      expect(await texts(folder, "check", file)).to.deep.include({ code: 0 });
      const some = lines.map((line) =>
        line.startsWith("page.ticketOf") ? `${line}{2}: {1}` : line,
      );
      await writeFile(join(folder, file), some.join("\r\n"));
      const { code, output } = await texts(folder, "check", file);
      expect(code).to.equal(0);
      expect(output).to.match(/^1 of \d+ texts are translated; 0 faults\.$/m);
    });
  });

  it("npm run texts names each fault of a file: unknown and doubled keys, lost values, revealing words", async () => {
    await inFolder(async (folder) => {
      const lines = [
        "key;where;nb;sma",
        "page.nothing;;;a",
        "page.where;;;a",
        "page.where;;;b",
        "page.ticketOf;;;a {1}",
        "page.print;;;a {1}",
        "page.ended;;;NAV",
      ];
      await writeFile(join(folder, file), lines.join("\n"));
      const { code, output } = await texts(folder, "check", file);
      expect(code).to.equal(1);
      expect(output.trimEnd().split("\n")).to.have.members([
        "page.nothing: there is no such text to translate.",
        "page.where: stands twice.",
        "page.ticketOf: has {1}, and must have {1} {2}.",
        "page.print: has {1}, and must have none.",
        'page.ended: "nav" is on the deny-list.',
        "6 of 6 texts are translated; 5 faults.",
      ]);
    });
  });

  it("npm run texts says how it is used for anything else, and what a foreign table lacks", async () => {
    await inFolder(async (folder) => {
      for (const args of [[], ["missing"], ["missing", "nb"], ["x", "y"], ["check", "a", "b"]]) {
        expect((await texts(folder, ...args)).code, args.join(" ")).to.equal(2);
      }
      await writeFile(join(folder, file), "key,sma\npage.where,a\n");
      const { code, output } = await texts(folder, "check", file);
      expect(code).to.equal(1);
      expect(output).to.contain("must have the columns key and sma");
    });
  });
});

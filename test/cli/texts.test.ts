import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { stringify } from "csv-stringify/sync";
import type { Voice } from "../../src/cli/texts/catalogues.ts";
import { missingTexts } from "../../src/cli/texts/missing-texts.ts";
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
        "wallets.newTime;both wallets;Ny tid: %@;",
        "templates.Gyldig til;both wallets: shipped templates;Gyldig til;",
        "draw.standing.fewest_tickets (1);NAV's letter on a draw;1 billett de siste tolv månedene;",
        "draw.standing.age ({1} = 0);NAV's letter on a draw;alderen er ikke {2} år;",
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

  it("npm run texts takes every text of a language back, NAV's letters with its name, and none of a ticket's with it", async () => {
    await inFolder(async (folder) => {
      const asked = missingTexts("sma");
      const voices = new Set(asked.map(({ voice }) => voice));
      expect([...voices].sort()).to.deep.equal(["nav", "venue"]);
      expect(asked.filter(({ voice, nb }) => voice === "nav" && nb.includes("NAV"))).to.not.be
        .empty;
      /** The file as it comes back in a language made up for this, in which every text ends alike. */
      const handBack = async (endOf: (voice: Voice) => string) => {
        const lines = asked.map(({ key, nb, voice }) => ({ key, sma: `${nb} ${endOf(voice)}` }));
        await writeFile(join(folder, file), stringify(lines, { header: true, delimiter: ";" }));
        return texts(folder, "check", file);
      };
      const whole = await handBack((voice) => (voice === "nav" ? "hos NAV" : "mijjen"));
      expect(whole.output.trim()).to.equal(
        `${asked.length} of ${asked.length} texts are translated; 0 faults.`,
      );
      expect(whole.code).to.equal(0);
      const telling = await handBack(() => "hos NAV");
      const named = telling.output
        .split("\n")
        .flatMap((line) => line.match(/^.*(?=: "nav" is)/) ?? []);
      expect(named).to.have.members(
        asked.flatMap(({ key, voice }) => (voice === "venue" ? [key] : [])),
      );
    });
  });

  it("npm run texts lists of a group that is translated in part what the language lacks, and nothing else", () => {
    const nb = { a: "en", of: { b: "to", c: (n: number) => `${n} av dem` } };
    const own = { a: "akte", of: { b: "göökte" } };
    const texts = { nb, nn: nb, en: nb, sma: own };
    const missing = missingTexts("sma", { letter: { where: "a letter", voice: "nav", texts } });
    expect(missing).to.deep.equal([
      { key: "letter.of.c", nb: "{1} av dem", where: "a letter", voice: "nav" },
    ]);
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
        "draw.complain;;;NAV",
        "wallets.newTime;;;a",
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
        "wallets.newTime: has no placeholder, and must have %@.",
        "8 of 8 texts are translated; 6 faults.",
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

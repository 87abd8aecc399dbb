import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { findRevealingWords } from "../../../src/domain/deny-list.ts";
import { contrastRatio } from "../../../src/domain/templates/contrast.ts";
import { redemptionReasons } from "../../../src/domain/door/redemption.ts";
import { doorLanguages, doorTexts } from "../../../src/views/texts/door-texts.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

const longOf = (color: string) =>
  color.length === 4 ? color.replace(/[0-9a-f]/gi, (digit) => digit + digit) : color;

/** Every text of a catalogue, however deep. */
const textsIn = (catalogue: unknown): string[] =>
  typeof catalogue === "string"
    ? [catalogue]
    : Object.values(catalogue as Record<string, unknown>).flatMap(textsIn);

describe("the scanner's page", () => {
  const database = useDatabase();
  const server = useServer(database);
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { headers });
  const text = async (path: string, headers?: Record<string, string>) =>
    (await get(path, headers)).text();

  it("the scanner's page is one page for every entrance, kept by no cache", async () => {
    const answer = await get("/door");
    expect(answer.status).to.equal(200);
    expect(answer.headers.get("cache-control")).to.equal("private, no-store");
    expect(await answer.text()).to.equal(await text("/door"));
  });

  it("the scanner's page comes in the language that is asked for, or else the browser's", async () => {
    const cases: [query: string, accept: string, language: string][] = [
      ["", "", "nb"],
      ["", "nn-NO,nn;q=0.9", "nn"],
      ["", "no", "nb"],
      ["", "en-GB,en;q=0.9", "en"],
      ["", "de", "nb"],
      ["?lang=en", "nn", "en"],
      ["?lang=sma", "nn", "nn"],
    ];
    for (const [query, accept, language] of cases) {
      const page = await text(`/door${query}`, { "accept-language": accept });
      expect(page, `${query} ${accept}`).to.include(`<html lang="${language}">`);
      expect(page).to.include(doorTexts(language as "nb").startCamera);
    }
  });

  for (const language of doorLanguages) {
    it(`the scanner's page has its own words for every reason in ${language}, none of which tell`, () => {
      const { refusals } = doorTexts(language).script;
      expect(refusals).to.include.all.keys(redemptionReasons);
      const helps = redemptionReasons.map((reason) => refusals[reason].help);
      expect(new Set(helps).size).to.equal(redemptionReasons.length);
      const words = textsIn(doorTexts(language));
      expect(words).to.not.include("");
      expect(words.flatMap(findRevealingWords)).to.deep.equal([]);
    });
  }

  it("the answers' colours differ in brightness, for eyes that do not tell red from green", async () => {
    const css = await readFile(
      new URL("../../../src/views/styles/door.css", import.meta.url),
      "utf8",
    );
    const colorsOf = (outcome: string) => {
      const rule = new RegExp(
        `data-outcome="${outcome}"\\] \\{\\s*background: (#\\w+);\\s*color: (#\\w+)`,
      ).exec(css);
      return [longOf(rule?.[1] ?? ""), longOf(rule?.[2] ?? "")] as const;
    };
    const [yes, no] = [colorsOf("accepted"), colorsOf("refused")];
    expect(contrastRatio(yes[0], no[0])).to.be.at.least(3);
    for (const [background, text] of [yes, no, colorsOf("again")]) {
      expect(contrastRatio(background, text)).to.be.at.least(7);
    }
  });

  it("alone may compile a decoder", async () => {
    const policy = async (path: string) =>
      (await get(path)).headers.get("content-security-policy") ?? "";
    const usual = await policy("/t");
    expect(usual).to.include("script-src 'self';").and.not.include("wasm");
    expect(await policy("/door")).to.equal(
      usual.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
    );
  });

  it("the scanner's page finds everything that it loads at its own origin", async () => {
    const waiting = [...(await text("/door")).matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path);
    const types = new Map<string, string | null>();
    for (const path of waiting) {
      if (types.has(path)) continue;
      const answer = await get(path);
      expect(answer.status, path).to.equal(200);
      types.set(path, answer.headers.get("content-type"));
      const imported = (await answer.text()).matchAll(/ from "([^"]+)";/g);
      waiting.push(...[...imported].map(([, address = ""]) => address));
    }
    expect([...types.values()]).to.include("application/wasm");
    expect(types.size).to.be.at.least(18);
  });
});

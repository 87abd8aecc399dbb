import { readFile } from "node:fs/promises";
import { expect } from "chai";
import sharp from "sharp";
import { findRevealingWords } from "../../../src/domain/deny-list.ts";
import { contrastRatio } from "../../../src/domain/templates/contrast.ts";
import { redemptionReasons } from "../../../src/domain/door/redemption.ts";
import { doorLanguages, doorTexts } from "../../../src/views/texts/door-texts.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

const longOf = (color: string) =>
  color.length === 4 ? color.replace(/[0-9a-f]/gi, (digit) => digit + digit) : color;

/** Rows for red, green and blue light: Machado, Oliveira, Fernandes 2009, severity 1. */
const colorBlindness = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** The colour as a person sees it to whom the matrix applies. */
function seenWith(matrix: number[][], color: string): string {
  const light = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const bytes = matrix.map((row) => {
    const sum = row.reduce((total, factor, index) => total + factor * (light[index] ?? 0), 0);
    const seen = Math.min(1, Math.max(0, sum));
    const share = seen <= 0.0031308 ? seen * 12.92 : 1.055 * seen ** (1 / 2.4) - 0.055;
    return Math.round(share * 255);
  });
  return `#${Buffer.from(bytes).toString("hex")}`;
}

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
    for (const [blindness, matrix] of Object.entries(colorBlindness)) {
      const [seenYes, seenNo, seenAgain] = [yes, no, colorsOf("again")].map(([background]) =>
        seenWith(matrix, background),
      ) as [string, string, string];
      expect(contrastRatio(seenYes, seenNo), blindness).to.be.at.least(3);
      expect(contrastRatio(seenAgain, seenNo), blindness).to.be.at.least(3);
    }
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
      const imported = (await answer.text()).matchAll(/(?: from|^import) "([^"]+)";/gm);
      waiting.push(...[...imported].map(([, address = ""]) => address));
    }
    expect([...types.values()]).to.include("application/wasm");
    expect(types.size).to.be.at.least(18);
    const worker = await text("/door-worker.js");
    const listed = JSON.parse(/doorFiles = (\[.*\]);/.exec(worker)?.[1] ?? "[]") as string[];
    const icons = [...types.keys()].filter((path) => path.endsWith(".png"));
    expect(listed.filter((path) => path.startsWith("/assets/"))).to.have.members(
      [...types.keys()].filter((path) => !icons.includes(path)),
    );
    expect(listed).to.include.members(["/door", "/door?lang=nb", "/door?lang=nn", "/door?lang=en"]);
  });

  it("the scanner's page is an app that a phone installs, whose name and icons tell nothing", async () => {
    for (const language of doorLanguages) {
      const page = await text(`/door?lang=${language}`);
      expect(page).to.include(`<link rel="manifest" href="/door.webmanifest?lang=${language}"/>`);
      const answer = await get(`/door.webmanifest?lang=${language}`);
      expect(answer.headers.get("content-type")).to.include("application/manifest+json");
      const manifest = (await answer.json()) as {
        name: string;
        start_url: string;
        scope: string;
        display: string;
        icons: { src: string; sizes: string }[];
      };
      expect(manifest).to.include({
        name: doorTexts(language).title,
        start_url: `/door?lang=${language}`,
        scope: "/door",
        display: "standalone",
      });
      for (const { src, sizes } of manifest.icons) {
        const icon = await sharp(await (await get(src)).arrayBuffer()).metadata();
        expect(`${icon.width}x${icon.height}`).to.equal(sizes);
      }
      expect(manifest.icons.map(({ sizes }) => sizes)).to.deep.equal(["192x192", "512x512"]);
    }
  });

  it("the scanner's service worker is asked for anew each time, under the strict policy of all pages", async () => {
    const answer = await get("/door-worker.js");
    expect(answer.headers.get("cache-control")).to.equal("no-cache");
    expect(answer.headers.get("content-type")).to.match(/^text\/javascript/);
    expect(answer.headers.get("content-security-policy")).to.not.include("wasm");
  });
});

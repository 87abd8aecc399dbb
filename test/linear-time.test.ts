import { expect } from "chai";
import { kindOfDeviceLog } from "../src/domain/apple/device-log.ts";
import { parsePassesUpdatedSince } from "../src/domain/apple/passes-updated-since-tag.ts";
import { slugOf } from "../src/domain/providers/provider.ts";
import { parseClaimCode } from "../src/domain/recipients/claim-code.ts";
import { findRevealingWords } from "../src/domain/deny-list.ts";
import { holdsNationalIdentityNumber } from "../src/domain/national-identity-number.ts";
import { barcodeReadings } from "../src/domain/passes/barcode-readings.ts";
import { jsonSyntaxError } from "../src/http/api/json-syntax-error.ts";
import { contentDisposition } from "../src/http/api/content-disposition.ts";
import { isDeeperThan, maxJsonDepth } from "../src/http/api/json-depth.ts";
import { readBatch } from "../src/wallets/google/batch-format.ts";
import { withoutSentenceMarks } from "../src/http/holder/sentence-marks.ts";
import { isPreviewer } from "../src/http/server/looking-ahead.ts";
import { svgFaults } from "../src/wallets/artwork/svg-safety.ts";

const svg = (text: string) => svgFaults(Buffer.from(text), "logo");
const shallow = (text: string) => jsonSyntaxError(`[${text}`);

/** Checkers of outside input, each with hostile input that grows with n. */
const cases: [checker: string, run: (text: string) => unknown, inputs: Record<string, Grow>][] = [
  [
    "the SVG check",
    svg,
    {
      "unclosed url(": (n) => `<svg style="${"url(".repeat(n)}`,
      "unclosed quoted url(": (n) => `<svg style="${"url('#".repeat(n)}`,
      "internal references": (n) => `<svg style="${"url(#a)".repeat(n)}`,
      "white space inside url(": (n) => `<svg style="${`url( ${" ".repeat(n)}`.repeat(3)}`,
      "white space behind an attribute's name": (n) => `<svg href${" ".repeat(n)}/>`,
      "attributes without a value": (n) => `<svg ${"href =".repeat(n)}`,
      "unclosed quotes": (n) => `<svg ${"href='#".repeat(n)}`,
      "event handlers without a value": (n) => `<svg ${" ona".repeat(n)}`,
      "a long event handler": (n) => `<svg on${"a".repeat(n)}`,
      "opening brackets": (n) => `<svg>${"< ".repeat(n)}`,
      "a long element name": (n) => `<svg><${"a-".repeat(n)}`,
      "unfinished character references": (n) => `<svg>${"&#".repeat(n)}`,
    },
  ],
  [
    "the deny-list",
    findRevealingWords,
    {
      "one long word": (n) => "a".repeat(n),
      "letters and figures": (n) => "a4".repeat(n),
      "spelled-out letters": (n) => "a ".repeat(n),
      "marks between letters": (n) => "n.".repeat(n),
      "words that begin like a refused one": (n) => "grati ".repeat(n),
    },
  ],
  [
    "the identity-number check",
    holdsNationalIdentityNumber,
    { "one long number": (n) => "1".repeat(n), "grouped digits": (n) => "1 ".repeat(n) },
  ],
  [
    "the barcode reader",
    barcodeReadings,
    { "a long text": (n) => `J2${"A".repeat(n)}`, "many spaces": (n) => " ".repeat(n) },
  ],
  [
    "the place of a JSON fault",
    shallow,
    { "a fault at the end": (n) => `${"1,".repeat(n)}}`, "a long string": (n) => "a".repeat(n) },
  ],
  [
    "the device log",
    kindOfDeviceLog,
    {
      "a long word": (n) => "a".repeat(n),
      "words that begin like a known one": (n) => "invalid pass ".repeat(n),
    },
  ],
  [
    "the depth of JSON",
    (text) => isDeeperThan(Buffer.from(text), maxJsonDepth),
    { "quotes and escapes": (n) => '["\\"'.repeat(n), "shallow arrays": (n) => "[],".repeat(n) },
  ],
  [
    "the claim code",
    parseClaimCode,
    { "dashes and spaces": (n) => "- ".repeat(n), "letters like digits": (n) => "IL".repeat(n) },
  ],
  [
    "a file's name",
    contentDisposition,
    { dashes: (n) => "-".repeat(n), "letters with marks": (n) => "é ".repeat(n) },
  ],
  [
    "a provider's short name",
    slugOf,
    { dashes: (n) => "-".repeat(n), "letters with marks": (n) => "é ".repeat(n) },
  ],
  [
    "the phone's tag",
    parsePassesUpdatedSince,
    { "many numbers": (n) => "1_".repeat(n), "a long number": (n) => "1".repeat(n) },
  ],
  [
    "Google's batch answer",
    (text) => readBatch("multipart/mixed; boundary=b", text),
    {
      "empty parts": (n) => "\r\n--b\r\n\r\n".repeat(n),
      "white space before a part": (n) => `\r\n--b${"\t ".repeat(n)}`,
      "a long number that does not end": (n) => `\r\n--b\r\ncontent-id: ${"1".repeat(n)}x\r\n\r\n`,
      "line breaks": (n) => `\r\n--b${"\r\nx".repeat(n)}`,
    },
  ],
  [
    "the claim link's address",
    withoutSentenceMarks,
    {
      "marks before a letter": (n) => `${".".repeat(n)}a`,
      "marks at the end": (n) => `a${".".repeat(n)}`,
    },
  ],
  [
    "the browser's name",
    isPreviewer,
    {
      "words that begin like a known one": (n) => "snapchat".repeat(n),
      "a long word": (n) => "a".repeat(n),
    },
  ],
];
type Grow = (n: number) => string;

/** The least CPU time of three runs, in microseconds: less than one run is another program's. */
function cpuTime(run: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...times);
}

/** Large enough to measure, small enough that quadratic work ends. */
const small = 1_000;
/** Tenfold input takes ten times as long in linear and a hundred times in quadratic time. */
const maxRatio = 40;
/** Below it, the clock's grain decides. In microseconds. */
const grain = 2_000;

describe("checkers of outside input take linear time", () => {
  for (const [checker, run, inputs] of cases) {
    for (const [name, grow] of Object.entries(inputs)) {
      it(`${checker} takes linear time for ${name}`, () => {
        const [little, much] = [grow(small), grow(10 * small)];
        const before = Math.max(
          cpuTime(() => run(little)),
          grain,
        );
        expect(cpuTime(() => run(much)) / before).to.be.below(maxRatio);
      });
    }
  }

  it("a quadratic expression is refused (negative control)", () => {
    const quadratic = (text: string) => [...text.matchAll(/\burl\(\s*([^)]*)\s*\)/g)];
    const grow: Grow = (n) => "url(".repeat(n);
    const before = Math.max(
      cpuTime(() => quadratic(grow(small))),
      grain,
    );
    expect(cpuTime(() => quadratic(grow(10 * small))) / before).to.be.above(maxRatio);
  });
});

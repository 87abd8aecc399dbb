import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import sharp from "sharp";
import { findRevealingWords } from "../../../src/domain/deny-list.ts";
import { ticketsPdf } from "../../../src/views/pdf/tickets-pdf.ts";
import { ticketCases } from "../ticket-cases.ts";

const at = new Date("2027-01-15T10:00:00Z");
const options = { language: "nb", brandName: "Join", at } as const;

describe("tickets on paper", () => {
  it("tickets on paper are one page each, and say their language and title", async () => {
    const text = (await ticketsPdf(ticketCases, options)).toString("latin1");
    expect(text.match(/\/Type \/Page\b/g)).to.have.length(ticketCases.length);
    expect(text).to.contain("/Lang (nb)");
    expect(text).to.contain("/MarkInfo");
    expect(text)
      .to.match(/\/Title \d+ 0 R/)
      .and.contain("(Billettene dine)");
  });

  it("say nothing of who made the file", async () => {
    const text = (await ticketsPdf(ticketCases, options)).toString("latin1");
    expect(text).to.not.match(/pdfkit/i);
    expect(text).to.not.contain("/Author");
    // What is compressed has brackets by chance.
    const outside = text.replace(/stream\r?\n[^]*?endstream/g, "");
    const literals = [...outside.matchAll(/\(([^()]*)\)/g)].map(([, literal]) => literal ?? "");
    expect(literals).to.include("Join");
    expect(literals.flatMap(findRevealingWords)).to.deep.equal([]);
  });

  it("tickets on paper keep their code readable under the longest rules", async () => {
    const colour = { width: 1032, height: 336, channels: 3, background: "#88bbdd" } as const;
    const hero = await sharp({ create: colour }).png().toBuffer();
    const [, concert, card] = ticketCases;
    if (!concert || !card) throw new Error("no ticket");
    const title = { nb: "En konsert med et navn som går over to hele linjer på arket" };
    const blackout = Array.from({ length: 4 }, (_, n): [string, string] => [
      `2027-0${n + 2}-25`,
      `2027-0${n + 3}-04`,
    ]);
    const full = { weekdays: [1, 2, 3, 4], blackout, usesPerDay: 2, uses: 10, usesLeft: 9 };
    const { validity } = card;
    const pdf = await ticketsPdf([{ ...concert, ...full, validity, hero, title }], options);
    const folder = await mkdtemp(join(tmpdir(), "paper-"));
    try {
      await writeFile(join(folder, "a.pdf"), pdf);
      const run = promisify(execFile);
      await run("pdftoppm", ["-r", "200", "-png", join(folder, "a.pdf"), join(folder, "a")]);
      const { stdout } = await run("zbarimg", ["--quiet", "--raw", join(folder, "a-1.png")]);
      expect(stdout.trim()).to.equal(concert.barcode);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("carry the picture and survive letters of every language", async () => {
    const colour = { width: 1032, height: 336, channels: 3, background: "#88bbdd" } as const;
    const hero = await sharp({ create: colour }).png().toBuffer();
    const [first] = ticketCases;
    if (!first) throw new Error("no ticket");
    const title = { nb: "Åarjelsaemien čđŋšŧž ïöä “2” — é" };
    const pdf = await ticketsPdf([{ ...first, hero, title }], options);
    expect(pdf.toString("latin1")).to.contain("/Subtype /Image");
  });
});

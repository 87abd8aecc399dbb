import { execFile } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import sharp from "sharp";
import { findRevealingWords } from "../../../src/domain/deny-list.ts";
import { ticketsPdf } from "../../../src/views/pdf/tickets-pdf.ts";
import { inFolder } from "../../support/opened-pass.ts";
import { ticketCases } from "../ticket-cases.ts";

const at = new Date("2027-01-15T10:00:00Z");
const options = { language: "nb", brandName: "Billett", at } as const;

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
    expect(literals).to.include("Billett");
    expect(literals.flatMap(findRevealingWords)).to.deep.equal([]);
  });

  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#88bbdd" } })
      .png()
      .toBuffer();

  /** Every text as long as a provider may make it. */
  async function longest() {
    const [, concert, card] = ticketCases;
    if (!concert || !card) throw new Error("no ticket");
    const paragraph = (end: string) => ({ nb: `${"Vis billetten i kassa. ".repeat(84)}${end}` });
    const blackout = Array.from({ length: 40 }, (_, n): [string, string] => {
      const day = (n % 20) + 1;
      return [`2027-${n < 20 ? "02" : "03"}-${day}`, `2027-${n < 20 ? "02" : "03"}-${day}`].map(
        (text) => text.replace(/-(\d)$/, "-0$1"),
      ) as [string, string];
    });
    const label = { nb: "Vilkår" };
    return {
      ...{ ...concert, validity: card.validity, blackout },
      ...{ weekdays: [1, 2, 3, 4], usesPerDay: 2, uses: 10, usesLeft: 9 },
      ...{ hero: await picture(1032, 336), logo: await picture(480, 150) },
      title: { nb: `${"W".repeat(90)} TITTELSLUTT`.slice(0, 100) },
      provider:
        "Storsalen kulturhus og kunstnersenter for alle i hele dalen, avdeling for barn og unge",
      description: paragraph("BESKRIVELSESLUTT"),
      notes: Array.from({ length: 20 }, (_, n) => ({ label, text: paragraph(`VILKÅR${n}SLUTT`) })),
      providerPlace: { name: "Storsalen", address: "Kulturplassen 2, 7374 KONTAKTSLUTT" },
    };
  }

  /** What poppler and zbar read in a PDF: the pages' texts, its structure, and each page's codes. */
  const readIn = (pdf: Buffer) =>
    inFolder(async (folder) => {
      const run = promisify(execFile);
      const file = join(folder, "a.pdf");
      await writeFile(file, pdf);
      const text = (await run("pdftotext", ["-layout", file, "-"])).stdout;
      const structure = (await run("pdfinfo", ["-struct-text", file])).stdout;
      await run("pdftoppm", ["-r", "150", "-l", "2", "-png", file, join(folder, "a")]);
      const pictures = (await readdir(folder)).filter((name) => name.endsWith(".png")).sort();
      const codes = await Promise.all(
        pictures.map(async (name) => {
          // It fails for a page without any code.
          const none = () => ({ stdout: "" });
          const { stdout } = await run("zbarimg", ["-q", "--raw", join(folder, name)]).catch(none);
          return stdout.split("\n").filter(Boolean).sort();
        }),
      );
      return { text, structure, codes };
    });

  it("tickets on paper keep their code readable, and every text whole, under the longest texts", async () => {
    const ticket = await longest();
    const { text, codes } = await readIn(await ticketsPdf([ticket], options));
    expect(codes[0]).to.deep.equal([ticket.barcode]);
    for (const end of [
      "SLUTT",
      "BESKRIVELSESLUTT",
      "KONTAKTSLUTT",
      "VILKÅR0SLUTT",
      "VILKÅR19SLUTT",
    ]) {
      expect(text).to.contain(end);
    }
    expect(text.replaceAll(/\s/g, "")).to.contain(ticket.title.nb.replaceAll(/\s/g, ""));
  });

  describe("of any length", function () {
    this.timeout(60_000);
    let pictures: { hero: Buffer; logo: Buffer };
    before(async () => {
      pictures = { hero: await picture(1032, 336), logo: await picture(480, 150) };
    });

    /** Lines of each page of a ticket whose terms are so many sentences long. */
    async function linesOf(sentences: number, { hero, logo }: Partial<typeof pictures> = pictures) {
      const [, concert] = ticketCases;
      if (!concert) throw new Error("no ticket");
      const text = (count: number) => ({ nb: "Vis billetten i kassa. ".repeat(count) });
      const notes = [sentences, sentences / 2].map((count) => ({
        ...{ label: { nb: "Vilkår" }, text: text(Math.ceil(count)) },
      }));
      const providerPlace = { name: "Storsalen", address: "Kulturplassen 2, 7374 Røros" };
      const ticket = { ...concert, description: text(20), notes, providerPlace, hero, logo };
      const run = promisify(execFile)("pdftotext", ["-layout", "-", "-"]);
      run.child.stdin?.end(await ticketsPdf([ticket], options));
      const pages = (await run).stdout.split("\f").slice(0, -1);
      return pages.map((page) => page.split("\n").filter((line) => line.trim() !== ""));
    }

    it("a ticket on paper that needs a second page has the whole contact there, and three lines at least of what is before it", async () => {
      let parted = 0;
      for (let sentences = 40; sentences < 180; sentences += 10) {
        const pages = await linesOf(sentences);
        const last = pages.at(-1) ?? [];
        const contact = last.findIndex((line) => line.startsWith("Kontakt"));
        expect(last.length - contact, `${sentences} sentences`).to.equal(4);
        if (pages.length === 1) continue;
        parted += 1;
        expect(contact, `${sentences} sentences`).to.be.at.least(3);
      }
      expect(parted).to.be.above(5);
    });

    it("a ticket on paper gives its picture less room before it takes a second page", async () => {
      const { logo } = pictures;
      const counts = Array.from({ length: 10 }, (_, n) => 40 + 8 * n);
      for (const sentences of counts) {
        // Without the picture there is room for as much as its least height.
        const alone = await linesOf(sentences + 24, { logo });
        if (alone.length === 1) expect(await linesOf(sentences), `${sentences}`).to.have.length(1);
      }
      expect((await linesOf(counts.at(-1) ?? 0)).length).to.equal(2);
    });
  });

  it("paper has a structure of sections in reading order, which poppler reads", async () => {
    const [first] = ticketCases;
    if (!first) throw new Error("no ticket");
    const pdf = await ticketsPdf([first, first], { ...options, language: "en" });
    const { structure } = await readIn(pdf);
    expect(structure.match(/^\S+/gm)).to.deep.equal(["Document"]);
    expect(structure.match(/^ {2}\S+/gm)).to.deep.equal(["  Sect", "  Sect"]);
    const order = [
      "Hovdelia skisenter",
      "Day lift pass",
      "Figure",
      "123 456 786",
      "Not 25–29 March",
    ];
    const places = [...order, "Ett dagskort", "Terms"].map((each) => structure.indexOf(each));
    expect(places).to.not.include(-1);
    expect(places).to.deep.equal([...places].sort((a, b) => a - b));
    const file = pdf.toString("latin1");
    expect(file).to.contain("/Lang (en)");
    expect(file.match(/\/S \/P\s+\/Lang \(nb\)/g), "the description, in Bokmål").to.have.length(2);
    expect(file).to.contain("/Alt (Code for Day lift pass)");
  });

  it("a ticket on a sheet bears the venue's logo, and of terms that find no room the first sentence", async () => {
    const [first] = ticketCases;
    if (!first) throw new Error("no ticket");
    const label = { nb: "Vilkår", en: "Terms" };
    const text = { nb: `Gjelder også i regn. ${"Skiene leies i kassa. ".repeat(40)}` };
    const logo = await picture(480, 150);
    const sheets = { ...options, layout: "sheets" } as const;
    const pdf = await ticketsPdf([{ ...first, logo, notes: [{ label, text }] }], sheets);
    const said = (await readIn(pdf)).text.replaceAll(/\s+/g, " ");
    expect(said).to.contain("Vilkår: Gjelder også i regn.").and.not.contain("Skiene leies");
    expect(pdf.toString("latin1")).to.contain("/Subtype /Image");
  });

  it("tickets on sheets stand eight to a sheet, each with its own code, and too long ones on a page", async () => {
    const cards = Array.from({ length: 9 }, (_, n) => {
      const ticket = ticketCases[n % ticketCases.length];
      if (!ticket) throw new Error("no ticket");
      return { ...ticket, barcode: `J2${"ABCDEFGHI".charAt(n).repeat(176)}` };
    });
    const sheets = { ...options, layout: "sheets" } as const;
    const eight = await readIn(await ticketsPdf(cards, sheets));
    const codes = cards.map(({ barcode }) => barcode);
    expect(eight.codes).to.deep.equal([codes.slice(0, 8), codes.slice(8)]);
    expect(eight.text.match(/123 456 786/g)).to.have.length(9);
    expect(eight.text.replaceAll(/\s+/g, " ")).to.contain("Vilkår: Vis koden ved inngangen.");
    const long = await longest();
    const mixed = await readIn(await ticketsPdf([long, ...cards.slice(0, 1)], sheets));
    expect(mixed.codes).to.deep.equal([codes.slice(0, 1), [long.barcode]]);
  });

  for (const layout of ["pages", "sheets"] as const) {
    it(`paper leaves out emoji and scripts that it has no glyphs for, on ${layout}`, async () => {
      const [first] = ticketCases;
      if (!first) throw new Error("no ticket");
      const title = { nb: "🎉 Klippekort 🏊‍♀️ for 游泳 alle" };
      const { text } = await readIn(
        await ticketsPdf([{ ...first, title }], { ...options, layout }),
      );
      expect(text).to.contain("Klippekort for alle");
    });
  }

  it("carry the picture and survive letters of every language", async () => {
    const hero = await picture(1032, 336);
    const [first] = ticketCases;
    if (!first) throw new Error("no ticket");
    const title = { nb: "Åarjelsaemien čđŋšŧž ïöä “2” — é" };
    const pdf = await ticketsPdf([{ ...first, hero, title }], options);
    expect(pdf.toString("latin1")).to.contain("/Subtype /Image").and.contain("(Billetten din)");
  });
});

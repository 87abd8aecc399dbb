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

import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import sharp from "sharp";
import { sampleOffer } from "../../src/actions/templates/sample-offer.ts";
import { ticketStyles, type TemplateDefinition } from "../../src/domain/templates/template.ts";
import { AppleBack } from "../../src/views/preview/apple-back.tsx";
import { AppleFront } from "../../src/views/preview/apple-front.tsx";
import { columnsOf } from "../../src/views/preview/apple-fields.ts";
import { GoogleCard } from "../../src/views/preview/google-card.tsx";
import { GoogleDetails } from "../../src/views/preview/google-details.tsx";
import { googleTicket } from "../../src/views/preview/google-ticket.ts";
import { createTextOutlines } from "../../src/views/preview/text-outlines.tsx";
import { pictureImages } from "../../src/views/preview/picture-images.ts";
import { picturePng } from "../../src/views/preview/picture-png.ts";
import { sampleBarcode, type TicketPicture } from "../../src/views/preview/preview-ticket.ts";
import { contentOf } from "../../src/wallets/content.ts";
import { aTemplateDefinition, testNow } from "../support/builders.ts";
import { shippedTemplates } from "../support/shipped-templates.ts";
import { aPng } from "../support/ticket-content.ts";

const sides = { AppleFront, AppleBack, GoogleCard, GoogleDetails };

function aPicture(
  definition: TemplateDefinition = aTemplateDefinition,
  rest: Partial<TicketPicture> = {},
): TicketPicture {
  const offer = sampleOffer({ definition, providerId: "p", at: testNow });
  const content = contentOf(definition, offer, { name: "Hovdelia skisenter" });
  const image = () => undefined;
  return { id: "p", content, language: "nb", image, uses: 10, ...rest };
}

const drawnWidth = (markup: string, text: string) => {
  const scale = Number(/scale\(([\d.]+) /.exec(markup)?.[1]);
  const natural = createTextOutlines("w").width(text, { size: 1000 / 1.07 });
  return scale * natural;
};

describe("a picture of a ticket", () => {
  const { line, paragraph, width } = createTextOutlines("t");

  it("a ticket preview makes a text smaller before cutting it off", () => {
    const text = "Storstuggu kino og kulturhus";
    const natural = width(text, { size: 17 });
    const style = { x: 0, y: 0, size: 17, fill: "#000", least: 0.7 };
    const smaller = renderToStaticMarkup(line(text, { ...style, max: natural * 0.8 }));
    expect(smaller.match(/<use/g)).to.have.length(text.length);
    expect(drawnWidth(smaller, text)).to.be.closeTo(natural * 0.8, 1);
    const cut = renderToStaticMarkup(line(text, { ...style, max: natural * 0.5 }));
    expect(cut.match(/<use/g)?.length).to.be.below(text.length);
  });

  it("a ticket preview draws no box for an emoji or a script that the font lacks", () => {
    const drawn = (text: string) => {
      const outlines = createTextOutlines("e");
      const style = { x: 0, y: 0, size: 17, fill: "#000" };
      const elements = [
        outlines.line(text, { ...style, max: 400 }),
        outlines.paragraph(text, { ...style, max: 60, leading: 20 }).element,
      ];
      // Glyph 0 is what a font shows for a character that it lacks.
      expect(elements.map((each) => renderToStaticMarkup(each)).join("")).to.not.contain('#e-r0"');
      return renderToStaticMarkup(outlines.outlines());
    };
    expect(drawn("🎉 Klippekort 🏊‍♀️ for 游泳 alle")).to.equal(drawn("Klippekort for alle"));
    for (const Side of Object.values(sides)) {
      const title = { nb: "🎉 Kino 🍿", nn: "🎉 Kino 🍿" };
      const picture = aPicture();
      const content = { ...picture.content, title };
      const markup = renderToStaticMarkup(createElement(Side, { ...picture, content }));
      expect(markup).to.not.match(/#p-[rs]0"/);
    }
  });

  it("the code of every shipped template is read from a small, an inverted and a crushed picture", async () => {
    const folder = await mkdtemp(join(tmpdir(), "codes-"));
    const templates = await shippedTemplates();
    try {
      for (const { slug, content } of templates) {
        for (const [side, Drawn] of Object.entries({ AppleFront, GoogleCard })) {
          const picture = { id: "c", content, language: "nb", image: () => undefined, uses: 10 };
          const markup = renderToStaticMarkup(createElement(Drawn, picture as TicketPicture));
          // A phone's screen of 1170 pixels, at 35 %.
          const png = sharp(Buffer.from(markup), { density: 110 }).resize({ width: 410 });
          const file = (kind: string) => join(folder, `${slug}-${side}-${kind}`);
          await png.clone().png().toFile(file("small.png"));
          await png.clone().flatten().negate({ alpha: false }).png().toFile(file("inverted.png"));
          await png.clone().flatten().jpeg({ quality: 40 }).toFile(file("crushed.jpg"));
        }
      }
      const files = (await readdir(folder)).map((name) => join(folder, name));
      expect(files).to.have.length(templates.length * 6).and.not.be.empty;
      const { stdout } = await promisify(execFile)("zbarimg", [
        "--quiet",
        "--raw",
        "-Stest-inverted",
        ...files,
      ]);
      expect(stdout.trim().split("\n")).to.deep.equal(files.map(() => sampleBarcode));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("breaks a text between words, and a word that is too long within", () => {
    const style = { x: 0, y: 0, size: 16, fill: "#000", max: 200, leading: 20 };
    expect(paragraph("Vis koden ved inngangen til salen.", style).lines).to.equal(2);
    expect(paragraph("a\n\nb", style).lines).to.equal(3);
    expect(paragraph("x".repeat(200), style).lines).to.be.greaterThan(5);
    expect(paragraph("ord ".repeat(100), { ...style, lines: 2 }).lines).to.equal(2);
  });

  it("a ticket preview gives each field of a row what it needs, and takes from the widest what is missing", () => {
    const pen = createTextOutlines("c");
    const field = (key: string, value: string) => ({ key, label: "", value });
    const [short, long] = columnsOf([field("a", "Kort"), field("b", "Veldig lang ".repeat(9))], {
      pen,
      left: 14,
      right: 361,
    });
    expect(short?.width).to.be.closeTo(pen.width("Kort", { size: 17 }), 0.1);
    expect((long?.x ?? 0) + (long?.width ?? 0)).to.be.closeTo(361, 0.1);
  });

  for (const style of ticketStyles) {
    for (const [name, Side] of Object.entries(sides)) {
      it(`${name} of style ${style} is well-formed and carries its letters along`, async () => {
        const strip = await aPng(750, 288);
        const image = pictureImages(new Map([["strip@2x.png", strip]]));
        const picture = aPicture({ ...aTemplateDefinition, style }, { image });
        const markup = renderToStaticMarkup(createElement(Side, picture));
        const written = markup.replaceAll(/"data:[^"]*"/g, '""');
        expect(written).to.not.contain("<text").and.not.contain("NaN").and.not.contain("undefined");
        const drawn = [...markup.matchAll(/<use href="#([^"]+)"/g)].map(([, id]) => id);
        for (const id of new Set(drawn)) expect(markup).to.contain(`<path id="${id}"`);
        const { width: pixels } = await sharp(
          await picturePng(createElement(Side, picture)),
        ).metadata();
        expect(pixels).to.equal(name.startsWith("Apple") ? 750 : 720);
      });
    }
  }

  it("a ticket preview draws texts as texts, whatever they spell", () => {
    const logoText = { nb: `"><script>alert(1)</script>` };
    const markup = renderToStaticMarkup(
      createElement(AppleFront, aPicture({ ...aTemplateDefinition, logoText })),
    );
    expect(markup).to.not.contain("<script");
  });

  it("a ticket preview shows every field of a template, also a meeting time on what is no event", () => {
    const meeting = {
      key: "meeting",
      label: { nb: "Oppmøte" },
      value: { source: "eventStart" },
    } as const;
    const fields = { ...aTemplateDefinition.fields, auxiliary: [meeting] };
    const { content } = aPicture({ ...aTemplateDefinition, style: "coupon", fields });
    const keys = Object.values(fields).flatMap((each) => each.map(({ key }) => key));
    expect(content.fields.map(({ key }) => key)).to.have.members([...keys, "_rules"]);
    expect(aPicture({ ...aTemplateDefinition, style: "coupon" }).content.event).to.equal(undefined);
  });

  it("a ticket preview shows each field once in Google Wallet: on the card or among the details", () => {
    const { rows, details } = googleTicket(aPicture());
    const keys = [...rows.flat(), ...details].map(({ key }) => key);
    expect(new Set(keys).size).to.equal(keys.length);
    expect(keys).to.not.contain("title");
  });
});

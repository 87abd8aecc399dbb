import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import sharp from "sharp";
import { sampleOffer } from "../../src/actions/templates/sample-offer.ts";
import { symbologies, type OwnCodes, type Symbology } from "../../src/domain/codes/own-codes.ts";
import { sampleCode } from "../../src/domain/codes/symbology.ts";
import { TicketCode } from "../../src/views/holder/ticket-code.tsx";
import { ticketsPdf } from "../../src/views/pdf/tickets-pdf.ts";
import { AppleFront } from "../../src/views/preview/apple-front.tsx";
import { GoogleCard } from "../../src/views/preview/google-card.tsx";
import type { TicketPicture } from "../../src/views/preview/preview-ticket.ts";
import { contentOf } from "../../src/wallets/content.ts";
import { barcodeBars } from "../../src/views/ui/barcode-bars.ts";
import { aTemplateDefinition, testNow } from "../support/builders.ts";
import { inFolder } from "../support/opened-pass.ts";
import { someOwnCodes } from "../support/own-codes.ts";
import { readBarcodeIn } from "../support/read-barcode.ts";
import { ticketCases } from "./ticket-cases.ts";

/** ZXing's name of what is drawn. */
const formats: Record<Symbology, string> = {
  qr: "QRCode",
  aztec: "Aztec",
  pdf417: "PDF417",
  code128: "Code128",
  ean13: "EAN13",
  itf14: "ITF",
  datamatrix: "DataMatrix",
};
/** What Apple Wallet draws for it. */
const onApple: Partial<Record<Symbology, Symbology>> = {
  ean13: "code128",
  itf14: "code128",
  datamatrix: "qr",
};

const png = (markup: string) =>
  sharp(Buffer.from(markup), { density: 200 })
    .resize({ width: 1170 })
    .flatten({ background: "#fff" });

/** A ticket of the holder's page with a code of the symbology. */
function aTicket(ownCodes: OwnCodes) {
  const [ticket] = ticketCases;
  if (!ticket) throw new Error("There is no ticket case.");
  const barcode = sampleCode(ownCodes.symbology);
  return { ...ticket, ownCodes, barcode, barcodeText: barcode };
}

const simple = (format: string) => format.replace(/14$/, "").replaceAll(/[-_]/g, "");
async function expectRead(picture: Buffer, symbology: Symbology, text: string): Promise<void> {
  const read = await readBarcodeIn(picture);
  expect(read.map(([format, found]) => [simple(format), found])).to.deep.equal([
    [formats[symbology], text],
  ]);
}

describe("barcodes of own codes", () => {
  for (const symbology of symbologies) {
    const text = sampleCode(symbology);
    const ownCodes: OwnCodes = { ...someOwnCodes, symbology };

    it(`the holder's page shows a code as ${symbology} that ZXing reads`, async () => {
      const ticket = aTicket(ownCodes);
      const props = { ticket, barcode: text, language: "nb" } as const;
      const [svg = ""] =
        /<svg.*?<\/svg>/s.exec(renderToStaticMarkup(createElement(TicketCode, props))) ?? [];
      const drawn = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
      await expectRead(await png(drawn).png().toBuffer(), symbology, text);
    });

    it(`paper shows a code as ${symbology} that ZXing reads`, async () => {
      const options = { language: "nb", brandName: "Join", at: testNow } as const;
      const pdf = await ticketsPdf([aTicket(ownCodes)], options);
      await inFolder(async (folder) => {
        const file = join(folder, "ticket.pdf");
        await writeFile(file, pdf);
        await promisify(execFile)("pdftoppm", ["-r", "200", "-png", "-singlefile", file, file]);
        await expectRead(await readFile(`${file}.png`), symbology, text);
      });
    });

    it(`the drawings of both wallets show a code as ${symbology} in what they can draw`, async () => {
      const offer = sampleOffer({
        definition: aTemplateDefinition,
        providerId: "p",
        at: testNow,
      });
      const content = contentOf(
        aTemplateDefinition,
        { ...offer, ownCodes },
        { name: "Hovdelia skisenter" },
      );
      const image = () => undefined;
      const picture: TicketPicture = { id: "p", content, language: "nb", image, uses: 1 };
      for (const [Drawn, drawnAs] of [
        [AppleFront, onApple[symbology] ?? symbology],
        [GoogleCard, symbology],
      ] as const) {
        const markup = renderToStaticMarkup(createElement(Drawn, picture));
        await expectRead(await png(markup).png().toBuffer(), drawnAs, text);
      }
    });
  }

  it("the rows of PDF417 are three modules high, and fill the code", () => {
    const { bars, height } = barcodeBars("pdf417", sampleCode("pdf417"));
    expect(new Set(bars.map((bar) => bar.height))).to.deep.equal(new Set([3]));
    expect(Math.max(...bars.map((bar) => bar.y + bar.height))).to.equal(height);
  });

  it("a code that is shown as text alone has no barcode on the page", () => {
    const ticket = aTicket({ ...someOwnCodes, showAs: "text" });
    const props = { ticket, barcode: ticket.barcode, language: "nb" } as const;
    const markup = renderToStaticMarkup(createElement(TicketCode, props));
    expect(markup).to.contain(ticket.barcode).and.not.to.contain("<svg");
  });
});

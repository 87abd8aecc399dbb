import { codeInstructions, type OwnCodes } from "../../domain/codes/own-codes.ts";
import { textIn, type Language, type Texts } from "../../domain/language.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { barcodeBars } from "../ui/barcode-bars.ts";
import { tagged, type Pdf } from "./pdf-document.ts";

interface OwnCodeTicket {
  title: Texts;
  barcode: string;
  barcodeText?: string | undefined;
  ownCodes: OwnCodes;
}

/** The part of the page below the ticket's face, in points. */
interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Draws a code of the provider's own: barcode, text and how to use it. */
export function drawOwnCode(
  document: Pdf,
  ticket: OwnCodeTicket,
  { language, area }: { language: Language; area: Area },
): void {
  const { ownCodes, barcode, barcodeText = "" } = ticket;
  const alt = holderTexts(language).codeFor(textIn(ticket.title, language));
  let { y } = area;
  if (ownCodes.showAs !== "text") {
    const { bars, width, height, quiet } = barcodeBars(ownCodes.symbology, barcode);
    const unit = Math.min(area.width / (width + 2 * quiet), area.height / (height + 2 * quiet), 6);
    const x = area.x + (area.width - width * unit) / 2;
    const top = y + quiet * unit;
    tagged(
      document,
      "Figure",
      () => {
        for (const bar of bars) {
          document.rect(
            x + bar.x * unit,
            top + bar.y * unit,
            bar.width * unit,
            bar.height * unit + (bar.height === 1 ? 0.05 : 0),
          );
        }
        document.fill("#000");
      },
      alt,
    );
    y = top + (height + quiet) * unit;
  }
  const { width } = area;
  tagged(document, "P", () => {
    if (barcodeText !== "") {
      document
        .font("semibold")
        .fontSize(ownCodes.showAs === "text" ? 18 : 11)
        .fillColor("#000");
      document.text(barcodeText, area.x, y + 4, { width, align: "center" });
      y = document.y;
    }
    document.font("regular").fontSize(9).fillColor("#3b424e");
    document.text(textIn(codeInstructions(ownCodes), language), area.x, y + 4, {
      width,
      align: "center",
    });
  });
}

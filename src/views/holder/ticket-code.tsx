import type { OwnCodes } from "../../domain/codes/own-codes.ts";
import { codeInstructions } from "../../domain/codes/own-code-sentences.ts";
import { textIn, type Language, type Texts } from "../../domain/language.ts";
import { ticketNumberText } from "../../domain/passes/ticket-number.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { BarcodeImage } from "../ui/barcode-image.tsx";
import { QrCode } from "../ui/qr-code.tsx";

interface Props {
  ticket: {
    title: Texts;
    ticketNumber: string | null;
    /** Under the barcode or in its place: the provider's code. */
    barcodeText?: string | undefined;
    ownCodes?: OwnCodes | undefined;
  };
  barcode: string;
  language: Language;
}

/** Renders a ticket's barcode with what stands under it: its number, or the provider's code in text. */
export function TicketCode({ ticket, barcode, language }: Props) {
  const { ownCodes, barcodeText = "", ticketNumber } = ticket;
  const texts = holderTexts(language);
  const label = texts.codeFor(textIn(ticket.title, language));
  if (!ownCodes) {
    return (
      <>
        <QrCode text={barcode} label={label} />
        <p className="number">
          {texts.ticketNumber} <strong>{ticketNumberText(ticketNumber)}</strong>
        </p>
      </>
    );
  }
  return (
    <>
      {ownCodes.showAs !== "text" && (
        <BarcodeImage symbology={ownCodes.symbology} text={barcode} label={label} />
      )}
      {barcodeText !== "" && (
        <p className="number">
          <strong>{barcodeText}</strong>
        </p>
      )}
      <p>{textIn(codeInstructions(ownCodes), language)}</p>
    </>
  );
}

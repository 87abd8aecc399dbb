import { codeText, type OwnCodes } from "../../domain/codes/own-codes.ts";
import { sampleCode } from "../../domain/codes/symbology.ts";
import { textIn, type Language } from "../../domain/language.ts";
import type { TicketContent } from "../../wallets/content.ts";
import type { ContentField } from "../../wallets/content-field.ts";
import { partsText } from "../../wallets/part-fields.ts";
import { timeText } from "../../wallets/ticket-time.ts";

export interface PictureImage {
  href: string;
  /** In pixels. */
  width: number;
  height: number;
}

/** The data that a ticket is drawn from. */
export interface TicketPicture {
  /** Unique among the pictures of a page. */
  id: string;
  content: TicketContent;
  language: Language;
  /** Returns the rendered image of that name; undefined without one. */
  image: (name: string) => PictureImage | undefined;
  /** Uses left, of a ticket for several uses. */
  uses: number | null;
}

/** As long as a real barcode, so that the QR code has the same size; it is not signed. */
export const sampleBarcode = `J2${"SAMPLE22".repeat(22)}`;
export const sampleNumber = "123 456 786";

/** The barcode of an offer with codes of the provider's own; none where these are only text. */
export function sampleOwnCode(ownCodes: OwnCodes) {
  const code = sampleCode(ownCodes.symbology);
  const barcodeText = codeText(ownCodes, { code }) || undefined;
  return { barcode: ownCodes.showAs === "text" ? undefined : code, barcodeText };
}

export interface ShownField {
  key: string;
  label: string;
  value: string;
}

/** Returns a field as text; `instant` formats days and instants. */
export function shownField(
  { key, label, value }: ContentField,
  { language, uses, content: { parts } }: Pick<TicketPicture, "language" | "uses" | "content">,
  instant: (at: Date, precision: "day" | "minute") => string,
): ShownField {
  const shown = { key, label: textIn(label, language) };
  switch (value.kind) {
    case "text":
      return { ...shown, value: textIn(value.text, language) };
    case "instant":
      return { ...shown, value: instant(value.at, value.precision) };
    case "ticket":
      return {
        ...shown,
        value: {
          ticketNumber: sampleNumber,
          code: sampleCode("qr"),
          usesLeft: String(uses ?? ""),
          lastsUntil: timeText(null),
          partsLeft: partsText(parts, null, language),
        }[value.source],
      };
  }
}

import type { Symbology } from "../../domain/codes/own-codes.ts";
import { textIn, type Language } from "../../domain/language.ts";
import {
  fieldSlots,
  type FieldSlot,
  type TemplateColors,
  type TicketStyle,
} from "../../domain/templates/template.ts";
import { backFields } from "../../wallets/apple/back-fields.ts";
import type { ContentField } from "../../wallets/content-field.ts";
import {
  sampleBarcode,
  sampleNumber,
  sampleOwnCode,
  shownField,
  type PictureImage,
  type ShownField,
  type TicketPicture,
} from "./preview-ticket.ts";

/** The data that the drawing of an Apple Wallet pass shows, in one language. */
export interface ApplePass {
  style: TicketStyle;
  organizationName: string;
  title: string;
  logoText: string;
  /** Colours in any SVG syntax. */
  colors: TemplateColors;
  fields: Record<FieldSlot, ShownField[]>;
  logo: PictureImage | undefined;
  strip: PictureImage | undefined;
  /** The barcode's content. */
  barcode: string | undefined;
  /** Undefined: the QR code of our own barcode. */
  symbology?: Symbology | undefined;
  /** Under the barcode. */
  barcodeText?: string | undefined;
}

/** Maps a template's content to the pass that Apple Wallet would show, with a sample barcode. */
export function applePass(picture: TicketPicture): ApplePass {
  const { content, language, image } = picture;
  const { style, organizationName, colors } = content;
  const shown = (field: ContentField) =>
    shownField(field, picture, (at, precision) => appleInstant(at, precision, language));
  const fieldsOf = (slot: FieldSlot) =>
    slot === "back"
      ? backFields(content).map(shown)
      : content.fields.filter((field) => field.slot === slot).map(shown);
  return {
    style,
    organizationName,
    title: textIn(content.title, language),
    logoText: content.logoText ? textIn(content.logoText, language) : "",
    colors,
    fields: Object.fromEntries(
      fieldSlots.map((slot) => [slot, fieldsOf(slot)]),
    ) as ApplePass["fields"],
    logo: image("logo@2x.png") ?? image("logo.png"),
    strip: image("strip@2x.png") ?? image("strip.png"),
    ...appleBarcode(content),
  };
}

/** The first of the symbologies that Apple Wallet draws for the offer's. */
function appleBarcode({
  ownCodes,
}: TicketPicture["content"]): Pick<ApplePass, "barcode" | "symbology" | "barcodeText"> {
  if (!ownCodes) return { barcode: sampleBarcode, barcodeText: sampleNumber };
  if (ownCodes.showAs === "text") return { barcode: undefined };
  const { symbology } = ownCodes;
  const isLinear = symbology === "ean13" || symbology === "itf14";
  return {
    ...sampleOwnCode(ownCodes),
    symbology: isLinear ? "code128" : symbology === "datamatrix" ? "qr" : symbology,
  };
}

const locales: Record<Language, string> = { nb: "nb-NO", nn: "nn-NO", en: "en-GB", sma: "nb-NO" };

/**
 * Formats an instant in iOS' medium date and short time style, in Oslo: "19. des. 2026", "19. des. 2026,
 * 18:00".
 */
function appleInstant(at: Date, precision: "day" | "minute", language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    timeZone: "Europe/Oslo",
    dateStyle: "medium",
    ...(precision === "minute" && { timeStyle: "short" }),
  }).format(at);
}

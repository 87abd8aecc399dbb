import type { Symbology } from "../../domain/codes/own-codes.ts";
import { textIn, type Language } from "../../domain/language.ts";
import type { EventTimes } from "../../domain/offers/offer.ts";
import type { TicketContent } from "../../wallets/content.ts";
import { textOfInstant } from "../../wallets/google/localized.ts";
import { cardFields, moduleFields } from "../../wallets/google/text-modules.ts";
import { formatTime, formatDate } from "../../domain/date-text.ts";
import { previewTexts } from "./preview-texts.ts";
import {
  sampleBarcode,
  sampleNumber,
  sampleOwnCode,
  shownField,
  type ShownField,
  type TicketPicture,
} from "./preview-ticket.ts";

/** The data that the drawing of a Google Wallet pass shows, in one language. */
export interface GoogleTicket {
  issuer: string;
  title: string;
  background: string;
  /** URL of the image. */
  logo: string | undefined;
  /** URL of the image. */
  hero: string | undefined;
  /** Up to three fields side by side on the card. */
  rows: ShownField[][];
  /** Fields below the card. */
  details: ShownField[];
  /** The barcode's content. */
  barcode: string | undefined;
  /** Undefined: the QR code of our own barcode. */
  symbology?: Symbology | undefined;
  /** Under the barcode. */
  barcodeText?: string | undefined;
}

/** Maps a template's content to the pass that Google Wallet would show, with a sample barcode. */
export function googleTicket(picture: TicketPicture): GoogleTicket {
  const { content, language, image } = picture;
  const texts = previewTexts(language);
  const toShown = (fields: ReturnType<typeof moduleFields>) =>
    fields.map((field) =>
      shownField(field, picture, (at, precision) => textIn(textOfInstant(at, precision), language)),
    );
  const fields = moduleFields(content);
  const isEvent = content.style === "event";
  const front = cardFields(content);
  const about =
    content.style === "coupon" && content.description
      ? [{ key: "about", label: texts.about, value: textIn(content.description, language) }]
      : [];
  const until = new Date(content.validity.until.getTime() - 1000);
  return {
    issuer: content.organizationName,
    title: textIn(content.title, language),
    background: content.colors.background,
    logo: image("google-logo.png")?.href,
    hero: image("google-hero.png")?.href,
    rows: [...(isEvent ? eventRows(content, language) : []), ...inTwos(toShown(front))],
    details: [
      ...about,
      ...toShown(fields.filter(({ key }) => !front.some((shown) => shown.key === key))),
      { key: "valid-until", label: texts.validUntil, value: formatDate(until, language) },
    ],
    ...googleBarcode(content),
  };
}

/** A code as text stands in the rows, since the drawing has no barcode then. */
function googleBarcode({
  ownCodes,
}: TicketContent): Pick<GoogleTicket, "barcode" | "symbology" | "barcodeText"> {
  if (!ownCodes) return { barcode: sampleBarcode, barcodeText: sampleNumber };
  return { ...sampleOwnCode(ownCodes), symbology: ownCodes.symbology };
}

/**
 * Returns the rows of Google's fixed event layout: place, day and time, doors.
 *
 * @internal Exported for the simulated Google Wallet.
 */
export function eventRows(
  { event, place }: Pick<TicketContent, "place"> & { event?: Omit<EventTimes, "end"> },
  language: Language,
): ShownField[][] {
  const texts = previewTexts(language);
  return [
    place ? [{ key: "venue", label: place.name, value: place.address }] : [],
    event
      ? [
          { key: "date", label: texts.date, value: formatDate(event.start, language) },
          { key: "time", label: texts.time, value: formatTime(event.start, language) },
        ]
      : [],
    event?.doors
      ? [{ key: "doors", label: texts.doors, value: formatTime(event.doors, language) }]
      : [],
  ].filter((row) => row.length > 0);
}

const inTwos = (fields: ShownField[]): ShownField[][] =>
  fields.flatMap((_, index) => (index % 2 === 0 ? [fields.slice(index, index + 2)] : []));

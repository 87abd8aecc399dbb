import { textIn } from "../../domain/language.ts";
import { textOfInstant } from "../../wallets/google/localized.ts";
import { moduleFields } from "../../wallets/google/text-modules.ts";
import { formatDate, formatTime } from "../ui/format-date.ts";
import { previewTexts } from "./preview-texts.ts";
import { shownField, type ShownField, type TicketPicture } from "./preview-ticket.ts";

/** Three rows of two: what our class's layout puts on the card. */
const maxOnFront = 6;

/** What Google Wallet shows of a ticket: rows on the card, and the rest beneath it. */
export function googleTicket(picture: TicketPicture): {
  rows: ShownField[][];
  details: ShownField[];
} {
  const { content, language } = picture;
  const texts = previewTexts(language);
  const words = (fields: ReturnType<typeof moduleFields>) =>
    fields.map((field) =>
      shownField(field, picture, (at, precision) => textIn(textOfInstant(at, precision), language)),
    );
  const fields = moduleFields(content);
  const isEvent = content.style === "event";
  const front = isEvent ? [] : fields.filter(({ slot }) => slot !== "back").slice(0, maxOnFront);
  const shown = words(front);
  const rows = isEvent ? eventRows(picture) : inTwos(shown);
  const about =
    content.style === "coupon" && content.description
      ? [{ key: "about", label: texts.about, value: textIn(content.description, language) }]
      : [];
  const until = new Date(content.validity.until.getTime() - 1000);
  return {
    rows,
    details: [
      ...about,
      ...words(fields.filter((field) => !front.includes(field))),
      { key: "valid-until", label: texts.validUntil, value: formatDate(until, language) },
    ],
  };
}

/** An event ticket has a layout of its own: place, day, time and doors. */
function eventRows({ content: { event, place }, language }: TicketPicture): ShownField[][] {
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

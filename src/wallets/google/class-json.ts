import type { walletobjects_v1 } from "@googleapis/walletobjects";
import { isoInOslo } from "../../domain/period.ts";
import type { TicketStyle } from "../../domain/templates/template.ts";
import type { TicketContent } from "../content.ts";
import { localized } from "./localized.ts";
import type { TextModules } from "./text-modules.ts";

/** Google's vertical for each template style. */
export const verticals = {
  event: "eventTicket",
  admission: "generic",
  membership: "generic",
  coupon: "offer",
} as const satisfies Record<TicketStyle, string>;
export type Vertical = (typeof verticals)[TicketStyle];

/** Whether it is of the vertical that has no notices, and whose objects carry name, colour and images. */
export const isGeneric = (style: TicketStyle): boolean => verticals[style] === "generic";

type Image = walletobjects_v1.Schema$Image;

/** Public URLs of the images; empty without https, since Google cannot fetch them. */
export interface GoogleImages {
  logo?: string;
  hero?: string;
}

export type ClassBody =
  | walletobjects_v1.Schema$EventTicketClass
  | walletobjects_v1.Schema$OfferClass
  | walletobjects_v1.Schema$GenericClass;

export function imageOf(uri: string, content: TicketContent): Image {
  return {
    sourceUri: { uri },
    contentDescription: localized({ nb: content.organizationName }),
  };
}

const item = (fieldPath: string, dateFormat?: "DATE_ONLY" | "TIME_ONLY") => ({
  firstValue: { fields: [{ fieldPath, ...(dateFormat && { dateFormat }) }] },
});

type Row = walletobjects_v1.Schema$CardRowTemplateInfo;

/**
 * The day and hour of an event, which a layout of ours replaces.
 * https://developers.google.com/wallet/tickets/events/resources/template
 */
const startRow: Row = {
  twoItems: {
    startItem: item("class.dateTime.start", "DATE_ONLY"),
    endItem: item("class.dateTime.start", "TIME_ONLY"),
  },
};

/** Rows of two for the card's front; Google allows three rows. */
function cardLayout(front: string[], first: Row[] = []): walletobjects_v1.Schema$ClassTemplateInfo {
  const rows = [...first];
  for (let index = 0; index < front.length; index += 2) {
    const [start = "", end] = front.slice(index, index + 2);
    rows.push(
      end === undefined
        ? { oneItem: { item: item(start) } }
        : { twoItems: { startItem: item(start), endItem: item(end) } },
    );
  }
  return { cardTemplateOverride: { cardRowTemplateInfos: rows } };
}

/**
 * Builds the body of a class: what all tickets of the offer share, and the callback URL.
 * https://developers.google.com/wallet/reference/rest/v1/eventticketclass
 * https://developers.google.com/wallet/reference/rest/v1/offerclass
 * https://developers.google.com/wallet/reference/rest/v1/genericclass
 */
export function classJson(
  id: string,
  content: TicketContent,
  images: GoogleImages,
  { ofClass, front }: Pick<TextModules, "ofClass" | "front">,
  callbackUrl?: string,
): ClassBody {
  const shared = {
    id,
    // A child in two homes: each guardian saves the same ticket, as each iPhone registers it.
    // https://developers.google.com/wallet/reference/rest/v1/MultipleDevicesAndHoldersAllowedStatus
    multipleDevicesAndHoldersAllowedStatus: "MULTIPLE_HOLDERS",
    ...(ofClass.length > 0 && { textModulesData: ofClass }),
    ...(callbackUrl !== undefined && { callbackOptions: { url: callbackUrl } }),
  };
  const reviewed = {
    issuerName: content.organizationName,
    // Google approves automatically, but each write must request the review.
    reviewStatus: "UNDER_REVIEW",
    countryCode: "NO",
    hexBackgroundColor: content.colors.background.toLowerCase(),
    ...(images.hero !== undefined && { heroImage: imageOf(images.hero, content) }),
  };
  const logo = images.logo === undefined ? undefined : imageOf(images.logo, content);
  const layout = front.length > 0 && { classTemplateInfo: cardLayout(front) };
  const { event, place } = content;
  switch (content.style) {
    case "event":
      return {
        ...shared,
        ...reviewed,
        eventId: content.offerId,
        eventName: localized(content.title),
        ...(logo && { logo }),
        ...(place && {
          venue: { name: localized({ nb: place.name }), address: localized({ nb: place.address }) },
        }),
        ...(event && {
          dateTime: {
            ...(event.doors && { doorsOpen: isoInOslo(event.doors) }),
            start: isoInOslo(event.start),
            end: isoInOslo(event.end),
          },
        }),
        ...(front.length > 0 && {
          classTemplateInfo: cardLayout(front, event ? [startRow] : []),
        }),
      };
    case "coupon":
      return {
        ...shared,
        ...reviewed,
        provider: content.organizationName,
        title: content.title.nb,
        localizedTitle: localized(content.title),
        redemptionChannel: "INSTORE",
        ...(logo && { titleImage: logo }),
        ...(content.description && { localizedDetails: localized(content.description) }),
        ...layout,
      };
    case "admission":
    case "membership":
      return { ...shared, ...layout };
  }
}

import type { walletobjects_v1 } from "@googleapis/walletobjects";
import type { OwnCodes, Symbology } from "../../domain/codes/own-codes.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import { isoInOslo } from "../../domain/period.ts";
import type { TicketContent } from "../content.ts";
import { imageOf, isGeneric, type GoogleImages } from "./class-json.ts";
import type { GoogleTicket } from "./google-wallet.ts";
import { localized } from "./localized.ts";
import type { TextModules } from "./text-modules.ts";

/** https://developers.google.com/wallet/reference/rest/v1/State */
export const objectStates: Record<PassState, string> = {
  pending: "ACTIVE",
  active: "ACTIVE",
  used: "COMPLETED",
  expired: "EXPIRED",
  lapsed: "EXPIRED",
  revoked: "INACTIVE",
  returned: "INACTIVE",
};

/** https://developers.google.com/wallet/reference/rest/v1/BarcodeType */
const barcodeTypes: Record<Symbology, string> = {
  qr: "QR_CODE",
  aztec: "AZTEC",
  pdf417: "PDF_417",
  code128: "CODE_128",
  ean13: "EAN_13",
  itf14: "ITF_14",
  datamatrix: "DATA_MATRIX",
};

const barcodeTypeOf = (ownCodes: OwnCodes | undefined) =>
  ownCodes?.showAs === "text" ? "TEXT_ONLY" : barcodeTypes[ownCodes?.symbology ?? "qr"];

export type ObjectBody =
  | walletobjects_v1.Schema$EventTicketObject
  | walletobjects_v1.Schema$OfferObject
  | walletobjects_v1.Schema$GenericObject;

/** Ends with the last second of the validity, which is shown as its last day. */
function interval({ from, until }: TicketContent["validity"]) {
  return {
    start: { date: isoInOslo(from) },
    end: { date: isoInOslo(new Date(until.getTime() - 1000)) },
  };
}

/**
 * Builds the body of an object: one ticket, without personal data.
 * https://developers.google.com/wallet/reference/rest/v1/eventticketobject
 * https://developers.google.com/wallet/reference/rest/v1/offerobject
 * https://developers.google.com/wallet/reference/rest/v1/genericobject
 */
export function objectJson(
  ids: { id: string; classId: string },
  content: TicketContent,
  ticket: GoogleTicket,
  images: GoogleImages,
  modules: Pick<TextModules, "ofObject">,
): ObjectBody {
  const { place } = content;
  const textModulesData = ticket.erased ? [] : modules.ofObject(ticket);
  const body = {
    ...ids,
    state: objectStates[ticket.state],
    validTimeInterval: interval({
      ...content.validity,
      until: ticket.lastsUntil ?? content.validity.until,
    }),
    ...(ticket.endedAt === null && {
      barcode: {
        type: barcodeTypeOf(content.ownCodes),
        value: ticket.barcode,
        ...(ticket.barcodeText !== "" && { alternateText: ticket.barcodeText }),
      },
    }),
    ...(textModulesData.length > 0 && { textModulesData }),
    ...(ticket.withLocation &&
      !ticket.erased &&
      place?.latitude !== undefined &&
      place.longitude !== undefined && {
        merchantLocations: [{ latitude: place.latitude, longitude: place.longitude }],
      }),
  };
  if (!isGeneric(content.style)) return body;
  // A generic class has no name, colour or image: the object carries them.
  return {
    ...body,
    cardTitle: localized({ nb: content.organizationName }),
    header: localized(content.title, ticket.language),
    hexBackgroundColor: content.colors.background.toLowerCase(),
    ...(images.logo !== undefined && { logo: imageOf(images.logo, content) }),
    ...(images.hero !== undefined && { heroImage: imageOf(images.hero, content) }),
  };
}

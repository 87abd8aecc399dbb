// https://developer.apple.com/documentation/walletpasses/pass
import type { Texts } from "../../domain/language.ts";
import { isoInOslo } from "../../domain/period.ts";
import type { FieldSlot, TicketStyle } from "../../domain/templates/template.ts";
import type { TicketContent } from "../content.ts";
import type { ContentField } from "../content-field.ts";
import { backFields } from "./back-fields.ts";
import type { PassJson, StyleKey } from "./pass-json-schema.ts";
import { placeholders } from "./placeholders.ts";
import { relevance, locationsOf, semanticsOf } from "./pass-relevance.ts";
import { barcodesOf } from "./pass-barcodes.ts";

const styleKeyOf: Record<TicketStyle, StyleKey> = {
  event: "eventTicket",
  admission: "storeCard",
  membership: "storeCard",
  coupon: "coupon",
};

/** The fields of pass.json that are the same for all passes. */
export interface PassIssuer {
  passTypeIdentifier: string;
  teamIdentifier: string;
  /** Unset without TLS, which phones require of a web service. */
  webServiceURL?: string;
}

/** Converts `#rrggbb` to Apple's form; leaves anything else for the check to refuse. */
const rgb = (color: string) =>
  /^#[0-9a-f]{6}$/i.test(color)
    ? `rgb(${[1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16)).join(", ")})`
    : color;

function valueOf({ value }: ContentField, text: (texts: Texts) => string) {
  switch (value.kind) {
    case "text":
      return { value: text(value.text) };
    case "ticket":
      return {
        value: placeholders[value.source === "code" ? "barcodeText" : value.source],
      };
    case "instant":
      return {
        value: isoInOslo(value.at),
        dateStyle: "PKDateStyleMedium" as const,
        timeStyle:
          value.precision === "day" ? ("PKDateStyleNone" as const) : ("PKDateStyleShort" as const),
        // The venue's clock counts, whatever zone the phone is in.
        ignoresTimeZone: true,
      };
  }
}

/** The fields that only a live pass has. */
const liveParts = (content: TicketContent) => ({
  expirationDate: content.validFor ? placeholders.expiresAt : content.validity.until.toISOString(),
  ...relevance(content),
  ...locationsOf(content),
  ...barcodesOf(content),
});

/**
 * Builds pass.json with placeholders where passes differ. It depends on the content alone, key order
 * included, since phones log an update that changed nothing. An ended pass is voided, without a barcode
 * and without dates or places that bring it to the front.
 */
export function passJsonOf(
  content: TicketContent,
  issuer: PassIssuer,
  text: (texts: Texts) => string,
  ended: boolean,
): PassJson {
  const { webServiceURL } = issuer;
  const shown = (field: ContentField) => ({
    key: field.key,
    label: text(field.label),
    ...valueOf(field, text),
    ...(field.changeMessage && { changeMessage: text(field.changeMessage) }),
  });
  const fieldsOf = (slot: FieldSlot) =>
    content.fields.filter((field) => field.slot === slot).map(shown);
  return {
    formatVersion: 1,
    passTypeIdentifier: issuer.passTypeIdentifier,
    serialNumber: placeholders.serialNumber,
    teamIdentifier: issuer.teamIdentifier,
    organizationName: content.organizationName,
    description: text(content.title),
    ...(content.logoText && { logoText: text(content.logoText) }),
    backgroundColor: rgb(content.colors.background),
    foregroundColor: rgb(content.colors.foreground),
    labelColor: rgb(content.colors.label),
    ...(webServiceURL !== undefined && {
      webServiceURL,
      authenticationToken: placeholders.authenticationToken,
    }),
    ...(content.style === "event" && { groupingIdentifier: content.offerId }),
    sharingProhibited: true,
    ...(ended
      ? { voided: true, expirationDate: placeholders.endedAt }
      : { ...semanticsOf(content, text), ...liveParts(content) }),
    [styleKeyOf[content.style]]: {
      headerFields: fieldsOf("header"),
      primaryFields: fieldsOf("primary"),
      secondaryFields: fieldsOf("secondary"),
      auxiliaryFields: fieldsOf("auxiliary"),
      backFields: backFields(content).map(shown),
      ...(content.style === "event" && { additionalInfoFields: [] }),
    },
  };
}

import { PassType, PKPass } from "passkit-generator";
import type { Language } from "../../src/domain/language.ts";
import { textIn } from "../../src/domain/language.ts";
import { isoInOslo } from "../../src/domain/period.ts";
import type { DevelopmentCertificates } from "../../src/sandbox/certificates.ts";
import { backFields } from "../../src/wallets/apple/back-fields.ts";
import type { TicketContent, TicketState } from "../../src/wallets/content.ts";
import type { ContentField } from "../../src/wallets/content-field.ts";

const styles = {
  event: "eventTicket",
  admission: "storeCard",
  membership: "storeCard",
  coupon: "coupon",
} as const;

function semantics(
  { event, place, style, title }: TicketContent,
  text: (texts: TicketContent["title"]) => string,
) {
  if (style !== "event" || !event) return {};
  const { latitude, longitude } = place ?? {};
  return {
    semantics: {
      eventType: "PKEventTypeGeneric" as const,
      eventName: text(title),
      eventStartDate: isoInOslo(event.start),
      eventEndDate: isoInOslo(event.end),
      ...(place && { venueName: place.name }),
      ...(latitude !== undefined &&
        longitude !== undefined && { venueLocation: { latitude, longitude } }),
    },
  };
}

/** passkit-generator writes strings as they come. */
const escaped = (text: string) =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");

const rgb = (hex: string) =>
  `rgb(${[hex.slice(1, 3), hex.slice(3, 5), hex.slice(5, 7)].map((part) => parseInt(part, 16)).join(", ")})`;

/**
 * The same ticket by passkit-generator's own calls: what ours is measured against. Knows nothing of two
 * meanings of one word, so its texts must not have any.
 */
export function passkitTicket(
  certificates: DevelopmentCertificates,
  content: TicketContent,
  images: ReadonlyMap<string, Buffer>,
  language: Language,
  ticket: TicketState,
  web: { url: string; token: string },
): PKPass {
  const ours = [...images].filter(([name]) => !name.startsWith("google-"));
  // It adds what it is given from the last to the first.
  const buffers = Object.fromEntries(ours.sort(([a], [b]) => (a < b ? 1 : -1)));
  const texts = new Map<string, Record<Language, string>>();
  const text = (given: TicketContent["title"]) => {
    const key = textIn(given, language);
    const [nb, nn, en] = [textIn(given, "nb"), textIn(given, "nn"), textIn(given, "en")];
    texts.set(key, { nb, nn, en, sma: textIn(given, "sma") });
    return key;
  };
  const pass = new PKPass(
    buffers,
    {
      wwdr: certificates.wwdrCert,
      signerCert: certificates.signerCert,
      signerKey: certificates.signerKey,
    },
    {
      formatVersion: 1,
      passTypeIdentifier: certificates.passTypeIdentifier,
      serialNumber: ticket.serialNumber,
      teamIdentifier: certificates.teamIdentifier,
      organizationName: content.organizationName,
      description: text(content.title),
      ...(content.logoText && { logoText: text(content.logoText) }),
      backgroundColor: rgb(content.colors.background),
      foregroundColor: rgb(content.colors.foreground),
      labelColor: rgb(content.colors.label),
      webServiceURL: web.url,
      authenticationToken: web.token,
      ...(content.style === "event" && { groupingIdentifier: content.offerId }),
      sharingProhibited: true,
      ...(ticket.endedAt && { voided: true }),
      ...(!ticket.endedAt && semantics(content, text)),
    },
  );
  const face = new PassType(styles[content.style]);
  pass.types.push(face);
  pass.setExpirationDate(ticket.endedAt ?? content.validity.until);
  if (!ticket.endedAt) {
    if (content.event) {
      pass.setRelevantDate(content.event.start);
      const date = content.event.start.toISOString();
      pass.setRelevantDates([{ date, relevantDate: date }]);
    }
    const { latitude, longitude } = content.place ?? {};
    if (latitude !== undefined && longitude !== undefined) {
      pass.setLocations({ latitude, longitude });
    }
    pass.setBarcodes({
      format: "PKBarcodeFormatQR",
      message: ticket.barcode,
      messageEncoding: "iso-8859-1",
      altText: ticket.ticketNumber,
    });
  }
  const shown = ({ value }: ContentField) => {
    if (value.kind === "text") return { value: text(value.text) };
    if (value.kind === "ticket") {
      return {
        value: value.source === "usesLeft" ? String(ticket.usesLeft ?? 0) : ticket.ticketNumber,
      };
    }
    const timeStyle = value.precision === "day" ? "PKDateStyleNone" : "PKDateStyleShort";
    const dateStyle = "PKDateStyleMedium";
    return { value: isoInOslo(value.at), dateStyle, timeStyle, ignoresTimeZone: true } as const;
  };
  for (const slot of ["header", "primary", "secondary", "auxiliary", "back"] as const) {
    const fields =
      slot === "back" ? backFields(content) : content.fields.filter((each) => each.slot === slot);
    for (const field of fields) {
      face[`${slot}Fields`].push({
        key: field.key,
        label: text(field.label),
        ...shown(field),
        ...(field.changeMessage && { changeMessage: text(field.changeMessage) }),
      });
    }
  }
  if (language !== "sma") {
    for (const each of ["en", "nn", "nb"] as const) {
      const strings = [...texts].map(([key, value]) => [escaped(key), escaped(value[each])]);
      pass.localize(each, Object.fromEntries(strings) as Record<string, string>);
    }
  }
  return pass;
}

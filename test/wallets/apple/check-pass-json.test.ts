import { expect } from "chai";
import { checkPassJson } from "../../../src/wallets/apple/check-pass-json.ts";

const instant = "2027-03-12T19:00:00+01:00";
const field = (key: string, more: object = {}) => ({ key, label: "Navn", value: "Verdi", ...more });
const fields = (count: number, prefix = "f") =>
  Array.from({ length: count }, (_, index) => field(`${prefix}${index}`));
const style = (more: object = {}) => ({
  headerFields: [],
  primaryFields: [],
  secondaryFields: [],
  auxiliaryFields: [],
  backFields: [],
  ...more,
});
const locations = (count: number, more: object = {}) =>
  Array.from({ length: count }, () => ({ latitude: 62.57, longitude: 11.38, ...more }));
const barcode = (message: string, more: object = {}) => ({
  barcodes: [{ format: "PKBarcodeFormatQR", message, messageEncoding: "iso-8859-1", ...more }],
});

const good = {
  formatVersion: 1,
  passTypeIdentifier: "pass.no.example.join",
  serialNumber: "R7bJ0o1l2QmX9c_4-zTgVw",
  teamIdentifier: "JOINDEV000",
  organizationName: "Kulturhuset",
  description: "Konsert",
  eventTicket: style(),
};
const without = (key: keyof typeof good) =>
  Object.fromEntries(Object.entries(good).filter(([name]) => name !== key));

/** What is wrong, by the path that the answer must name. */
const refused: [conformance: string, what: string, candidate: object, path: string][] = [
  ["apple 10", "no serial number", without("serialNumber"), "serialNumber"],
  ["apple 10", "no description", without("description"), "description"],
  ["apple 10", "an empty organisation name", { ...good, organizationName: "" }, "organizationName"],
  ["apple 10", "a format version as text", { ...good, formatVersion: "1" }, "formatVersion"],
  ["apple 10", "no style", without("eventTicket"), ""],
  ["apple 10", "two styles", { ...good, coupon: style() }, ""],
  [
    "apple 10",
    "a web service without a token",
    { ...good, webServiceURL: "https://a.example" },
    "webServiceURL",
  ],
  [
    "apple 10",
    "a token of 15 characters",
    { ...good, webServiceURL: "https://a.example", authenticationToken: "123456789012345" },
    "authenticationToken",
  ],
  ["apple 11", "an unknown key", { ...good, stripeColor: "rgb(1, 2, 3)" }, "stripeColor"],
  [
    "apple 11",
    "an unknown key of a field",
    { ...good, eventTicket: style({ primaryFields: [field("a", { lable: "x" })] }) },
    "eventTicket.primaryFields[0].lable",
  ],
  ["apple 11", "a style that is not ours", { ...good, generic: style() }, "generic"],
  [
    "apple 12",
    "four header fields",
    { ...good, eventTicket: style({ headerFields: fields(4) }) },
    "eventTicket.headerFields",
  ],
  [
    "apple 12",
    "five secondary and auxiliary fields of a coupon",
    {
      ...without("eventTicket"),
      coupon: style({ secondaryFields: fields(3), auxiliaryFields: fields(2, "g") }),
    },
    "coupon.secondaryFields",
  ],
  [
    "apple 12",
    "five of a store card",
    { ...without("eventTicket"), storeCard: style({ auxiliaryFields: fields(5) }) },
    "storeCard.secondaryFields",
  ],
  [
    "apple 12",
    "one key in two slots",
    { ...good, eventTicket: style({ headerFields: fields(1), backFields: fields(1) }) },
    "eventTicket.backFields[0].key",
  ],
  ["apple 12", "eleven locations", { ...good, locations: locations(11) }, "locations"],
  [
    "apple 12",
    "a latitude beyond the pole",
    { ...good, locations: locations(1, { latitude: 90.1 }) },
    "locations[0].latitude",
  ],
  [
    "apple 12",
    "a longitude beyond the date line",
    { ...good, locations: locations(1, { longitude: -180.1 }) },
    "locations[0].longitude",
  ],
  ["apple 12", "a distance as text", { ...good, maxDistance: "100" }, "maxDistance"],
  [
    "apple 13",
    "an end without a zone",
    { ...good, expirationDate: "2027-03-12T19:00:00" },
    "expirationDate",
  ],
  [
    "apple 13",
    "an end that is a day alone",
    { ...good, expirationDate: "2027-03-12" },
    "expirationDate",
  ],
  [
    "apple 13",
    "a field's date without a zone",
    {
      ...good,
      eventTicket: style({
        primaryFields: [field("a", { value: "2027-03-12T19:00", dateStyle: "PKDateStyleShort" })],
      }),
    },
    "eventTicket.primaryFields[0].value",
  ],
  ["apple 14", "a colour in hex", { ...good, backgroundColor: "#123456" }, "backgroundColor"],
  ["apple 14", "a colour by name", { ...good, labelColor: "red" }, "labelColor"],
  [
    "apple 14",
    "a colour out of range",
    { ...good, foregroundColor: "rgb(1, 2, 256)" },
    "foregroundColor",
  ],
  [
    "apple 15",
    "a barcode beyond iso-8859-1",
    { ...good, ...barcode("J2€") },
    "barcodes[0].message",
  ],
  ["apple 15", "an empty barcode", { ...good, ...barcode("") }, "barcodes[0].message"],
  [
    "apple 15",
    "an encoding nobody reads",
    { ...good, ...barcode("J2", { messageEncoding: "utf-16" }) },
    "barcodes[0].messageEncoding",
  ],
  [
    "apple 16",
    "a relevant date half told",
    { ...good, relevantDates: [{ date: instant }] },
    "relevantDates[0]",
  ],
  [
    "apple 13",
    "an event's start without a zone",
    {
      ...good,
      semantics: {
        eventType: "PKEventTypeGeneric",
        eventName: "Konsert",
        eventStartDate: "2027-03-12T19:00:00",
        eventEndDate: instant,
      },
    },
    "semantics.eventStartDate",
  ],
  ["apple 16", "no relevant date in the list", { ...good, relevantDates: [] }, "relevantDates"],
  [
    "apple 16",
    "an interval of more than a day",
    {
      ...good,
      relevantDates: [{ startDate: instant, endDate: "2027-03-13T19:00:01+01:00" }],
    },
    "relevantDates[0]",
  ],
  [
    "apple 10",
    "a notice without the value's place",
    { ...good, eventTicket: style({ primaryFields: [field("a", { changeMessage: "Ny tid" })] }) },
    "eventTicket.primaryFields[0].changeMessage",
  ],
];

const taken: [what: string, candidate: object][] = [
  ["the least there can be", good],
  [
    "three header fields and ten locations",
    { ...good, eventTicket: style({ headerFields: fields(3) }), locations: locations(10) },
  ],
  [
    "four fields of a coupon",
    {
      ...without("eventTicket"),
      coupon: style({ secondaryFields: fields(2), auxiliaryFields: fields(2, "g") }),
    },
  ],
  ["a barcode with Norwegian letters", { ...good, ...barcode("ÆØÅ æøå") }],
  ["any barcode in UTF-8", { ...good, ...barcode("€", { messageEncoding: "utf-8" }) }],
  [
    "an interval of a day",
    { ...good, relevantDates: [{ startDate: instant, endDate: "2027-03-13T19:00:00+01:00" }] },
  ],
  ["an instant in UTC", { ...good, expirationDate: "2027-03-12T18:00:00Z" }],
];

describe("what may stand in pass.json", () => {
  for (const [conformance, what, candidate, path] of refused) {
    it(`${conformance}: refuses ${what}, naming ${path || "the whole"}`, () => {
      expect(checkPassJson(candidate).map((fault) => fault.path)).to.deep.equal([path]);
    });
  }

  for (const [what, candidate] of taken) {
    it(`the pass.json check takes ${what}`, () => {
      expect(checkPassJson(candidate)).to.deep.equal([]);
    });
  }
});

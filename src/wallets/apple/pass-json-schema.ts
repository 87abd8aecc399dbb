import { z } from "zod";

export const styleKeys = ["eventTicket", "coupon", "storeCard"] as const;
export type StyleKey = (typeof styleKeys)[number];

const text = z.string().min(1);
const instant = z.iso.datetime({ offset: true, error: "must be an ISO 8601 instant with a zone" });
const color = z.string().regex(/^rgb\(\d{1,3}, ?\d{1,3}, ?\d{1,3}\)$/, "must be rgb(r, g, b)");
const dateStyle = z.enum([
  "PKDateStyleNone",
  "PKDateStyleShort",
  "PKDateStyleMedium",
  "PKDateStyleLong",
  "PKDateStyleFull",
]);

const field = z
  .strictObject({
    key: text,
    label: z.string().optional(),
    value: z.union([z.string(), z.number()]),
    changeMessage: z.string().includes("%@", "must contain %@").optional(),
    dateStyle: dateStyle.optional(),
    timeStyle: dateStyle.optional(),
    ignoresTimeZone: z.boolean().optional(),
  })
  .superRefine((found, context) => {
    const shownAsDate = found.dateStyle !== undefined || found.timeStyle !== undefined;
    if (shownAsDate && !instant.safeParse(found.value).success) {
      context.addIssue({
        code: "custom",
        path: ["value"],
        message: "must be an ISO 8601 instant with a zone",
      });
    }
  });
const fields = (most?: number) => {
  const list = z.array(field);
  return most === undefined ? list : list.max(most, `has room for ${most}`);
};
const style = z.strictObject({
  headerFields: fields(3),
  primaryFields: fields(),
  secondaryFields: fields(),
  auxiliaryFields: fields(),
  backFields: fields(),
  additionalInfoFields: fields().optional(),
});
const narrowStyle = style.refine(
  ({ secondaryFields, auxiliaryFields }) => secondaryFields.length + auxiliaryFields.length <= 4,
  { path: ["secondaryFields"], error: "has room for 4 together with auxiliaryFields" },
);

const relevantDate = z.union(
  [
    z.strictObject({ date: instant, relevantDate: instant }),
    z.strictObject({ startDate: instant, endDate: instant }).refine(
      ({ startDate, endDate }) => {
        const length = Date.parse(endDate) - Date.parse(startDate);
        return length > 0 && length <= 86_400_000;
      },
      { error: "must be an interval of at most 24 hours" },
    ),
  ],
  "needs both date and relevantDate, or startDate and endDate at most 24 hours apart",
);

const barcode = z
  .strictObject({
    format: z.enum([
      "PKBarcodeFormatQR",
      "PKBarcodeFormatPDF417",
      "PKBarcodeFormatAztec",
      "PKBarcodeFormatCode128",
    ]),
    message: text,
    messageEncoding: z.enum(["iso-8859-1", "utf-8"]),
    altText: text.optional(),
  })
  .refine(
    ({ message, messageEncoding }) =>
      messageEncoding === "utf-8" || /^[^\u0100-\uffff]*$/.test(message),
    { path: ["message"], error: "cannot be encoded in iso-8859-1" },
  );

/** https://developer.apple.com/documentation/walletpasses/semantictags */
const semantics = z.strictObject({
  eventType: z.literal("PKEventTypeGeneric"),
  eventName: text,
  eventStartDate: instant,
  eventEndDate: instant,
  venueName: text.optional(),
  // `locations` has the same numbers, and their limits.
  venueLocation: z.strictObject({ latitude: z.number(), longitude: z.number() }).optional(),
});

export const passJson = z.strictObject({
  formatVersion: z.literal(1),
  passTypeIdentifier: text,
  serialNumber: text,
  teamIdentifier: text,
  organizationName: text,
  description: text,
  logoText: text.optional(),
  backgroundColor: color.optional(),
  foregroundColor: color.optional(),
  labelColor: color.optional(),
  webServiceURL: z.url({ protocol: /^https?$/ }).optional(),
  authenticationToken: z.string().min(16).optional(),
  groupingIdentifier: text.optional(),
  sharingProhibited: z.boolean().optional(),
  voided: z.boolean().optional(),
  expirationDate: instant.optional(),
  relevantDate: instant.optional(),
  relevantDates: z.array(relevantDate).min(1).optional(),
  locations: z
    .array(
      z.strictObject({
        latitude: z.number().min(-90).max(90),
        longitude: z.number().min(-180).max(180),
        relevantText: text.optional(),
      }),
    )
    .max(10, "has room for 10")
    .optional(),
  semantics: semantics.optional(),
  maxDistance: z.number().positive().optional(),
  barcodes: z.array(barcode).optional(),
  eventTicket: style.optional(),
  coupon: narrowStyle.optional(),
  storeCard: narrowStyle.optional(),
});
export type PassJson = z.infer<typeof passJson>;

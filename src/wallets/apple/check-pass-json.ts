// https://developer.apple.com/documentation/walletpasses/pass
import { z } from "zod";
import type { FieldError } from "../../errors.ts";

const styleKeys = ["eventTicket", "coupon", "storeCard"] as const;
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

const passJson = z.strictObject({
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

const pathText = (path: PropertyKey[]) =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");

function repeatedKeys(pass: PassJson): FieldError[] {
  const seen = new Set<string>();
  return styleKeys.flatMap((styleKey) =>
    Object.entries(pass[styleKey] ?? {}).flatMap(([slot, list = []]) =>
      list.flatMap(({ key }, index) => {
        if (!seen.has(key)) {
          seen.add(key);
          return [];
        }
        const path = `${styleKey}.${slot}[${index}].key`;
        return [{ path, code: "repeated", message: `${key} is used twice; keys are unique` }];
      }),
    ),
  );
}

/**
 * Validates pass.json. Returns one error per fault, with its path in pass.json. It is stricter than
 * passkit-generator, which drops unknown keys and signs what phones refuse.
 */
export function checkPassJson(candidate: unknown): FieldError[] {
  const parsed = passJson.safeParse(candidate);
  if (!parsed.success) {
    return parsed.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({
            path: pathText([...issue.path, key]),
            code: "unknown_key",
            message: `${key} is not known here`,
          }))
        : [{ path: pathText(issue.path), code: issue.code, message: issue.message }],
    );
  }
  const pass = parsed.data;
  const faults = repeatedKeys(pass);
  const styles = styleKeys.filter((key) => pass[key]);
  if (styles.length !== 1) {
    faults.push({ path: "", code: "style", message: `needs one style, has ${styles.length}` });
  }
  if ((pass.webServiceURL === undefined) !== (pass.authenticationToken === undefined)) {
    faults.push({
      path: "webServiceURL",
      code: "incomplete",
      message: "goes together with authenticationToken",
    });
  }
  for (const key of ["backgroundColor", "foregroundColor", "labelColor"] as const) {
    if (pass[key]?.match(/\d+/g)?.some((part) => Number(part) > 255)) {
      faults.push({ path: key, code: "color", message: "must be rgb(r, g, b), each 0 to 255" });
    }
  }
  return faults;
}

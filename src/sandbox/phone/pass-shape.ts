// https://developer.apple.com/documentation/walletpasses/pass
import { z } from "zod";

const styleKeys = ["eventTicket", "coupon", "storeCard"] as const;

const dateStyle = z
  .templateLiteral(["PKDateStyle", z.enum(["None", "Short", "Medium", "Long", "Full"])])
  .optional();

const field = z.object({
  key: z.string(),
  label: z.string().optional(),
  value: z.union([z.string(), z.number()]),
  changeMessage: z.string().optional(),
  dateStyle,
  timeStyle: dateStyle,
  ignoresTimeZone: z.boolean().optional(),
});
export type PassField = z.infer<typeof field>;

export const slots = ["header", "primary", "secondary", "auxiliary", "back"] as const;
export type Slot = (typeof slots)[number];

const fields = z.array(field).default([]);
const style = z.object({
  headerFields: fields,
  primaryFields: fields,
  secondaryFields: fields,
  auxiliaryFields: fields,
  backFields: fields,
});

/** The members of pass.json that a phone reads; unknown ones are ignored. */
export const passShape = z
  .object({
    formatVersion: z.literal(1),
    passTypeIdentifier: z.string().min(1),
    serialNumber: z.string().min(1),
    teamIdentifier: z.string().min(1),
    organizationName: z.string().min(1),
    description: z.string().min(1),
    logoText: z.string().optional(),
    backgroundColor: z.string().optional(),
    foregroundColor: z.string().optional(),
    labelColor: z.string().optional(),
    webServiceURL: z.url({ protocol: /^https?$/ }).optional(),
    authenticationToken: z.string().min(16).optional(),
    voided: z.boolean().default(false),
    expirationDate: z.iso.datetime({ offset: true }).optional(),
    barcodes: z
      .array(z.object({ format: z.string(), message: z.string(), altText: z.string().optional() }))
      .default([]),
    eventTicket: style.optional(),
    coupon: style.optional(),
    storeCard: style.optional(),
  })
  .refine((pass) => styleKeys.filter((key) => pass[key]).length === 1, "needs one style")
  .refine(
    (pass) => (pass.webServiceURL === undefined) === (pass.authenticationToken === undefined),
    "webServiceURL and authenticationToken go together",
  )
  .transform(({ eventTicket, coupon, storeCard, ...pass }) => ({
    ...pass,
    style: eventTicket
      ? ("event" as const)
      : coupon
        ? ("coupon" as const)
        : ("membership" as const),
    // The first refinement requires one of them.
    face: (eventTicket ?? coupon ?? storeCard) as z.infer<typeof style>,
  }));

export type PhonePass = z.infer<typeof passShape>;

export const fieldsIn = ({ face }: PhonePass, slot: Slot): PassField[] => face[`${slot}Fields`];

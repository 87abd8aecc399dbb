import { z } from "zod";
import { answeredTexts } from "../../domain/offers/answered-terms.ts";
import { answeredHours } from "../../domain/offers/hours-input.ts";
import { answeredParts } from "../../domain/offers/parts-input.ts";
import { validForInput } from "../../domain/offers/times-input.ts";
import { barcodePrefix } from "../../domain/passes/barcode.ts";
import { sessionSchema } from "./door-schemas.ts";

export const manifestQuery = z.strictObject({
  since: z
    .string()
    .max(2000)
    .regex(/^[\d_]+$/)
    .optional()
    .describe("Of an earlier manifest; one that is too old is as none, and all tickets come"),
});

export const manifestAnswer = z.object({
  barcodePrefix: z.literal(barcodePrefix).describe("With which every code of ours begins"),
  keys: z
    .array(
      z.object({
        kty: z.literal("OKP").describe("As in RFC 8037"),
        crv: z.literal("Ed25519").describe("The curve"),
        alg: z.literal("EdDSA").describe("The signature"),
        use: z.literal("sig").describe("It signs"),
        kid: z.string().describe("As codes name it"),
        x: z.string().meta({ description: "32 bytes, base64url" }),
      }),
    )
    .describe("JSON Web Keys by which a code is checked without coverage"),
  offers: z
    .array(
      z.object({
        id: z.uuid(),
        title: answeredTexts.describe("What its tickets are for"),
        validFrom: z.iso.datetime().describe("Accepted from then on"),
        validUntil: z.iso.datetime().describe("And not from then on"),
        weekdays: z.array(z.int()).nullable().describe("1 is Monday; null: every day"),
        blackout: z
          .array(z.tuple([z.iso.date(), z.iso.date()]))
          .nullable()
          .describe("Days without: first and last, both included"),
        hours: answeredHours
          .nullable()
          .describe("Times of day at which they are accepted, on no other weekdays; null: any"),
        uses: z.int().nullable().describe("null: unlimited"),
        usesPerDay: z.int().nullable().describe("null: unlimited"),
        validFor: validForInput
          .nullable()
          .describe("For how long a ticket is good from its first scan; null: to `validUntil`"),
        sessions: z
          .array(sessionSchema)
          .nullable()
          .describe("The dates at which its tickets are good, from doors to end; null: any time"),
        parts: answeredParts
          .nullable()
          .describe(
            "What is ticked off separately, each as often as `uses`; null: the ticket is one",
          ),
        admits: z.int().describe("How many a ticket lets in at a time"),
        ownCodes: z
          .boolean()
          .describe(
            "Its tickets bear codes of your own till or gate: without coverage such a code cannot be told from an unknown one",
          ),
      }),
    )
    .describe("Those of the provider that a scanner may meet"),
  salt: z.string().describe("base64url; for the ids of tickets, and another for each scanner"),
  day: z.iso.date().describe("The day of which `tickets` counts the uses, Europe/Oslo"),
  complete: z
    .boolean()
    .describe("`tickets` takes the place of what the scanner has; false: it adds to it"),
  tickets: z.base64().meta({
    description:
      "12 bytes for each ticket that ended or was used, those of a ticket that is not in it being as many as its offer's uses: " +
      "8 of the SHA-256 of `salt` and the serial number's text; the uses left as a signed 16-bit number, big-endian " +
      "(-1: unlimited, -2: revoked, -3: returned, -4: lapsed); the uses on `day` where they are limited, else 0, likewise",
  }),
  times: z.base64().meta({
    description:
      "12 bytes for each ticket whose time has begun (`validFor`), and with `since` for each that changed: 8 as in `tickets`; " +
      "the first second in which it is over, an unsigned 32-bit number of seconds since 1970, big-endian (0: not begun)",
  }),
  parts: z.base64().meta({
    description:
      "12 bytes for each part of a ticket of which a part was ticked off (`parts` of its offer), and with `since` of each that changed: " +
      "8 as in `tickets`; the part's position from 1 as a 16-bit number, big-endian; its uses left, likewise",
  }),
  part: z
    .string()
    .nullable()
    .describe("The key of the only part that this scanner ticks off; null: scans name the part"),
  since: z.string().describe("Give it back as `since` to get only what has changed after it"),
});

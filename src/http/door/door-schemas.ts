import { z } from "zod";
import { redemptionReasons } from "../../domain/redemption.ts";

const scannedAt = z.iso
  .datetime({ offset: true })
  .meta({ description: "When the scan was made; at most 72 hours ago." });

export const scanBody = z.strictObject({
  barcode: z.string().min(1).max(500),
  scanId: z.string().min(1).max(100),
  scannedAt: scannedAt.optional(),
  admitted: z.int().min(1).max(100).default(1),
});

export const batchBody = z.strictObject({
  scans: z.array(scanBody.extend({ scannedAt })).min(1).max(500),
});

const accepted = z.object({
  accepted: z.literal(true),
  admits: z.int(),
  admitted: z.int(),
  usesLeft: z.int().nullable().meta({ description: "null: unlimited" }),
  offerTitle: z.string(),
});
const refused = z.object({ accepted: z.literal(false), reason: z.enum(redemptionReasons) });

export const scanAnswer = z.discriminatedUnion("accepted", [accepted, refused]);

const scanId = z.string();
export const batchAnswer = z.object({
  items: z.array(
    z.union([
      accepted.extend({ scanId }),
      refused.extend({ scanId }),
      z.object({ scanId, error: z.object({ code: z.string(), detail: z.string() }) }),
    ]),
  ),
});

const texts = z.object({
  nb: z.string(),
  nn: z.string().optional(),
  en: z.string().optional(),
  sma: z.string().optional(),
});

export const manifestAnswer = z.object({
  barcodePrefix: z.literal("J1."),
  publicKeys: z.array(
    z.object({
      id: z.string(),
      x: z.string().meta({ description: "Ed25519, 32 bytes, base64url" }),
    }),
  ),
  offers: z.array(
    z.object({
      id: z.uuid(),
      title: texts,
      validFrom: z.iso.datetime(),
      validUntil: z.iso.datetime(),
      weekdays: z.array(z.int()).nullable(),
      blackout: z.array(z.tuple([z.iso.date(), z.iso.date()])).nullable(),
      uses: z.int().nullable(),
      usesPerDay: z.int().nullable(),
      admits: z.int(),
    }),
  ),
  ended: z.array(z.string()).meta({
    description:
      "First 12 bytes, base64url, of the SHA-256 of the serial numbers of tickets that ended early",
  }),
});

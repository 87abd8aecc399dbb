import { z } from "zod";
import { codeForms, redeemPlaces, symbologies, useReports } from "./own-codes.ts";

const sentence = z.string().trim().min(1).max(300);

/** The request body's member for codes of the provider's own till or gate. */
export const ownCodesInput = z.strictObject({
  symbology: z
    .enum(symbologies)
    .describe(
      "How the code is drawn. iPhones draw `ean13` and `itf14` as Code 128, and `datamatrix` as QR",
    ),
  showAs: z
    .enum(codeForms)
    .describe("`text`: only to be typed or read out; `both`: the barcode with its text under it"),
  redeemAt: z.enum(redeemPlaces).describe("Where the code is used; `web` needs `webAddress`"),
  webAddress: z
    .url({ protocol: /^https$/ })
    .max(200)
    .optional()
    .describe("Stands on the ticket"),
  instructions: z
    .strictObject({
      nb: sentence,
      nn: sentence.optional(),
      en: sentence.optional(),
      sma: sentence.optional(),
    })
    .optional()
    .describe("How the holder uses the code; absent: a sentence by `redeemAt`"),
  reportsUse: z
    .enum(useReports)
    .describe(
      "`api`: your system sends each used code to `POST /api/v1/redemptions`, or lists of them to `POST /api/v1/codes/used`; `file`: you upload such lists on the offer's page; `none`: use stays unknown, and there is no refund",
    ),
});

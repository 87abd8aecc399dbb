import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { FieldError } from "../../errors.ts";
import { freeText, isParagraph } from "../free-text.ts";
import { codeForms, redeemPlaces, symbologies, useReports, type OwnCodes } from "./own-codes.ts";

const sentence = freeText(300).refine(...isParagraph);
const instructions = z.strictObject({
  nb: sentence,
  nn: sentence.optional(),
  en: sentence.optional(),
  sma: sentence.optional(),
});
const address = z
  .url({ protocol: /^https$/ })
  .max(200)
  .refine((text) => new URL(text).username === "", "must name no user");

/** The request body's members for codes of the provider's own till or gate. */
export const codeMembers = {
  codeSource: z
    .enum(["ours", "provider"])
    .optional()
    .describe(
      "`provider`: tickets bear codes of your own till or gate, as `symbology`, `showAs`, `redeemAt` and `reportsUse` say; `ours` (or absent): the barcode that our scanners read",
    ),
  symbology: z
    .enum(symbologies)
    .optional()
    .describe(
      "How your code is drawn. iPhones draw `ean13` and `itf14` as Code 128, and `datamatrix` as QR",
    ),
  showAs: z
    .enum(codeForms)
    .optional()
    .describe("`text`: only to be typed or read out; `both`: the barcode with its text under it"),
  redeemAt: z
    .enum(redeemPlaces)
    .optional()
    .describe("Where your code is used; `web` needs `redeemUrl`"),
  redeemUrl: address.nullish().describe("Where your code is used on the web; stands on the ticket"),
  instructions: instructions
    .nullish()
    .describe("How the holder uses your code; absent: a sentence by `redeemAt`"),
  reportsUse: z
    .enum(useReports)
    .optional()
    .describe(
      "`api`: your system sends each used code to `POST /api/v1/redemptions`, or lists of them to `POST /api/v1/codes/used`; `file`: you upload such lists on the offer's page; `none`: use stays unknown",
    ),
};
type CodeMembers = z.infer<z.ZodObject<typeof codeMembers>>;

/** The members in API responses. */
export const answeredCodeMembers = {
  ...codeMembers,
  codeSource: codeMembers.codeSource.unwrap().describe("Whose codes the tickets bear"),
  redeemUrl: address.optional().describe("Where your code is used on the web"),
  instructions: instructions.optional().describe("How the holder uses your code"),
};

/** Converts the members of a request body to the term; undefined where tickets bear our barcode. */
export function ownCodesOf(members: CodeMembers): OwnCodes | undefined {
  const { codeSource, symbology, showAs, redeemAt, reportsUse } = members;
  if (codeSource !== "provider" || !symbology || !showAs || !redeemAt || !reportsUse) {
    return undefined;
  }
  const redeemUrl = members.redeemUrl ?? undefined;
  const instructions = members.instructions ?? undefined;
  return {
    ...{ symbology, showAs, redeemAt, reportsUse },
    ...(redeemUrl !== undefined && { redeemUrl }),
    ...(instructions && { instructions }),
  };
}

/** Converts the term to the members of the API. */
export const codeMembersOf = (
  ownCodes: OwnCodes | undefined,
): z.infer<z.ZodObject<typeof answeredCodeMembers>> =>
  ownCodes ? { codeSource: "provider", ...ownCodes } : { codeSource: "ours" };

/** The members in which the terms differ. */
export function changedCodeMembers(
  before: OwnCodes | undefined,
  after: OwnCodes | undefined,
): string[] {
  const [old, changed]: Record<string, unknown>[] = [before, after].map(codeMembersOf);
  if (old?.["codeSource"] !== changed?.["codeSource"]) return ["codeSource"];
  return Object.keys(codeMembers).filter(
    (name) => !isDeepStrictEqual(old?.[name], changed?.[name]),
  );
}

/** Finds members that are missing from a request body, or that have no meaning beside our barcode. */
export function findCodeMemberFaults(
  ownCodes: OwnCodes | undefined,
  { codeSource, redeemUrl, instructions, ...needed }: CodeMembers,
): FieldError[] {
  if (ownCodes) return [];
  const { symbology, showAs, redeemAt, reportsUse } = needed;
  const others = Object.entries({ symbology, showAs, redeemAt, reportsUse });
  if (codeSource === "provider") {
    return others.flatMap(([path, value]) =>
      value === undefined ? [{ path, code: "required", message: "is required" }] : [],
    );
  }
  const message = "is for codeSource provider alone";
  return [...others, ...Object.entries({ redeemUrl, instructions })].flatMap(([path, value]) =>
    value == null ? [] : [{ path, code: "contradiction", message }],
  );
}

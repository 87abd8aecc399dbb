import { z } from "zod";
import type { OwnCodes } from "../../../domain/codes/own-codes.ts";
import { languages } from "../../../domain/language.ts";
import type { OwnCodesValues } from "../../../views/provider/own-codes-values.ts";

const text = z
  .string()
  .transform((typed) => typed.replace(/[\r\n]+/g, " ").trim())
  .catch("");

/** Parses the section's fields; an invalid value becomes empty, so parsing never fails. */
export const ownCodesFields = {
  codeSource: z.enum(["ours", "provider"]).catch("ours"),
  symbology: text,
  showAs: text,
  redeemAt: text,
  redeemUrl: text,
  reportsUse: text,
  "instructions.nb": text,
  "instructions.nn": text,
  "instructions.en": text,
  "instructions.sma": text,
};

/** The API's members with the form's values. */
export function codeMembersOfForm(
  values: OwnCodesValues,
): Record<string, unknown> & Pick<OwnCodesValues, "codeSource"> {
  const { codeSource, symbology, showAs, redeemAt, reportsUse, redeemUrl } = values;
  if (codeSource === "ours") return { codeSource };
  const written = languages.flatMap((language) => {
    const typed = values[`instructions.${language}`];
    return typed === "" ? [] : [[language, typed] as const];
  });
  return {
    ...{ codeSource, symbology, showAs, redeemAt, reportsUse },
    redeemUrl: redeemUrl === "" ? null : redeemUrl,
    instructions: written.length > 0 ? Object.fromEntries(written) : null,
  };
}

/** Values of the section for an offer's codes, or what a new choice of codes starts with. */
export function ownCodesValues(ownCodes: OwnCodes | undefined): OwnCodesValues {
  const { instructions } = ownCodes ?? {};
  return {
    codeSource: ownCodes ? "provider" : "ours",
    symbology: ownCodes?.symbology ?? "qr",
    showAs: ownCodes?.showAs ?? "both",
    redeemAt: ownCodes?.redeemAt ?? "till",
    redeemUrl: ownCodes?.redeemUrl ?? "",
    reportsUse: ownCodes?.reportsUse ?? "none",
    "instructions.nb": instructions?.nb ?? "",
    "instructions.nn": instructions?.nn ?? "",
    "instructions.en": instructions?.en ?? "",
    "instructions.sma": instructions?.sma ?? "",
  };
}

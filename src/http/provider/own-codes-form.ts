import { z } from "zod";
import type { OwnCodes } from "../../domain/codes/own-codes.ts";
import { languages } from "../../domain/language.ts";
import type { OwnCodesValues } from "../../views/provider/own-codes-values.ts";

const text = z
  .string()
  .transform((typed) => typed.replace(/[\r\n]+/g, " ").trim())
  .catch("");

/** Parses the section's fields; an invalid value becomes empty, so parsing never fails. */
export const ownCodesFields = {
  "ownCodes.source": z.enum(["ours", "provider"]).catch("ours"),
  "ownCodes.symbology": text,
  "ownCodes.showAs": text,
  "ownCodes.redeemAt": text,
  "ownCodes.webAddress": text,
  "ownCodes.reportsUse": text,
  "ownCodes.instructions.nb": text,
  "ownCodes.instructions.nn": text,
  "ownCodes.instructions.en": text,
  "ownCodes.instructions.sma": text,
};

/** The API's member `ownCodes` with the form's values; null where tickets bear our barcode. */
export function ownCodesOf(values: OwnCodesValues): unknown {
  if (values["ownCodes.source"] === "ours") return null;
  const webAddress = values["ownCodes.webAddress"];
  const written = languages.flatMap((language) => {
    const typed = values[`ownCodes.instructions.${language}`];
    return typed === "" ? [] : [[language, typed] as const];
  });
  return {
    symbology: values["ownCodes.symbology"],
    showAs: values["ownCodes.showAs"],
    redeemAt: values["ownCodes.redeemAt"],
    reportsUse: values["ownCodes.reportsUse"],
    ...(webAddress !== "" && { webAddress }),
    ...(written.length > 0 && { instructions: Object.fromEntries(written) }),
  };
}

/** Values of the section for an offer's codes, or what a new choice of codes starts with. */
export function ownCodesValues(ownCodes: OwnCodes | undefined): OwnCodesValues {
  const { instructions } = ownCodes ?? {};
  return {
    "ownCodes.source": ownCodes ? "provider" : "ours",
    "ownCodes.symbology": ownCodes?.symbology ?? "qr",
    "ownCodes.showAs": ownCodes?.showAs ?? "both",
    "ownCodes.redeemAt": ownCodes?.redeemAt ?? "till",
    "ownCodes.webAddress": ownCodes?.webAddress ?? "",
    "ownCodes.reportsUse": ownCodes?.reportsUse ?? "none",
    "ownCodes.instructions.nb": instructions?.nb ?? "",
    "ownCodes.instructions.nn": instructions?.nn ?? "",
    "ownCodes.instructions.en": instructions?.en ?? "",
    "ownCodes.instructions.sma": instructions?.sma ?? "",
  };
}

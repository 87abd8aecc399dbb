import type { Language } from "../../domain/language.ts";

/** Values of the form's section on the provider's own codes, as typed. */
export interface OwnCodesValues extends Record<`ownCodes.instructions.${Language}`, string> {
  "ownCodes.source": "ours" | "provider";
  "ownCodes.symbology": string;
  "ownCodes.showAs": string;
  "ownCodes.redeemAt": string;
  "ownCodes.webAddress": string;
  "ownCodes.reportsUse": string;
}

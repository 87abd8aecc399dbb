import type { Language } from "../../domain/language.ts";

/** Values of the form's section on the provider's own codes, as typed. */
export interface OwnCodesValues extends Record<`instructions.${Language}`, string> {
  codeSource: "ours" | "provider";
  symbology: string;
  showAs: string;
  redeemAt: string;
  redeemUrl: string;
  reportsUse: string;
}

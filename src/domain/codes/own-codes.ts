import type { Texts } from "../language.ts";

export const symbologies = [
  "qr",
  "aztec",
  "pdf417",
  "code128",
  "ean13",
  "itf14",
  "datamatrix",
] as const;
export type Symbology = (typeof symbologies)[number];

export const codeForms = ["barcode", "text", "both"] as const;
export const redeemPlaces = ["till", "gate", "machine", "web"] as const;
export const useReports = ["none", "file", "api"] as const;

/** How an offer's tickets bear codes of the provider's own till or gate, in place of our barcode. */
export interface OwnCodes {
  symbology: Symbology;
  /** As a barcode, as text to type, or both. */
  showAs: (typeof codeForms)[number];
  redeemAt: (typeof redeemPlaces)[number];
  /** Where a code is used on the web. */
  redeemUrl?: string | undefined;
  /** Without them the tickets bear a sentence of ours. */
  instructions?: Texts | undefined;
  /** Whether the provider tells which codes were used. */
  reportsUse: (typeof useReports)[number];
}

/** A code as its ticket shows it. */
export interface TicketCode {
  code: string;
  pin?: string | undefined;
}

/** The text under or in place of a barcode; empty when there is none. */
export function codeText({ showAs }: Pick<OwnCodes, "showAs">, { code, pin }: TicketCode): string {
  return [
    ...(showAs === "barcode" ? [] : [code]),
    ...(pin === undefined ? [] : [`PIN ${pin}`]),
  ].join(" · ");
}

// https://developer.apple.com/design/human-interface-guidelines/wallet
import type { OpenPackage } from "./open-package.ts";
import { translated, valueText, type PhoneLanguage } from "./pass-text.ts";
import { fieldsIn, slots, type PhonePass, type Slot } from "./pass-shape.ts";

export interface ShownField {
  key: string;
  label: string;
  value: string;
}

/** A ticket as Wallet would show it, in words and colours. */
export interface PassFace {
  serialNumber: string;
  style: PhonePass["style"];
  from: string;
  title: string;
  logoText: string;
  colors: { background: string; foreground: string; label: string };
  fields: Record<Slot, ShownField[]>;
  barcode: { message: string; text: string | undefined } | undefined;
  state: "valid" | "void" | "expired";
  /** File names of the sharpest images that it has. */
  images: { icon?: string; logo?: string; strip?: string };
}

const plainColors = {
  background: "rgb(255, 255, 255)",
  foreground: "rgb(0, 0, 0)",
  label: "rgb(85, 85, 85)",
};

/** Only a colour may reach a style attribute. */
const colorOr = (color: string | undefined, otherwise: string) =>
  color !== undefined && /^rgb\(\d{1,3}, ?\d{1,3}, ?\d{1,3}\)$/.test(color) ? color : otherwise;

function sharpest({ files }: OpenPackage, slot: "icon" | "logo" | "strip") {
  const name = ["@3x", "@2x", ""]
    .map((scale) => `${slot}${scale}.png`)
    .find((each) => files.has(each));
  return name === undefined ? {} : { [slot]: name };
}

function stateOf({ voided, expirationDate }: PhonePass, at: Date): PassFace["state"] {
  if (voided) return "void";
  return expirationDate !== undefined && new Date(expirationDate) <= at ? "expired" : "valid";
}

/** What the phone shows of the ticket at the moment. */
export function passFace(opened: OpenPackage, language: PhoneLanguage, at: Date): PassFace {
  const { pass } = opened;
  const text = (given: string | undefined) =>
    given === undefined ? "" : translated(opened, given, language);
  const shown = (slot: Slot): ShownField[] =>
    fieldsIn(pass, slot).map((field) => ({
      key: field.key,
      label: text(field.label),
      value: valueText(opened, field, language),
    }));
  const [barcode] = pass.barcodes;
  return {
    serialNumber: pass.serialNumber,
    style: pass.style,
    from: pass.organizationName,
    title: text(pass.description),
    logoText: text(pass.logoText),
    colors: {
      background: colorOr(pass.backgroundColor, plainColors.background),
      foreground: colorOr(pass.foregroundColor, plainColors.foreground),
      label: colorOr(pass.labelColor, plainColors.label),
    },
    fields: Object.fromEntries(slots.map((slot) => [slot, shown(slot)])) as PassFace["fields"],
    barcode: barcode && { message: barcode.message, text: barcode.altText },
    state: stateOf(pass, at),
    images: {
      ...sharpest(opened, "icon"),
      ...sharpest(opened, "logo"),
      ...sharpest(opened, "strip"),
    },
  };
}

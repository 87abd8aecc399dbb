import type { ApplePass } from "../../views/preview/apple-pass.ts";
import { pictureImage } from "../../views/preview/picture-images.ts";
import type { PictureImage } from "../../views/preview/preview-ticket.ts";
import type { OpenPackage } from "./open-package.ts";
import { translated, valueText, type PhoneLanguage } from "./pass-text.ts";
import { fieldsIn, slots, type PhonePass, type Slot } from "./pass-shape.ts";

export const phonePath = "/sandbox/phone";

/** The data that Wallet shows of a received pass. */
export interface PassFace extends ApplePass {
  serialNumber: string;
  state: "valid" | "void" | "expired";
  icon: PictureImage | undefined;
}

/** Returns the colour, or `otherwise` for anything that is not an `rgb()` colour. */
const colorOr = (color: string | undefined, otherwise: string) =>
  color !== undefined && /^rgb\(\d{1,3}, ?\d{1,3}, ?\d{1,3}\)$/.test(color) ? color : otherwise;

function sharpest({ pass, files }: OpenPackage, slot: "icon" | "logo" | "strip") {
  const [found] = ["@3x", "@2x", ""].flatMap((scale) => {
    const name = `${slot}${scale}.png`;
    const file = files.get(name);
    return file ? [{ name, file }] : [];
  });
  const tickets = `${phonePath}/tickets/${encodeURIComponent(pass.serialNumber)}`;
  return found && pictureImage(found.file, `${tickets}/${found.name}`);
}

/** How each format is drawn; a QR code is drawn as our own. */
const symbologyOf = (format: string | undefined) =>
  (
    ({
      PKBarcodeFormatAztec: "aztec",
      PKBarcodeFormatPDF417: "pdf417",
      PKBarcodeFormatCode128: "code128",
    }) as const
  )[format ?? ""];

function stateOf({ voided, expirationDate }: PhonePass, at: Date): PassFace["state"] {
  if (voided) return "void";
  return expirationDate !== undefined && new Date(expirationDate) <= at ? "expired" : "valid";
}

/** Maps a received package to the data that Wallet shows at the given time. */
export function passFace(opened: OpenPackage, language: PhoneLanguage, at: Date): PassFace {
  const { pass } = opened;
  const text = (given: string | undefined) =>
    given === undefined ? "" : translated(opened, given, language);
  const shown = (slot: Slot) =>
    fieldsIn(pass, slot).map((field) => ({
      key: field.key,
      label: text(field.label),
      value: valueText(opened, field, language),
    }));
  return {
    serialNumber: pass.serialNumber,
    style: pass.style,
    organizationName: pass.organizationName,
    title: text(pass.description),
    logoText: text(pass.logoText),
    colors: {
      background: colorOr(pass.backgroundColor, "rgb(255, 255, 255)"),
      foreground: colorOr(pass.foregroundColor, "rgb(0, 0, 0)"),
      label: colorOr(pass.labelColor, "rgb(85, 85, 85)"),
    },
    fields: Object.fromEntries(slots.map((slot) => [slot, shown(slot)])) as PassFace["fields"],
    barcode: pass.barcodes[0]?.message,
    symbology: symbologyOf(pass.barcodes[0]?.format),
    barcodeText: pass.barcodes[0]?.altText,
    state: stateOf(pass, at),
    icon: sharpest(opened, "icon"),
    logo: sharpest(opened, "logo"),
    strip: sharpest(opened, "strip"),
  };
}

// https://developer.apple.com/design/human-interface-guidelines/wallet#Pass-image-dimensions
import type { TicketStyle } from "../../domain/templates/template.ts";
import type { FieldError } from "../../errors.ts";

const pngSignature = Buffer.from("89504e470d0a1a0a", "hex");
const imageName = /^(icon|logo|strip|thumbnail|background)(?:@([23])x)?\.png$/;

/** Files stored beside Apple's images that no pass contains. */
const notForApple = /^(google|artwork)-/;

const stripHeights: Record<TicketStyle, number[]> = {
  event: [98],
  admission: [144],
  membership: [123, 144],
  coupon: [144],
};

/** Width and height from the PNG header; undefined when it is no PNG. */
function pngSize(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(pngSignature)) return undefined;
  if (bytes.toString("latin1", 12, 16) !== "IHDR") return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Why the size in points is not accepted; undefined when it is. */
function misfit(slot: string, style: TicketStyle, width: number, height: number) {
  switch (slot) {
    case "icon":
      return width === height && width >= 29 && width <= 38
        ? undefined
        : "must be a square of 29 to 38 points";
    case "logo":
      return width <= 160 && height <= 50 ? undefined : "must fit into 160×50 points";
    case "strip":
      return width === 375 && stripHeights[style].includes(height)
        ? undefined
        : `must be 375×${stripHeights[style].join(" or 375×")} points`;
    case "thumbnail":
      return width <= 90 && height <= 90 ? undefined : "must fit into 90×90 points";
    default:
      return width === 180 && height === 220 ? undefined : "must be 180×220 points";
  }
}

const isForApple = (name: string) => !notForApple.test(name);

/** Apple's images of a template, sorted by name. */
export const appleImages = (images: ReadonlyMap<string, Buffer>): [string, Buffer][] =>
  [...images].filter(([name]) => isForApple(name)).sort(([a], [b]) => (a < b ? -1 : 1));

/** Checks names, sizes and combinations of a pass's images. Returns one error per fault, naming the slot. */
export function checkImages(images: ReadonlyMap<string, Buffer>, style: TicketStyle): FieldError[] {
  const names = [...images.keys()].filter(isForApple);
  const fault = (name: string, code: string, message: string) => [
    { path: `images.${name}`, code, message },
  ];
  const faults = appleImages(images).flatMap(([name, bytes]) => {
    const [, slot, scaleText = "1"] = imageName.exec(name) ?? [];
    if (slot === undefined) return fault(name, "unknown_slot", "is no image of a pass");
    const size = pngSize(bytes);
    if (!size) return fault(name, "not_png", "must be a PNG");
    const scale = Number(scaleText);
    const wrong = misfit(slot, style, size.width / scale, size.height / scale);
    return wrong === undefined
      ? []
      : fault(name, "size", `${wrong} at @${scale}x, is ${size.width}×${size.height} pixels`);
  });
  if (!images.has("icon.png")) {
    faults.push(...fault("icon.png", "missing", "is required in every pass"));
  }
  const has = (slot: string) => names.some((name) => imageName.exec(name)?.[1] === slot);
  if (style === "event" && has("strip") && (has("background") || has("thumbnail"))) {
    faults.push(
      ...fault("strip.png", "conflict", "cannot stand beside a background or a thumbnail"),
    );
  }
  return faults;
}

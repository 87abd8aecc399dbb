/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */

type Rgb = [red: number, green: number, blue: number];

/** The channels of `#rrggbb`, from 0 to 255. */
export function parse(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}

const format = (rgb: Rgb) =>
  `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;

/** Of each value that a channel can have: the exponent is costly, and pictures have many dots. */
const linear = Array.from({ length: 256 }, (_, channel) => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** The relative luminance, from 0 (black) to 1 (white), of channels from 0 to 255. */
export const luminance = (red: number, green: number, blue: number): number =>
  0.2126 * (linear[red] ?? 0) + 0.7152 * (linear[green] ?? 0) + 0.0722 * (linear[blue] ?? 0);

/** The contrast ratio of two luminances, from 1 (equal) to 21. */
export const ratioOf = (one: number, other: number): number =>
  one > other ? (one + 0.05) / (other + 0.05) : (other + 0.05) / (one + 0.05);

/** The contrast ratio, from 1 (equal) to 21 (black on white). Colours as `#rrggbb`. */
export const contrastRatio = (one: string, other: string): number =>
  ratioOf(luminance(...parse(one)), luminance(...parse(other)));

/** The colour closest to `color`, towards white or black, with the ratio on `background`. */
export function legibleColor(color: string, background: string, ratio: number): string {
  const end =
    contrastRatio("#ffffff", background) >= contrastRatio("#000000", background) ? 255 : 0;
  const from = parse(color);
  for (let step = 0; step < 100; step += 1) {
    const mixed = format(from.map((channel) => channel + ((end - channel) * step) / 100) as Rgb);
    if (contrastRatio(mixed, background) >= ratio) return mixed;
  }
  return end === 255 ? "#ffffff" : "#000000";
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */

type Rgb = [red: number, green: number, blue: number];

function parse(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}

const format = (rgb: Rgb) =>
  `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = parse(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast ratio, from 1 (equal) to 21 (black on white). Colours as `#rrggbb`. */
export function contrastRatio(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

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

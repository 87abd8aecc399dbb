import type { ReactElement } from "react";
import { stripMargin, stripWidth } from "../../wallets/artwork/strip-text.ts";
import { labelSize, valueSize } from "./apple-fields.ts";
import type { ApplePass } from "./apple-pass.ts";
import type { TextOutlines } from "./text-outlines.tsx";

/** Sizes in points, on a phone 375 points wide. */
export const width = stripWidth;
export const margin = stripMargin;
export const headHeight = 62;
const logo = { width: 160, height: 50 };

/** Draws the logo, the logo text, and the header fields from the right edge inwards. */
export function appleHead(
  pen: TextOutlines,
  { colors, fields, logo: mark, logoText }: ApplePass,
): ReactElement[] {
  const { foreground, label: labelColor } = colors;
  const drawn: ReactElement[] = [];
  const markWidth = mark ? Math.min(logo.width, (logo.height * mark.width) / mark.height) : 0;
  let right = width - margin;
  for (const { key, label, value } of [...fields.header].reverse()) {
    const size = { size: valueSize };
    const max = Math.min(
      110,
      Math.max(pen.width(value, size), pen.width(label, { size: labelSize, weight: "semibold" })),
    );
    drawn.push(
      <g key={key}>
        {pen.line(label.toUpperCase(), {
          x: right,
          y: 24,
          size: labelSize,
          weight: "semibold",
          fill: labelColor,
          anchor: "end",
          max: 110,
          least: 0.85,
        })}
        {pen.line(value, {
          x: right,
          y: 45,
          ...size,
          fill: foreground,
          anchor: "end",
          max: 110,
          least: 0.7,
        })}
      </g>,
    );
    right -= max + 12;
  }
  if (mark) {
    drawn.push(
      <image
        key="logo"
        href={mark.href}
        x={margin - 4}
        y={(headHeight - logo.height) / 2}
        {...logo}
        preserveAspectRatio="xMinYMid meet"
      />,
    );
  }
  if (logoText !== "") {
    const left = mark ? margin + markWidth + 6 : margin;
    drawn.push(
      <g key="logo-text">
        {pen.line(logoText, {
          x: left,
          y: 38,
          size: 17,
          weight: "semibold",
          fill: foreground,
          max: Math.max(right - left, 20),
          least: 0.9,
        })}
      </g>,
    );
  }
  return drawn;
}

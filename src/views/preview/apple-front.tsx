/**
 * https://developer.apple.com/design/human-interface-guidelines/wallet
 * https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/PassKit_PG/Creating.html
 */
import type { ReactElement } from "react";
import type { TicketStyle } from "../../domain/templates/template.ts";
import { stripLabelSize, stripLayouts } from "../../wallets/artwork/strip-text.ts";
import { appleHead, headHeight, margin, width } from "./apple-head.tsx";
import { columnsOf, labelSize, valueSize } from "./apple-fields.ts";
import { applePass, type ApplePass } from "./apple-pass.ts";
import { createTextOutlines, type TextOutlines } from "./text-outlines.tsx";
import { previewTexts } from "./preview-texts.ts";
import type { ShownField, TicketPicture } from "./preview-ticket.ts";
import { BarcodeSquares } from "./barcode-squares.tsx";

const height = 520;
const code = { side: 152, quiet: 10, text: 16, bottom: 12 };
const rowHeight = 50;

/** Draws the front of a template's sample ticket. */
export function AppleFront(picture: TicketPicture): ReactElement {
  const pass = applePass(picture);
  const { appleFront } = previewTexts(picture.language);
  const label = `${appleFront}: ${pass.organizationName}, ${pass.title}`;
  return <ApplePassFront id={picture.id} label={label} pass={pass} />;
}

interface Props {
  /** Unique among the drawings of a page. */
  id: string;
  label?: string;
  barcodeLabel?: string;
  pass: ApplePass;
}

/**
 * Draws the front of a pass as Apple Wallet does on a phone 375 points wide. Text is drawn as
 * outlines: without a `label`, the page states the text beside the drawing.
 *
 * @internal Exported for the simulated phone.
 */
export function ApplePassFront({ id, label, barcodeLabel, pass }: Props): ReactElement {
  const { style, colors, fields, barcode } = pass;
  const pen = createTextOutlines(id);
  const strip = stripLayouts[style];
  const rows =
    style === "event"
      ? [fields.secondary, fields.auxiliary]
      : [[...fields.secondary, ...fields.auxiliary]];
  const rowsTop = headHeight + strip.height + 10;
  const shownRows = rows.filter((row) => row.length > 0);
  const box = code.side + 2 * code.quiet;
  const boxTop = height - code.bottom - code.text - box;
  const drawn = [
    ...appleHead(pen, pass),
    ...fields.primary.flatMap(({ key, label, value }) => [
      pen.line(value, {
        x: margin,
        y: headHeight + strip.value,
        size: strip.size,
        fill: colors.foreground,
        max: width - 2 * margin,
        least: 0.45,
      }),
      <g key={`label-${key}`}>
        {pen.line(label, {
          x: margin,
          y: headHeight + strip.label,
          size: stripLabelSize,
          fill: colors.label,
          max: width - 2 * margin,
          least: 0.8,
        })}
      </g>,
    ]),
    ...shownRows.flatMap((row, index) => rowOf(pen, row, rowsTop + index * rowHeight, colors)),
  ];
  const barcodeText =
    barcode === undefined || pass.barcodeText === undefined
      ? undefined
      : pen.line(pass.barcodeText, {
          x: width / 2,
          y: boxTop + box + 6,
          size: 12,
          fill: "#000000",
          anchor: "middle",
          max: code.side,
        });
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      role={label && "img"}
      aria-label={label}
    >
      <clipPath id={`${id}-edge`}>
        <path d={edges[style]} />
      </clipPath>
      <g clipPath={`url(#${id}-edge)`}>
        <rect width={width} height={height} fill={colors.background} />
        {pass.strip && (
          <image
            href={pass.strip.href}
            y={headHeight}
            width={width}
            height={strip.height}
            preserveAspectRatio="xMidYMid slice"
          />
        )}
        {drawn}
        {barcode !== undefined && (
          <>
            <rect
              x={(width - box) / 2}
              y={boxTop}
              width={box}
              height={box + (barcodeText ? code.text : 0)}
              rx={6}
              fill="#fff"
            />
            <BarcodeSquares
              text={barcode}
              symbology={pass.symbology}
              label={barcodeLabel}
              x={(width - code.side) / 2}
              y={boxTop + code.quiet}
              side={code.side}
            />
            {barcodeText}
          </>
        )}
      </g>
      {pen.outlines()}
    </svg>
  );
}

function rowOf(
  pen: TextOutlines,
  fields: ShownField[],
  top: number,
  colors: ApplePass["colors"],
): ReactElement[] {
  const columns = columnsOf(fields, { pen, left: margin, right: width - margin });
  return columns.map(({ field: { key, label, value }, x, width: max }) => (
    <g key={key}>
      {pen.line(label.toUpperCase(), {
        x,
        y: top + 14,
        size: labelSize,
        weight: "semibold",
        fill: colors.label,
        max,
        least: 0.85,
      })}
      {pen.line(value, {
        x,
        y: top + 36,
        size: valueSize,
        fill: colors.foreground,
        max,
        least: 0.7,
      })}
    </g>
  ));
}

const corner = 12;
const plain = `M${corner} 0H${width - corner}A${corner} ${corner} 0 0 1 ${width} ${corner}V${height - corner}A${corner} ${corner} 0 0 1 ${width - corner} ${height}H${corner}A${corner} ${corner} 0 0 1 0 ${height - corner}V${corner}A${corner} ${corner} 0 0 1 ${corner} 0Z`;

/** Width of a tooth of the perforation along a coupon's top and bottom. */
const tooth = width / 75;
const teeth = (sign: 1 | -1) =>
  `l${sign * (tooth / 2)} ${sign * -3}l${sign * (tooth / 2)} ${sign * 3}`.repeat(75);

/** The outline of each style in Apple Wallet. */
const edges: Record<TicketStyle, string> = {
  admission: plain,
  membership: plain,
  event: plain.replace(
    `H${width - corner}`,
    `H${width / 2 - 24}a26 26 0 0 0 48 0H${width - corner}`,
  ),
  coupon: `M0 3${teeth(1)}V${height - 3}${teeth(-1)}Z`,
};

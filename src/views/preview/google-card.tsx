/** https://developers.google.com/wallet/generic/resources/template */
import type { ReactElement } from "react";
import { contrastRatio } from "../../domain/templates/contrast.ts";
import { googleTicket, type GoogleTicket } from "./google-ticket.ts";
import { createTextOutlines } from "./text-outlines.tsx";
import { previewTexts } from "./preview-texts.ts";
import type { TicketPicture } from "./preview-ticket.ts";
import { BarcodeSquares } from "./barcode-squares.tsx";

const width = 360;
const margin = 20;
const inner = width - 2 * margin;
const logo = 40;
const rowHeight = 54;
const code = { side: 150, quiet: 16, text: 18 };
const hero = { width: 1032, height: 336 };

/** Returns the text colour that Google chooses: the one with more contrast to the background. */
const textColorOn = (background: string) =>
  contrastRatio("#ffffff", background) >= contrastRatio("#1f1f1f", background)
    ? "#ffffff"
    : "#1f1f1f";

/** Draws the card of a template's sample ticket. */
export function GoogleCard(picture: TicketPicture): ReactElement {
  const ticket = googleTicket(picture);
  const { googleCard } = previewTexts(picture.language);
  const label = `${googleCard}: ${ticket.issuer}, ${ticket.title}`;
  return <GoogleTicketCard id={picture.id} label={label} ticket={ticket} />;
}

interface Props {
  /** Unique among the drawings of a page. */
  id: string;
  label?: string;
  barcodeLabel?: string;
  ticket: GoogleTicket;
}

/**
 * Draws a pass as Google Wallet does on a phone: logo and name, title, rows, barcode, hero image.
 * Text is drawn as outlines: without a `label`, the page states the text beside the drawing.
 *
 * @internal Exported for the simulated Google Wallet.
 */
export function GoogleTicketCard({ id, label, barcodeLabel, ticket }: Props): ReactElement {
  const { issuer, title, background, logo: logoImage, hero: heroImage, rows, barcode } = ticket;
  const fill = textColorOn(background);
  const pen = createTextOutlines(id);

  const heading = pen.paragraph(title, {
    x: margin,
    y: 108,
    size: 24,
    fill,
    max: inner,
    leading: 30,
    lines: 2,
  });
  const drawn: ReactElement[] = [
    <g key="issuer">
      {pen.line(issuer, {
        x: margin + logo + 12,
        y: 45,
        size: 16,
        fill,
        max: inner - logo - 12,
      })}
    </g>,
    <g key="title">{heading.element}</g>,
  ];
  let y = 108 + (heading.lines - 1) * 30 + 14;
  for (const row of rows) {
    const gap = 16;
    const max = (inner - gap * (row.length - 1)) / row.length;
    row.forEach(({ key, label, value }, index) => {
      const last = row.length > 1 && index === row.length - 1;
      const at = {
        x: last ? width - margin : margin + index * (max + gap),
        anchor: last ? ("end" as const) : ("start" as const),
        fill,
        max,
      };
      drawn.push(
        <g key={key}>
          {pen.line(label, { ...at, y: y + 20, size: 12, opacity: 0.85 })}
          {pen.line(value, { ...at, y: y + 41, size: 16 })}
        </g>,
      );
    });
    y += rowHeight;
  }
  y += 18;
  const box = code.side + 2 * code.quiet;
  const boxTop = y;
  const barcodeText =
    barcode === undefined || ticket.barcodeText === undefined
      ? undefined
      : pen.line(ticket.barcodeText, {
          x: width / 2,
          y: boxTop + box + 4,
          size: 13,
          fill: "#000000",
          anchor: "middle",
          max: code.side,
        });
  const boxHeight = box + (barcodeText ? code.text : 0);
  y += boxHeight + 20;
  const heroHeight = heroImage === undefined ? 0 : (width * hero.height) / hero.width;
  const height = Math.max(y + heroHeight, 440);

  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      role={label && "img"}
      aria-label={label}
    >
      <clipPath id={`${id}-edge`}>
        <rect width={width} height={height} rx={24} />
      </clipPath>
      <clipPath id={`${id}-logo`}>
        <circle cx={margin + logo / 2} cy={20 + logo / 2} r={logo / 2} />
      </clipPath>
      <g clipPath={`url(#${id}-edge)`}>
        <rect width={width} height={height} fill={background} />
        <circle cx={margin + logo / 2} cy={20 + logo / 2} r={logo / 2} fill="#fff" />
        {logoImage !== undefined && (
          <image
            href={logoImage}
            x={margin}
            y={20}
            width={logo}
            height={logo}
            clipPath={`url(#${id}-logo)`}
          />
        )}
        <path d={`M0 76H${width}`} stroke={fill} strokeOpacity={0.18} />
        {drawn}
        {barcode !== undefined && (
          <>
            <rect
              x={(width - box) / 2}
              y={boxTop}
              width={box}
              height={boxHeight}
              rx={16}
              fill="#fff"
            />
            <BarcodeSquares
              text={barcode}
              symbology={ticket.symbology}
              label={barcodeLabel}
              x={(width - code.side) / 2}
              y={boxTop + code.quiet}
              side={code.side}
            />
            {barcodeText}
          </>
        )}
        {heroImage !== undefined && (
          <image
            href={heroImage}
            y={height - heroHeight}
            width={width}
            height={heroHeight}
            preserveAspectRatio="xMidYMid slice"
          />
        )}
      </g>
      {pen.outlines()}
    </svg>
  );
}

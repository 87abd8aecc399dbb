import type { ReactElement } from "react";
import { googleTicket } from "./google-ticket.ts";
import { createTextOutlines } from "./text-outlines.tsx";
import { previewTexts } from "./preview-texts.ts";
import type { TicketPicture } from "./preview-ticket.ts";

const width = 360;
const margin = 20;
const inner = width - 2 * margin;

/** Draws the details that Google Wallet shows below the card. */
export function GoogleDetails(picture: TicketPicture): ReactElement {
  const texts = previewTexts(picture.language);
  const pen = createTextOutlines(picture.id);
  const { title, details } = googleTicket(picture);
  const drawn: ReactElement[] = [
    <g key="heading">{pen.line(texts.details, { x: margin, y: 44, size: 22, fill: "#1f1f1f" })}</g>,
  ];
  let y = 64;
  for (const { key, label, value } of details) {
    const paragraph = pen.paragraph(value, {
      x: margin,
      y: y + 40,
      size: 16,
      fill: "#1f1f1f",
      max: inner,
      leading: 22,
    });
    drawn.push(
      <g key={key}>
        {pen.line(label, { x: margin, y: y + 18, size: 13, fill: "#5f6368", max: inner })}
        {paragraph.element}
      </g>,
    );
    y += 40 + (paragraph.lines - 1) * 22 + 16;
  }
  drawn.push(
    <g key="remove">
      <path d={`M0 ${y + 4}H${width}`} stroke="#dadce0" />
      {pen.line(texts.removeGoogle, {
        x: margin,
        y: y + 36,
        size: 15,
        weight: "semibold",
        fill: "#b3261e",
      })}
    </g>,
  );
  const height = y + 56;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${texts.googleDetails}: ${title}. ${details.map(({ label, value }) => `${label}: ${value}`).join(". ")}`}
    >
      <rect width={width} height={height} rx={24} fill="#ffffff" />
      <rect
        x={0.5}
        y={0.5}
        width={width - 1}
        height={height - 1}
        rx={23.5}
        fill="none"
        stroke="#dadce0"
      />
      {drawn}
      {pen.outlines()}
    </svg>
  );
}

import type { ReactElement } from "react";
import { applePass } from "./apple-pass.ts";
import { createTextOutlines } from "./text-outlines.tsx";
import { previewTexts } from "./preview-texts.ts";
import type { TicketPicture } from "./preview-ticket.ts";

const width = 375;
const margin = 16;
const inset = 16;
const inner = width - 2 * margin - 2 * inset;
const black = "#000000";
const grey = "#6b6b70";
const blue = "#0064d2";

/** Draws the back of a pass: the phone's own settings, and the back fields below. */
export function AppleBack(picture: TicketPicture): ReactElement {
  const {
    organizationName,
    title,
    fields: { back },
  } = applePass(picture);
  const texts = previewTexts(picture.language);
  const pen = createTextOutlines(picture.id);
  const drawn: ReactElement[] = [
    <g key="bar">
      {pen.line(organizationName, {
        x: width / 2,
        y: 32,
        size: 17,
        weight: "semibold",
        fill: black,
        anchor: "middle",
        max: 200,
        least: 0.9,
      })}
      {pen.line(texts.done, {
        x: width - margin,
        y: 32,
        size: 17,
        weight: "semibold",
        fill: blue,
        anchor: "end",
      })}
    </g>,
  ];
  let y = 56;

  drawn.push(<Panel key="toggles" y={y} height={88} />);
  for (const [index, text] of [texts.automaticUpdates, texts.notifications].entries()) {
    const top = y + index * 44;
    drawn.push(
      <g key={text}>
        {pen.line(text, { x: margin + inset, y: top + 28, size: 17, fill: black, max: inner - 60 })}
        <rect
          x={width - margin - inset - 51}
          y={top + 6.5}
          width={51}
          height={31}
          rx={15.5}
          fill="#34c759"
        />
        <circle cx={width - margin - inset - 15.5} cy={top + 22} r={13.5} fill="#fff" />
        {index === 0 && <Rule y={top + 44} />}
      </g>,
    );
  }
  y += 88 + 24;

  if (back.length > 0) {
    const top = y;
    const rows: ReactElement[] = [];
    back.forEach(({ key, label, value }, index) => {
      const heading = pen.line(label, {
        x: margin + inset,
        y: y + 26,
        size: 16,
        fill: black,
        max: inner,
        least: 0.85,
      });
      const { element, lines } = pen.paragraph(value, {
        x: margin + inset,
        y: y + 47,
        size: 15,
        fill: grey,
        max: inner,
        leading: 20,
      });
      const end = y + 47 + (lines - 1) * 20 + 14;
      rows.push(
        <g key={key}>
          {heading}
          {element}
          {index < back.length - 1 && <Rule y={end} />}
        </g>,
      );
      y = end;
    });
    drawn.push(<Panel key="back" y={top} height={y - top} />, ...rows);
    y += 24;
  }

  drawn.push(
    <Panel key="removal" y={y} height={44} />,
    <g key="remove">
      {pen.line(texts.removeApple, {
        x: width / 2,
        y: y + 28,
        size: 17,
        fill: "#d70015",
        anchor: "middle",
      })}
    </g>,
  );
  const height = y + 44 + 24;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${texts.appleBack}: ${title}. ${back.map(({ label, value }) => `${label}: ${value}`).join(". ")}`}
    >
      <rect width={width} height={height} rx={12} fill="#f2f2f7" />
      {drawn}
      {pen.outlines()}
    </svg>
  );
}

const Panel = ({ y, height }: { y: number; height: number }) => (
  <rect x={margin} y={y} width={width - 2 * margin} height={height} rx={10} fill="#fff" />
);

const Rule = ({ y }: { y: number }) => (
  <path d={`M${margin + inset} ${y}H${width - margin}`} stroke="#c6c6c8" strokeWidth={0.5} />
);

import { BodyLong } from "@navikt/ds-react";
import type { YearReport } from "../../domain/statistics/year-report.ts";
import { reportTexts } from "../texts/report-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { formatMonth } from "../ui/format.ts";
import { countText } from "./report-words.ts";

const [barWidth, pitch, top, foot] = [28, 40, 120, 18];

/** A year's uses as a bar for each month, with the numbers above; a count that is not shown has none. */
export function ReportChart({ report, language }: { report: YearReport; language: StaffLanguage }) {
  const texts = reportTexts(language);
  const rows = report.tables.month;
  const values = rows.map(({ counts: { used } }) => (typeof used === "number" ? used : 0));
  const most = Math.max(...values);
  if (most <= 0) return <BodyLong>{texts.noChart}</BodyLong>;
  const described = rows.map(
    (row) => `${formatMonth(row.key)}: ${countText(row, "used", report, language)}.`,
  );
  const [width, height] = [12 * pitch, top + foot + 20];
  return (
    <figure className="report-chart">
      <svg
        role="img"
        aria-label={texts.chartAbout(described.join(" "))}
        viewBox={`0 0 ${width} ${height}`}
      >
        {rows.map(({ key }, index) => {
          const value = values[index] ?? 0;
          const tall = (value / most) * top;
          const middle = index * pitch + pitch / 2;
          return (
            <g key={key}>
              {value > 0 && (
                <>
                  <rect
                    x={middle - barWidth / 2}
                    y={18 + top - tall}
                    width={barWidth}
                    height={tall}
                  />
                  <text x={middle} y={14 + top - tall} textAnchor="middle">
                    {value}
                  </text>
                </>
              )}
              <text x={middle} y={top + foot + 14} textAnchor="middle">
                {Number(key.slice(5))}
              </text>
            </g>
          );
        })}
        <path d={`M0 ${top + 18.5}H${width}`} />
      </svg>
      <figcaption>{texts.chart}</figcaption>
    </figure>
  );
}

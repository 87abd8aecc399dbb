import { BodyShort, HStack, Table, VStack } from "@navikt/ds-react";
import type { Week } from "../../domain/statistics/weekly-counts.ts";
import { numbersTexts, type StaffLanguage } from "../texts/staff-texts.ts";

const measures = ["allocated", "fetched", "used", "admissions", "lapsed"] as const;
const top = 40;
/** Least number of columns, so that a single week has a narrow bar. */
const fewestBars = 12;

interface WeeksChartProps {
  title: string;
  weeks: Week[];
  language: StaffLanguage;
}

/** An offer's weekly statistics as one bar chart per measure, and as a table. */
export function WeeksChart({ title, weeks, language }: WeeksChartProps) {
  const texts = numbersTexts(language);
  const name = ({ week }: Week) => texts.weekOf(Number(week.slice(6)), Number(week.slice(0, 4)));
  const [first, last] = [weeks[0], weeks.at(-1)];
  return (
    <VStack gap="space-12">
      {measures.map((measure) => (
        <WeekBars
          key={measure}
          label={texts.measures[measure]}
          counts={weeks.map((week) => week[measure])}
          names={weeks.map(name)}
          language={language}
        />
      ))}
      {first && last && (
        <HStack justify="space-between" gap="space-8" className="week-axis">
          <span>{name(first)}</span>
          {last !== first && <span>{name(last)}</span>}
        </HStack>
      )}
      <details>
        <summary>{texts.asTable(title)}</summary>
        <div className="wide" role="group" aria-label={texts.asTable(title)} tabIndex={0}>
          <Table size="small">
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell scope="col">{texts.week}</Table.HeaderCell>
                {measures.map((measure) => (
                  <Table.HeaderCell key={measure} scope="col" align="right">
                    {texts.measures[measure]}
                  </Table.HeaderCell>
                ))}
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {weeks.map((week) => (
                <Table.Row key={week.week}>
                  <Table.HeaderCell scope="row">{name(week)}</Table.HeaderCell>
                  {measures.map((measure) => (
                    <Table.DataCell key={measure} align="right">
                      {week[measure]}
                    </Table.DataCell>
                  ))}
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </div>
      </details>
    </VStack>
  );
}

interface WeekBarsProps {
  label: string;
  counts: number[];
  names: string[];
  language: StaffLanguage;
}

function WeekBars({ label, counts, names, language }: WeekBarsProps) {
  const texts = numbersTexts(language);
  const sum = counts.reduce((total, count) => total + count, 0);
  const most = Math.max(0, ...counts);
  const description =
    sum === 0
      ? texts.nothingMeasured(label)
      : texts.chart(label, sum, most, names[counts.indexOf(most)] ?? "");
  const across = Math.max(counts.length, fewestBars) * 10;
  return (
    <div>
      <HStack justify="space-between" gap="space-8">
        <BodyShort size="small" weight="semibold">
          {label}
        </BodyShort>
        <BodyShort size="small">{texts.inAll(sum)}</BodyShort>
      </HStack>
      <svg
        role="img"
        aria-label={description}
        className="week-bars"
        viewBox={`0 0 ${across} ${top + 1}`}
        preserveAspectRatio="none"
      >
        {counts.map((count, index) => {
          const tall = most === 0 ? 0 : (count / most) * top;
          return count === 0 ? null : (
            <rect key={names[index]} x={index * 10 + 1} y={top - tall} width="8" height={tall} />
          );
        })}
        <path d={`M0 ${top + 0.5}H${across}`} className="week-line" />
      </svg>
    </div>
  );
}

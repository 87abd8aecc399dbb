import { BodyLong, Heading, Table } from "@navikt/ds-react";
import type { ShownDate } from "../../domain/offers/date-counts.ts";
import { formatDay } from "../../domain/date-text.ts";
import { startOfDay } from "../../domain/period.ts";
import { dateCountsTexts } from "../texts/date-counts-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";

interface Props {
  /** Of an offer with several dates; "withheld": they would tell a count under five. */
  dates: readonly ShownDate[] | "withheld";
  /** The counts are rounded down to fives. */
  isRounded?: boolean;
  language: StaffLanguage;
}

/** How often an offer's tickets were used on each of its days. */
export function DatesTable({ dates, isRounded = false, language }: Props) {
  const texts = dateCountsTexts(language);
  const written = (used: number | undefined) =>
    used === undefined ? texts.small : isRounded ? texts.atLeast(used) : used;
  return (
    <section>
      <Heading size="small" level="3" spacing>
        {texts.heading}
      </Heading>
      {dates === "withheld" || dates.length === 0 ? (
        <BodyLong>{dates === "withheld" ? texts.withheld : texts.none}</BodyLong>
      ) : (
        <Table size="small">
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell scope="col">{texts.day}</Table.HeaderCell>
              <Table.HeaderCell scope="col" align="right">
                {texts.used}
              </Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {dates.map(({ day, used }) => (
              <Table.Row key={day}>
                <Table.HeaderCell scope="row">
                  {formatDay(startOfDay(day), language)}
                </Table.HeaderCell>
                <Table.DataCell align="right">{written(used)}</Table.DataCell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      )}
    </section>
  );
}

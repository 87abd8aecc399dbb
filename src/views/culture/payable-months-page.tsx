import { BodyLong, Link } from "@navikt/ds-react";
import { settlementTexts } from "../texts/settlement-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { formatMoney, formatMonth } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";

interface Props {
  frame: PageFrame;
  months: { month: string; statements: number; unattested: number; refundOre: number }[];
}

/** `/culture/settlements`: the months that the municipalities pay, latest first. */
export function PayableMonthsPage({ frame, months }: Props) {
  const texts = settlementTexts(frame.language);
  return (
    <ContentPage frame={frame} title={texts.title} tab="settlements" intro={texts.intro}>
      {months.length === 0 ? (
        <BodyLong>{texts.none}</BodyLong>
      ) : (
        <DataTable
          label={texts.title}
          rows={months}
          columns={[
            {
              name: texts.month,
              cell: ({ month }) => (
                <Link href={`/culture/settlements/${month}`}>{formatMonth(month)}</Link>
              ),
            },
            {
              name: texts.state,
              cell: ({ unattested }) =>
                unattested === 0 ? texts.allAttested : texts.waiting(unattested),
            },
            {
              name: texts.sum,
              align: "right",
              className: "number",
              cell: ({ refundOre }) => formatMoney(refundOre),
            },
          ]}
        />
      )}
    </ContentPage>
  );
}

import { BodyLong, HStack, Link } from "@navikt/ds-react";
import { formatMonth } from "../ui/format.ts";
import { numbersTexts, type NumbersTexts } from "../texts/staff-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

interface Props {
  frame: PageFrame;
  months: { month: string; isStated: boolean }[];
}

/** `/provider/settlements`: the months with a statement, latest first. */
export function SettlementsPage({ frame, months }: Props) {
  const texts = numbersTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={texts.settlements}
      tab="settlements"
      intro={texts.settlementsIntro}
    >
      {months.length === 0 ? (
        <BodyLong>{texts.noSettlements}</BodyLong>
      ) : (
        <DataTable
          label={texts.settlements}
          rows={months}
          columns={[
            { name: texts.month, cell: ({ month }) => formatMonth(month) },
            {
              name: texts.state,
              cell: ({ isStated }) => (isStated ? texts.stated : texts.preliminary),
            },
            { name: texts.files, cell: ({ month }) => <Files month={month} texts={texts} /> },
          ]}
        />
      )}
    </ContentPage>
  );
}

function Files({ month, texts }: { month: string; texts: NumbersTexts }) {
  const address = `/provider/settlements/${month}`;
  return (
    <HStack gap="space-16">
      <Link href={`${address}.pdf`} aria-label={texts.downloadPdf(formatMonth(month))}>
        PDF
      </Link>
      <Link href={`${address}.csv`} aria-label={texts.downloadCsv(formatMonth(month))}>
        CSV
      </Link>
    </HStack>
  );
}

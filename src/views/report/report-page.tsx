import { BodyLong, Heading, HStack, Link, VStack } from "@navikt/ds-react";
import type { YearReport } from "../../domain/statistics/year-report.ts";
import { reportTexts } from "../texts/report-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { ReportChart } from "./report-chart.tsx";
import { reportNotes, wordedTables } from "./report-words.ts";

interface Props {
  frame: PageFrame;
  report: YearReport;
  /** The years beside, which have a report. */
  otherYears: string[];
}

/** `/culture/reports/{year}` and `/nav/reports/{year}`: a year in numbers, for the council. */
export function ReportPage({ frame, report, otherYears }: Props) {
  const { language } = frame;
  const texts = reportTexts(language);
  const address = `/${frame.area}/reports`;
  return (
    <ContentPage
      frame={frame}
      title={texts.title(report.year)}
      {...(frame.area === "culture" && { tab: "reports" as const })}
      gap="space-32"
    >
      <VStack gap="space-8">
        {reportNotes(report, language).map((note) => (
          <BodyLong key={note}>{note}</BodyLong>
        ))}
        <HStack gap="space-16">
          <Link href={`${address}/${report.year}.pdf`}>{texts.pdf}</Link>
          <Link href={`${address}/${report.year}.csv`}>{texts.csv}</Link>
          {otherYears.map((year) => (
            <Link key={year} href={`${address}/${year}`}>
              {texts.other(year)}
            </Link>
          ))}
        </HStack>
      </VStack>
      <ReportChart report={report} language={language} />
      {wordedTables(report, language).map(({ table, title, head, rows }) => (
        <VStack as="section" key={table} gap="space-12">
          <Heading size="medium" level="2">
            {title}
          </Heading>
          <DataTable
            label={title}
            rows={rows}
            columns={head.map((name, index) => ({
              name,
              cell: (row: string[]) => row[index],
              ...(index > 0 && { align: "right" as const, className: "number" }),
            }))}
          />
        </VStack>
      ))}
    </ContentPage>
  );
}

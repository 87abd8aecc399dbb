import { BodyLong, Heading, HStack, Link, Table, VStack } from "@navikt/ds-react";
import { formatMonth } from "../ui/format-month.ts";
import { numbersTexts } from "../texts/numbers-texts.ts";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** `/provider/settlements`: the months of which there is a statement, the latest first. */
export function SettlementsPage({
  frame,
  months,
}: {
  frame: PageFrame;
  months: { month: string; isStated: boolean }[];
}) {
  const texts = numbersTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.settlements} tab="settlements">
      <VStack gap="space-24">
        <div>
          <Heading size="large" level="1" spacing>
            {texts.settlements}
          </Heading>
          <BodyLong>{texts.settlementsIntro}</BodyLong>
        </div>
        {months.length === 0 ? (
          <BodyLong>{texts.noSettlements}</BodyLong>
        ) : (
          <Table size="small">
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell scope="col">{texts.month}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{texts.state}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{texts.files}</Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {months.map(({ month, isStated }) => {
                const name = formatMonth(month);
                const address = `/provider/settlements/${month}`;
                return (
                  <Table.Row key={month}>
                    <Table.HeaderCell scope="row">{name}</Table.HeaderCell>
                    <Table.DataCell>{isStated ? texts.stated : texts.preliminary}</Table.DataCell>
                    <Table.DataCell>
                      <HStack gap="space-16">
                        <Link href={`${address}.pdf`} aria-label={texts.downloadPdf(name)}>
                          PDF
                        </Link>
                        <Link href={`${address}.csv`} aria-label={texts.downloadCsv(name)}>
                          CSV
                        </Link>
                      </HStack>
                    </Table.DataCell>
                  </Table.Row>
                );
              })}
            </Table.Body>
          </Table>
        )}
      </VStack>
    </PageDocument>
  );
}

import { BodyLong, BodyShort, Box, Heading, Table, VStack } from "@navikt/ds-react";
import type { DeviceLogSummary } from "../../db/apple/device-logs.ts";
import { formatDays } from "../ui/format-date.ts";
import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";

/** What phones complain of, what it means, and what to do. */
export function PhoneLogSection({
  language,
  logs,
  days,
}: {
  language: StaffLanguage;
  logs: DeviceLogSummary[];
  /** Counted back from today. */
  days: number;
}) {
  const texts = staffTexts(language);
  return (
    <section>
      <VStack gap="space-16">
        <div>
          <Heading size="medium" level="2" spacing>
            {texts.phoneLogs}
          </Heading>
          <BodyLong>{texts.phoneLogsIntro(days)}</BodyLong>
        </div>
        {logs.length === 0 ? (
          <Box padding="space-24" borderRadius="8" background="neutral-soft">
            <BodyLong>{texts.noPhoneLogs(days)}</BodyLong>
          </Box>
        ) : (
          <div className="wide" role="region" aria-label={texts.phoneLogs} tabIndex={0}>
            <Table size="small">
              <Table.Header>
                <Table.Row>
                  <Table.HeaderCell scope="col">{texts.phoneLog}</Table.HeaderCell>
                  <Table.HeaderCell scope="col" align="right">
                    {texts.phoneLogCount}
                  </Table.HeaderCell>
                  <Table.HeaderCell scope="col">{texts.phoneLogLast}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{texts.phoneLogAction}</Table.HeaderCell>
                </Table.Row>
              </Table.Header>
              <Table.Body>
                {logs.map(({ kind, count, lastDay, sample }) => (
                  <Table.Row key={kind}>
                    <Table.DataCell>
                      <BodyShort size="small" weight="semibold">
                        {texts.phoneLogKinds[kind].name}
                      </BodyShort>
                      <BodyShort size="small" spacing>
                        {texts.phoneLogKinds[kind].meaning}
                      </BodyShort>
                      <details>
                        <summary>{texts.phoneLogSample}</summary>
                        <code lang="en">{sample}</code>
                      </details>
                    </Table.DataCell>
                    <Table.DataCell align="right">{count}</Table.DataCell>
                    <Table.DataCell>{formatDays([lastDay, lastDay], language)}</Table.DataCell>
                    <Table.DataCell>{texts.phoneLogKinds[kind].action}</Table.DataCell>
                  </Table.Row>
                ))}
              </Table.Body>
            </Table>
          </div>
        )}
      </VStack>
    </section>
  );
}

import { BodyLong, BodyShort, Heading, VStack } from "@navikt/ds-react";
import type { DeviceLogSummary } from "../../db/apple/device-logs.ts";
import { EmptyBox } from "../ui/boxes.tsx";
import { DataTable, type Column } from "../ui/data-table.tsx";
import { formatDays } from "../../domain/date-text.ts";
import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";

interface Props {
  language: StaffLanguage;
  logs: DeviceLogSummary[];
  /** Number of days until today that the logs cover. */
  days: number;
}

/** Errors that phones report, with their meaning and remedy. */
export function PhoneLogSection({ language, logs, days }: Props) {
  const texts = staffTexts(language);
  const columns: Column<DeviceLogSummary>[] = [
    {
      name: texts.phoneLog,
      className: "wraps",
      cell: ({ kind, sample }) => (
        <>
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
        </>
      ),
    },
    { name: texts.phoneLogCount, align: "right", cell: ({ count }) => count },
    { name: texts.phoneLogLast, cell: ({ lastDay }) => formatDays([lastDay, lastDay], language) },
    { name: texts.phoneLogAction, cell: ({ kind }) => texts.phoneLogKinds[kind].action },
  ];
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
          <EmptyBox>
            <BodyLong>{texts.noPhoneLogs(days)}</BodyLong>
          </EmptyBox>
        ) : (
          <DataTable label={texts.phoneLogs} rows={logs} columns={columns} />
        )}
      </VStack>
    </section>
  );
}

import { BodyLong, BodyShort, HStack, Link } from "@navikt/ds-react";
import type { TrailEvent } from "../../db/access/audit-trail.ts";
import { auditTexts, nameOfAction } from "../texts/audit-texts.ts";
import { reasonTexts } from "../texts/reason-texts.ts";
import { EmptyBox } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import type { Faults } from "../ui/faults.tsx";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { TrailFilter, type TrailValues } from "./trail-filter.tsx";

interface Props {
  frame: PageFrame;
  values: TrailValues;
  faults: Faults;
  events: TrailEvent[];
  nextCursor: string | null;
  isFirst: boolean;
  /** How many lines an export has at most. */
  most: number;
}

/** `/auditor`: what was done in the auditor's municipalities, newest first. */
export function TrailPage({ frame, values, faults, events, nextCursor, isFirst, most }: Props) {
  const { language } = frame;
  const texts = auditTexts(language);
  const reasons = reasonTexts(language).names;
  const people: Partial<Record<string, string>> = texts.people;
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
  const hrefOf = (path: string, more: Record<string, string> = {}) =>
    `${path}?${new URLSearchParams([...query, ...Object.entries(more)]).toString()}`;
  return (
    <ContentPage frame={frame} title={texts.title} tab="trail" intro={texts.intro} faults={faults}>
      <TrailFilter {...{ values, faults, texts, reasons }} />
      {events.length === 0 ? (
        <EmptyBox>
          <BodyLong>{texts.none}</BodyLong>
        </EmptyBox>
      ) : (
        <>
          <DataTable
            label={texts.title}
            rows={events}
            columns={[
              { name: texts.when, cell: ({ at }) => formatMoment(at, language) },
              { name: texts.actor, cell: ({ actor }) => people[actor] ?? <Id text={actor} /> },
              { name: texts.what, cell: ({ action }) => nameOfAction(action, language) },
              {
                name: texts.subject,
                cell: ({ subject }) =>
                  subject === "anonymised" ? texts.anonymised : <Id text={subject} />,
              },
              { name: texts.changed, cell: ({ changed }) => changed.join(", ") },
              {
                name: texts.reason,
                cell: ({ reasonCode }) => reasonCode && reasons[reasonCode],
              },
            ]}
          />
          <HStack gap="space-16">
            {!isFirst && <Link href={hrefOf("/auditor")}>{texts.first}</Link>}
            {nextCursor !== null && (
              <Link href={hrefOf("/auditor", { cursor: nextCursor })}>{texts.next}</Link>
            )}
          </HStack>
          <div>
            <Link href={hrefOf("/auditor/events.csv")}>{texts.csv}</Link>
            <BodyShort size="small">{texts.csvHelp(most.toLocaleString("nb-NO"))}</BodyShort>
          </div>
        </>
      )}
    </ContentPage>
  );
}

const Id = ({ text }: { text: string }) => <code className="id">{text}</code>;

import { Alert, BodyShort, Heading, HStack, Link, Table, VStack } from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import { formatMoment } from "../ui/format-date.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { RefusalTable, type ShownRefusal } from "./refusal-table.tsx";
import { ButtonLink } from "../ui/button-link.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** Counts of an allocation's tickets. */
export interface ShownProgress {
  total: number;
  pending: number;
  active: number;
  fetched: number;
  ended: number;
}

export interface ShownLine {
  recipientId: string;
  recipient: string;
  title: Texts;
  count: number;
}

/** `/nav/allocations/{id}`: what was given, how far it has come, and who could not get what. */
export function AllocationPage({
  frame,
  id,
  createdAt,
  progress,
  lines,
  refusals,
  notice,
}: {
  frame: PageFrame;
  id: string;
  createdAt: Date;
  progress: ShownProgress;
  lines: ShownLine[];
  refusals: ShownRefusal[];
  notice?: string | undefined;
}) {
  const texts = staffTexts(frame.language);
  const working = progress.pending > 0;
  const live = progress.pending + progress.active;
  return (
    <PageDocument
      frame={frame}
      title={texts.allocation}
      tab="allocations"
      scripts={["progress.js"]}
      refreshSeconds={working ? 3 : undefined}
    >
      <VStack gap="space-32">
        <div>
          <Heading size="large" level="1" spacing>
            {texts.allocatedHeading(progress.total)}
          </Heading>
          <BodyShort>{formatMoment(createdAt, frame.language)}</BodyShort>
        </div>
        {notice !== undefined && (
          <Alert variant="success" role="status">
            {notice}
          </Alert>
        )}
        {progress.total > 0 && <Progress frame={frame} id={id} progress={progress} />}
        {refusals.length > 0 && (
          <section aria-labelledby="refused">
            <Heading size="small" level="2" id="refused" spacing>
              {texts.refusedCount(refusals.length)}
            </Heading>
            <RefusalTable frame={frame} refusals={refusals} />
          </section>
        )}
        {lines.length > 0 && (
          <div className="wide" role="region" aria-label={texts.allocation} tabIndex={0}>
            <Table size="small">
              <Table.Header>
                <Table.Row>
                  <Table.HeaderCell scope="col">{texts.who}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{texts.what}</Table.HeaderCell>
                  <Table.HeaderCell scope="col" align="right">
                    {texts.ticketCount}
                  </Table.HeaderCell>
                </Table.Row>
              </Table.Header>
              <Table.Body>
                {lines.map(({ recipientId, recipient, title, count }, index) => (
                  <Table.Row key={index}>
                    <Table.HeaderCell scope="row">
                      <Link href={`/nav/recipients/${recipientId}`}>{recipient}</Link>
                    </Table.HeaderCell>
                    <Table.DataCell>{textIn(title, frame.language)}</Table.DataCell>
                    <Table.DataCell align="right">{count}</Table.DataCell>
                  </Table.Row>
                ))}
              </Table.Body>
            </Table>
          </div>
        )}
        <HStack gap="space-16">
          <ButtonLink href="/nav/allocate" variant="secondary" size="small">
            {texts.allocateMore}
          </ButtonLink>
          {live > 0 && (
            <ButtonLink href={`/nav/allocations/${id}/revoke`} variant="tertiary" size="small">
              {texts.undoAllocation}
            </ButtonLink>
          )}
        </HStack>
      </VStack>
    </PageDocument>
  );
}

/** Kept current by the script; without it the page reloads itself, or the link does. */
function Progress({
  frame,
  id,
  progress,
}: {
  frame: PageFrame;
  id: string;
  progress: ShownProgress;
}) {
  const texts = staffTexts(frame.language);
  const { total, pending, active, fetched, ended } = progress;
  const done = total - pending;
  const counts: [name: string, label: string, n: number][] = [
    ["pending", texts.pendingCount, pending],
    ["active", texts.activeCount, active],
    ["fetched", texts.fetchedCount, fetched],
    ["ended", texts.endedCount, ended],
  ];
  return (
    <section
      aria-labelledby="progress"
      data-progress={`/nav/allocations/${id}/progress.json`}
      data-ready={texts.ready(-1, -2).replace("-1", "{ready}").replace("-2", "{total}")}
      data-all-ready={texts.allReady}
    >
      <Heading size="small" level="2" id="progress" spacing>
        {texts.progressHeading}
      </Heading>
      <progress max={total} value={done} aria-labelledby="progress" className="bar" />
      <BodyShort role="status" data-summary>
        {pending === 0 ? texts.allReady : texts.ready(done, total)}
      </BodyShort>
      <dl className="counts">
        {counts.map(([name, label, n]) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd data-count={name}>{n}</dd>
          </div>
        ))}
      </dl>
      {pending > 0 && (
        <noscript>
          <Link href={frame.path}>{texts.refresh}</Link>
        </noscript>
      )}
    </section>
  );
}

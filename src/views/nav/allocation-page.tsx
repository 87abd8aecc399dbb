import { BodyShort, Heading, HStack, Link } from "@navikt/ds-react";
import { formatMoment } from "../ui/format.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { graceTexts } from "../texts/grace-texts.ts";
import { allocationLineTexts } from "../texts/allocation-line-texts.ts";
import { AllocationLinesForm, type ShownLine } from "./allocation-lines-form.tsx";
import { FailedMessagesAlert } from "./failed-messages-alert.tsx";
import { PostButton } from "../ui/post-form.tsx";
import { countInFives } from "../ui/count-in-fives.ts";
import { countRecipients } from "./count-recipients.ts";
import { GraceNotice } from "./grace-notice.tsx";
import { RefusalTable, type ShownRefusal } from "./refusal-table.tsx";
import { WaitButton } from "./wait-button.tsx";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** Counts of an allocation's tickets. */
export interface ShownProgress {
  total: number;
  pending: number;
  live: number;
  /** Number of fetched tickets, rounded down to fives. */
  fetched: number;
  ended: number;
}

interface Props {
  frame: PageFrame;
  id: string;
  createdAt: Date;
  /** Until when it can be undone; null: its messages leave, or have left. */
  heldUntil: Date | null;
  progress: ShownProgress;
  lines: ShownLine[];
  refusals: (ShownRefusal & { offerId: string; recipientId: string })[];
  /** Number of messages about its tickets that were given up. */
  failedMessages: number;
  notice?: string | undefined;
  refusal?: string | undefined;
}

/** `/nav/allocations/{id}`: the tickets of an allocation, their progress, and the refusals. */
export function AllocationPage({
  frame,
  id,
  createdAt,
  heldUntil,
  progress,
  lines,
  refusals,
  failedMessages,
  notice,
  refusal,
}: Props) {
  const texts = staffTexts(frame.language);
  const working = progress.pending > 0 && heldUntil === null;
  const revocable = progress.pending + progress.live;
  return (
    <ContentPage
      frame={frame}
      title={texts.allocation}
      heading={texts.allocatedHeading(progress.total)}
      tab="allocations"
      scripts={["progress.js"]}
      refreshSeconds={working ? 3 : heldUntil ? 60 : undefined}
      gap="space-32"
      intro={formatMoment(createdAt, frame.language)}
      notice={notice}
      refusal={refusal}
      alerts={
        <FailedMessagesAlert count={failedMessages} language={frame.language}>
          <PostButton frame={frame} action={`/nav/allocations/${id}/resend`} size="small">
            {allocationLineTexts(frame.language).resend}
          </PostButton>
        </FailedMessagesAlert>
      }
    >
      {heldUntil && <GraceNotice frame={frame} id={id} until={heldUntil} />}
      <HStack gap="space-16">
        <ButtonLink href="/nav/allocate" variant="secondary" size="small">
          {texts.allocateMore}
        </ButtonLink>
        {revocable > 0 && heldUntil === null && (
          <ButtonLink href={`/nav/allocations/${id}/revoke`} variant="tertiary" size="small">
            {texts.undoAllocation}
          </ButtonLink>
        )}
      </HStack>
      {progress.total > 0 && (
        <Progress frame={frame} id={id} progress={progress} isHeld={heldUntil !== null} />
      )}
      {refusals.length > 0 && (
        <section aria-labelledby="refused">
          <Heading size="small" level="2" id="refused" spacing>
            {texts.refusedCount(countRecipients(refusals))}
          </Heading>
          <RefusalTable frame={frame} refusals={refusals} />
          <WaitButton
            frame={frame}
            places={refusals.filter(({ reason }) => reason === "sold_out")}
          />
        </section>
      )}
      {lines.length > 0 && (
        <AllocationLinesForm
          frame={frame}
          id={id}
          lines={lines}
          isChoosing={revocable > 0 && heldUntil === null}
        />
      )}
    </ContentPage>
  );
}

interface ProgressProps {
  frame: PageFrame;
  id: string;
  progress: ShownProgress;
  /** It waits for the end of the grace. */
  isHeld: boolean;
}

/** Progress of the tickets. The script updates it; without script the page reloads. */
function Progress({ frame, id, progress, isHeld }: ProgressProps) {
  const texts = staffTexts(frame.language);
  const { waitingCount, waiting } = graceTexts(frame.language);
  const { total, pending, live, fetched, ended } = progress;
  const done = total - pending;
  const allDone = ended === total ? texts.allEnded : texts.allReady;
  const counts: [name: string, label: string, n: number | string][] = [
    ["pending", isHeld ? waitingCount : texts.pendingCount, pending],
    ["live", texts.activeCount, live],
    ["fetched", texts.fetchedCount, countInFives(fetched, frame.language)],
    ["ended", texts.endedCount, ended],
  ];
  return (
    <section
      aria-labelledby="progress"
      data-progress={isHeld ? undefined : `/nav/allocations/${id}/progress.json`}
      data-ready={texts.ready(-1, -2).replace("-1", "{ready}").replace("-2", "{total}")}
      data-all-ready={allDone}
    >
      <Heading size="small" level="2" id="progress" spacing>
        {texts.progressHeading}
      </Heading>
      <progress max={total} value={done} aria-labelledby="progress" className="bar" />
      <BodyShort role="status" data-summary>
        {pending === 0 ? allDone : isHeld ? waiting(pending) : texts.ready(done, total)}
      </BodyShort>
      <dl className="counts">
        {counts.map(([name, label, n]) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd data-count={name}>{n}</dd>
          </div>
        ))}
      </dl>
      {pending > 0 && !isHeld && (
        <noscript>
          <Link href={frame.path}>{texts.refresh}</Link>
        </noscript>
      )}
    </section>
  );
}

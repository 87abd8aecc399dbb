import { Heading, HStack } from "@navikt/ds-react";
import { formatMoment } from "../ui/format.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { allocationLineTexts } from "../texts/allocation-line-texts.ts";
import { AllocationLinesForm, type ShownLine } from "./allocation-lines-form.tsx";
import { FailedMessagesAlert } from "./failed-messages-alert.tsx";
import { PostButton } from "../ui/post-form.tsx";
import { countRecipients } from "./count-recipients.ts";
import { GraceNotice } from "./grace-notice.tsx";
import { RefusalTable, type ShownRefusal } from "./refusal-table.tsx";
import { WaitButton } from "./wait-button.tsx";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { AllocationProgress, type ShownProgress } from "./allocation-progress.tsx";

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
        <AllocationProgress frame={frame} id={id} progress={progress} isHeld={heldUntil !== null} />
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

import { Alert, BodyLong, HStack } from "@navikt/ds-react";
import { staffTexts } from "../texts/staff-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import type { AllocationChoice } from "./allocate-page.tsx";
import { AllocateButton, ChangeChoiceButton } from "./choice-forms.tsx";
import { countRecipients } from "./count-recipients.ts";
import { RefusalTable, type ShownRefusal } from "./refusal-table.tsx";
import { WaitButton } from "./wait-button.tsx";

interface Props {
  frame: PageFrame;
  choice: AllocationChoice;
  refusals: ShownRefusal[];
  /** Those for whom too few tickets are left. */
  soldOut: { offerId: string; recipientId: string }[];
  /** Whether mode `possible` would allocate a ticket. */
  someCan: boolean;
  requestKey: string;
}

/** Reasons why an all-or-nothing allocation allocated nothing, and the possible next steps. */
export function NothingAllocatedPage({
  frame,
  choice,
  refusals,
  soldOut,
  someCan,
  requestKey,
}: Props) {
  const texts = staffTexts(frame.language);
  return (
    <ContentPage
      frame={{ ...frame, path: "/nav/allocate" }}
      title={texts.nothingAllocated}
      tab="allocate"
    >
      <Alert variant="warning">
        {someCan ? texts.nothingAllocatedWhy(countRecipients(refusals)) : texts.nothingPossible}
      </Alert>
      <RefusalTable frame={frame} refusals={refusals} />
      {someCan && <BodyLong>{texts.asManyAsPossible}</BodyLong>}
      <HStack gap="space-16">
        {someCan && (
          <AllocateButton
            frame={frame}
            choice={{ ...choice, mode: "possible" }}
            requestKey={requestKey}
            text={texts.tryPossible}
          />
        )}
        <WaitButton frame={frame} places={soldOut} />
        <ChangeChoiceButton frame={frame} choice={choice} />
      </HStack>
    </ContentPage>
  );
}

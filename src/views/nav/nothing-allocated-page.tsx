import { Alert, BodyLong, Button, Heading, HStack, VStack } from "@navikt/ds-react";
import { staffTexts } from "../texts/staff-texts.ts";
import type { AllocationChoice } from "./allocate-page.tsx";
import { HiddenFields } from "../ui/hidden-fields.tsx";
import { RefusalTable, type ShownRefusal } from "./refusal-table.tsx";
import { Csrf } from "../ui/post-form.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** All or nothing, and it was nothing: why, and the way on. */
export function NothingAllocatedPage({
  frame,
  choice,
  refusals,
  someCan,
  requestKey,
}: {
  frame: PageFrame;
  choice: AllocationChoice;
  refusals: ShownRefusal[];
  /** Whether allocating as many as possible would give anything. */
  someCan: boolean;
  requestKey: string;
}) {
  const texts = staffTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.nothingAllocated} tab="allocate">
      <VStack gap="space-24">
        <Heading size="large" level="1">
          {texts.nothingAllocated}
        </Heading>
        <Alert variant="warning">
          {someCan ? texts.nothingAllocatedWhy(refusals.length) : texts.nothingPossible}
        </Alert>
        <RefusalTable frame={frame} refusals={refusals} />
        {someCan && <BodyLong>{texts.asManyAsPossible}</BodyLong>}
        <HStack gap="space-16">
          {someCan && (
            <form method="post" action="/nav/allocate">
              <Csrf frame={frame} />
              <HiddenFields choice={choice} />
              <input type="hidden" name="mode" value="possible" />
              <input type="hidden" name="key" value={requestKey} />
              <Button>{texts.tryPossible}</Button>
            </form>
          )}
          <form method="post" action="/nav/allocate/choose">
            <Csrf frame={frame} />
            <HiddenFields choice={choice} />
            <input type="hidden" name="mode" value={choice.mode} />
            <Button variant="tertiary">{texts.changeChoice}</Button>
          </form>
        </HStack>
      </VStack>
    </PageDocument>
  );
}

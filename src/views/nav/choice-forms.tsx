import { Button, VStack } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { staffTexts } from "../texts/staff-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { HiddenFields, PostButton, PostForm } from "../ui/post-form.tsx";
import type { AllocationChoice } from "./allocate-page.tsx";

interface ChoiceProps {
  frame: PageFrame;
  choice: AllocationChoice;
}

/** The choice as hidden fields, so that the server stores none of it. */
const valuesOf = ({ recipientIds, offerIds, ...rest }: AllocationChoice) => ({
  recipient: recipientIds,
  offer: offerIds,
  ...rest,
});

/** Button that allocates what was chosen; the same key sent twice allocates once. `children`: the field for `listName`. */
export function AllocateButton({
  frame,
  choice,
  requestKey,
  text,
  children,
}: ChoiceProps & { requestKey: string; text: string; children?: ReactNode }) {
  return (
    <PostForm frame={frame} action="/nav/allocate">
      <HiddenFields values={{ ...valuesOf(choice), listName: [], key: requestKey }} />
      <VStack gap="space-16" align="start">
        {children ?? <HiddenFields values={{ listName: choice.listName }} />}
        <Button>{text}</Button>
      </VStack>
    </PostForm>
  );
}

/** Button that leads back to the form, filled in with the choice. */
export function ChangeChoiceButton({ frame, choice }: ChoiceProps) {
  return (
    <PostButton
      frame={frame}
      action="/nav/allocate/choose"
      values={valuesOf(choice)}
      variant="tertiary"
    >
      {staffTexts(frame.language).changeChoice}
    </PostButton>
  );
}

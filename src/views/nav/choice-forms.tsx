import { staffTexts } from "../texts/staff-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
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

/** Button that allocates what was chosen; the same key sent twice allocates once. */
export function AllocateButton({
  frame,
  choice,
  requestKey,
  text,
}: ChoiceProps & { requestKey: string; text: string }) {
  return (
    <PostButton
      frame={frame}
      action="/nav/allocate"
      values={{ ...valuesOf(choice), key: requestKey }}
      variant="primary"
    >
      {text}
    </PostButton>
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

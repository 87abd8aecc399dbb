import { waitingTexts } from "../texts/waiting-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";

/** A child and the offer that it did not get or would get a ticket of, as a form's field. */
export const placeValue = ({ offerId, recipientId }: { offerId: string; recipientId: string }) =>
  `${offerId} ${recipientId}`;

/** Button that puts on the waiting list those for whom too few tickets were left; nothing without any. */
export function WaitButton({
  frame,
  places,
}: {
  frame: PageFrame;
  places: { offerId: string; recipientId: string }[];
}) {
  if (places.length === 0) return null;
  return (
    <PostButton frame={frame} action="/nav/waiting-list" values={{ place: places.map(placeValue) }}>
      {waitingTexts(frame.language).addRefused}
    </PostButton>
  );
}

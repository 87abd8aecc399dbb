import { waitingTexts } from "../texts/waiting-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";

/** A child and the offer that it did not get or would get a ticket of, as a form's field. */
export const placeValue = ({ offerId, recipientId }: { offerId: string; recipientId: string }) =>
  `${offerId} ${recipientId}`;

/** How many offers' waiting lists one form fills: they are locked and filled in turn. */
export const maxFormOffers = 50;

/**
 * Button that puts on the waiting list those for whom too few tickets were left, one for each fifty offers; nothing
 * without any.
 */
export function WaitButton({
  frame,
  places,
}: {
  frame: PageFrame;
  places: { offerId: string; recipientId: string }[];
}) {
  const texts = waitingTexts(frame.language);
  const offerIds = [...new Set(places.map(({ offerId }) => offerId))];
  const count = offerIds.length;
  const starts = offerIds.flatMap((_, at) => (at % maxFormOffers === 0 ? [at] : []));
  return starts.map((start) => {
    const part = offerIds.slice(start, start + maxFormOffers);
    const own = places.filter(({ offerId }) => part.includes(offerId)).map(placeValue);
    return (
      <PostButton key={start} frame={frame} action="/nav/waiting-list" values={{ place: own }}>
        {count > maxFormOffers
          ? texts.addRefusedOf(start + 1, start + part.length, count)
          : texts.addRefused}
      </PostButton>
    );
  });
}

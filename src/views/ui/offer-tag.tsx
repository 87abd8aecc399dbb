import { Tag } from "@navikt/ds-react";
import type { Offer } from "../../domain/offers/offer.ts";
import { offerTexts, type StaffLanguage } from "../texts/staff-texts.ts";

const variants = {
  draft: "neutral",
  submitted: "info",
  returned: "warning",
  open: "success",
  paused: "neutral",
  closed: "neutral",
} as const;

interface Props {
  offer: Pick<Offer, "state" | "cancelledAt">;
  isOver?: boolean;
  language: StaffLanguage;
}

/** Tag with the state of an offer. */
export function OfferTag({ offer, isOver = false, language }: Props) {
  const texts = offerTexts(language);
  if (offer.cancelledAt) {
    return (
      <Tag variant="error" size="small">
        {texts.cancelledState}
      </Tag>
    );
  }
  const isPast = isOver && (offer.state === "open" || offer.state === "paused");
  return (
    <Tag variant={isPast ? "neutral" : variants[offer.state]} size="small">
      {isPast ? texts.over : texts.states[offer.state]}
    </Tag>
  );
}

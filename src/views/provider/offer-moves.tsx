import { Alert, BodyLong, VStack } from "@navikt/ds-react";
import { isUnapproved } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { offerTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";

/** Actions of the offer's state: buttons for immediate ones, links to those with a page of their own. */
export function OfferMoves({
  offer,
  frame,
  isOver,
}: {
  offer: Offer;
  frame: PageFrame;
  isOver: boolean;
}) {
  const texts = offerTexts(frame.language);
  const base = `/provider/offers/${offer.id}`;
  const form = (verb: string, label: string, help: string, primary = false) => (
    <div>
      <PostButton
        frame={frame}
        action={`${base}/${verb}`}
        variant={primary ? "primary" : "secondary"}
      >
        {label}
      </PostButton>
      <BodyLong size="small" textColor="subtle">
        {help}
      </BodyLong>
    </div>
  );
  const link = (verb: string, label: string, help?: string) => (
    <div>
      <ButtonLink href={`${base}/${verb}`} variant="secondary">
        {label}
      </ButtonLink>
      {help !== undefined && (
        <BodyLong size="small" textColor="subtle">
          {help}
        </BodyLong>
      )}
    </div>
  );
  if (isUnapproved(offer.state)) {
    return (
      <VStack gap="space-16">
        {form("submit", texts.submit, texts.submitHelp, true)}
        {link("edit", texts.edit)}
        {link("remove", texts.remove)}
      </VStack>
    );
  }
  if (offer.state === "submitted") {
    return (
      <VStack gap="space-16">
        <Alert variant="info">{texts.waiting}</Alert>
        {form("withdraw", texts.withdraw, texts.withdrawHelp)}
      </VStack>
    );
  }
  const isClosed = offer.state === "closed";
  return (
    <VStack gap="space-16">
      {!isClosed && link("change", texts.changeRunning)}
      {offer.state === "open" && !isOver && form("pause", texts.pause, texts.pauseHelp)}
      {offer.state === "paused" && !offer.pausedByOffice && form("resume", texts.resume, "", true)}
      {(offer.pausedByOffice || offer.closedByOffice) && (
        <StoppedByOffice offer={offer} frame={frame} />
      )}
      {!isClosed && link("close", texts.close, texts.closeHelp)}
      {!offer.cancelledAt && link("cancel", texts.cancelOffer, texts.cancelHelp)}
    </VStack>
  );
}

/** Tells that the culture office has stopped the offer, and why. */
function StoppedByOffice({ offer, frame }: { offer: Offer; frame: PageFrame }) {
  const texts = offerTexts(frame.language);
  const { officeReason, pausedByOffice } = offer;
  return (
    <Alert variant="info">
      {pausedByOffice ? texts.pausedByOffice : texts.closedByOffice}
      {officeReason !== undefined && ` ${texts.officeWrites} ${officeReason}`}
    </Alert>
  );
}

import { Alert, BodyLong, VStack } from "@navikt/ds-react";
import { isUnapproved } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { listTexts } from "../texts/list-texts.ts";
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
  const link = (href: string, label: string, help?: string) => (
    <div>
      <ButtonLink href={href} variant="secondary">
        {label}
      </ButtonLink>
      {help !== undefined && (
        <BodyLong size="small" textColor="subtle">
          {help}
        </BodyLong>
      )}
    </div>
  );
  const { copy, copyHelp } = listTexts(frame.language);
  const copied = link(`/provider/offers/new?from=${offer.id}`, copy, copyHelp);
  if (isUnapproved(offer.state)) {
    return (
      <VStack gap="space-16">
        {form("submit", texts.submit, texts.submitHelp, true)}
        {link(`${base}/edit`, texts.edit)}
        {link(
          `/provider/templates/new?from=${offer.templateId}&offer=${offer.id}`,
          texts.changeLook,
          texts.changeLookHelp,
        )}
        {copied}
        {link(`${base}/remove`, texts.remove)}
      </VStack>
    );
  }
  if (offer.state === "submitted") {
    return (
      <VStack gap="space-16">
        <Alert variant="info">{texts.waiting}</Alert>
        {form("withdraw", texts.withdraw, texts.withdrawHelp)}
        {copied}
      </VStack>
    );
  }
  const isClosed = offer.state === "closed";
  return (
    <VStack gap="space-16">
      {!isClosed && link(`${base}/change`, texts.changeRunning)}
      {copied}
      {offer.state === "open" && !isOver && form("pause", texts.pause, texts.pauseHelp)}
      {offer.state === "paused" && !offer.pausedByOffice && form("resume", texts.resume, "", true)}
      {(offer.pausedByOffice || offer.closedByOffice) && (
        <StoppedByOffice offer={offer} frame={frame} />
      )}
      {!isClosed && link(`${base}/close`, texts.close, texts.closeHelp)}
      {!offer.cancelledAt && link(`${base}/cancel`, texts.cancelOffer, texts.cancelHelp)}
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

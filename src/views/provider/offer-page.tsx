import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import { Alert, BodyLong, Box, Heading, VStack } from "@navikt/ds-react";
import { largestCost } from "../../domain/offers/offer-cost.ts";
import type { OfferHint } from "../../domain/offers/offer-hints.ts";
import { isUnapproved } from "../../domain/offers/offer-state.ts";
import type { TextToAccept } from "../../domain/offers/text-exceptions.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { textIn, type Language } from "../../domain/language.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { OfferTicket, type DrawableTicket } from "../ui/offer-ticket.tsx";
import { complimentaryTexts } from "../texts/complimentary-texts.ts";
import { payingOfficeTexts } from "../texts/paying-office-texts.ts";
import { offerTexts, ownCodesTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { textExceptionTexts } from "../texts/text-exception-texts.ts";
import { OfferMoves } from "./offer-moves.tsx";
import { OfferNumbers } from "./offer-numbers.tsx";
import { OfferTag } from "../ui/offer-tag.tsx";
import { PendingChangeBox } from "./pending-change.tsx";
import { formatMoney } from "../ui/format.ts";
import { refundSentences } from "../ui/refund-sentences.ts";
import { HeadedSection } from "../ui/headed-section.tsx";

/** `/provider/offers/{id}`: summary, ticket and numbers of an offer, and the actions of its state. */
export function OfferPage({
  frame,
  offer,
  summary,
  hints,
  counts,
  reason,
  ticket,
  ticketLanguage,
  isOver,
  textsToAccept,
  declinedBy,
  notice,
}: {
  frame: PageFrame;
  offer: Offer;
  summary: string;
  hints: OfferHint[];
  counts: { fetched: number; used: number };
  /** Reason of the culture office's return. */
  reason: string | undefined;
  ticket: DrawableTicket;
  ticketLanguage: Language;
  isOver: boolean;
  textsToAccept: readonly TextToAccept[];
  /** Names of the municipalities that declined it. */
  declinedBy: string | undefined;
  notice: string | undefined;
}) {
  const texts = offerTexts(frame.language);
  const title = textIn(offer.title, frame.language);
  const { refundPerAdmissionOre: refund, claimWithinDays } = offer;
  const canShape = isUnapproved(offer.state);
  return (
    <ContentPage
      frame={frame}
      title={title}
      tab="offers"
      notice={notice}
      tag={<OfferTag offer={offer} isOver={isOver} language={frame.language} />}
    >
      {offer.state === "returned" && reason !== undefined && (
        <Alert variant="warning">
          {texts.returnedBecause} {reason}
        </Alert>
      )}
      <PendingChangeBox frame={frame} offer={offer} />
      {declinedBy !== undefined && (
        <Alert variant="info">{payingOfficeTexts(frame.language).declinedBy(declinedBy)}</Alert>
      )}
      {textsToAccept.length > 0 && (
        <Alert variant="info">
          {textExceptionTexts(frame.language).waits}{" "}
          {textsToAccept.map(({ text }) => `«${text}»`).join(", ")}
        </Alert>
      )}
      <div className="decide">
        <VStack gap="space-24">
          <HeadedSection heading={texts.inOneSentence}>
            <BodyLong className="summary">{summary}.</BodyLong>
            <BodyLong>{refund > 0 ? whatIsPaid(offer, frame.language) : texts.noRefund}</BodyLong>
            {claimWithinDays !== undefined && (
              <BodyLong>{texts.fetchedWithin(claimWithinDays)}</BodyLong>
            )}
          </HeadedSection>
          {!canShape && offer.state !== "submitted" && (
            <OfferNumbers
              frame={frame}
              numbers={{
                quota: offer.quota,
                allocated: offer.allocated,
                left: ticketsLeft(offer),
                fetched: counts.fetched,
                // Unknown where nothing reports it.
                ...(offer.ownCodes?.reportsUse !== "none" && { used: counts.used }),
              }}
            />
          )}
          {!canShape && offer.state !== "submitted" && (
            <ButtonLink href={`/provider/offers/${offer.id}/complimentary`} variant="secondary">
              {complimentaryTexts(frame.language).toPage}
            </ButtonLink>
          )}
          {offer.ownCodes && <CodesLink frame={frame} offer={offer} />}
          {canShape && <Hints hints={hints} frame={frame} id={offer.id} />}
        </VStack>
        <OfferTicket
          heading={texts.asOnPhone}
          ticket={ticket}
          title={offer.title}
          language={ticketLanguage}
          path={frame.path}
        />
        <OfferMoves offer={offer} frame={frame} isOver={isOver} />
      </div>
    </ContentPage>
  );
}

/** What the municipality pays, and the sum when every ticket is used as often as it may be. */
function whatIsPaid(offer: Offer, language: StaffLanguage): string {
  const { agreedRefund, costsAtMost, costsWithoutLimit } = offerTexts(language);
  const most = largestCost(offer);
  const sum = most === undefined ? costsWithoutLimit : costsAtMost(formatMoney(most));
  return `${refundSentences(offer, language, agreedRefund)} ${sum}`;
}

/** How many codes can be given out, and the way to their pool. */
function CodesLink({ frame, offer }: { frame: PageFrame; offer: Offer }) {
  const texts = ownCodesTexts(frame.language);
  const left = offer.codesLeft ?? 0;
  return (
    <VStack gap="space-12" align="start">
      <Alert variant={left === 0 ? "warning" : "info"} size="small">
        {left === 0 ? texts.noneLeft : texts.toPoolHelp(left)}
      </Alert>
      <ButtonLink href={`/provider/offers/${offer.id}/codes`} variant="secondary">
        {texts.toPool}
      </ButtonLink>
    </VStack>
  );
}

function Hints({ hints, frame, id }: { hints: OfferHint[]; frame: PageFrame; id: string }) {
  const texts = offerTexts(frame.language);
  if (hints.length === 0) return null;
  return (
    <Box padding="space-16" borderRadius="8" background="warning-soft" as="section">
      <Heading size="small" level="2">
        {texts.hintsHeading}
      </Heading>
      <BodyLong size="small">{texts.hintsHelp}</BodyLong>
      <ul>
        {hints.map(({ code, path }) => (
          <li key={`${code} ${path}`}>
            <a href={`/provider/offers/${id}/edit#${path}`} className="aksel-link">
              {texts.hints[code]}
            </a>
          </li>
        ))}
      </ul>
    </Box>
  );
}

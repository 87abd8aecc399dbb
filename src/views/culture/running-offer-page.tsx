import { Alert, BodyLong, Heading, VStack } from "@navikt/ds-react";
import { textIn, type Language } from "../../domain/language.ts";
import type { OfferCost } from "../../domain/offers/offer-cost.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { cultureTexts, offerTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { formatMoment } from "../ui/format.ts";
import { OfferTag } from "../ui/offer-tag.tsx";
import { OfferTicket, type DrawableTicket } from "../ui/offer-ticket.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import { OfferCostText } from "./offer-cost-text.tsx";
import { refundSentences } from "../ui/refund-sentences.ts";

interface Props {
  frame: PageFrame;
  offer: Offer;
  /** Name of the provider. */
  provider: string;
  summary: string;
  fetched: number;
  cost: OfferCost;
  ticket: DrawableTicket;
  ticketLanguage: Language;
  notice: string | undefined;
}

/** `/culture/running/{id}`: an approved offer with its cost, and the buttons that stop it. */
export function RunningOfferPage({
  frame,
  offer,
  provider,
  summary,
  cost,
  ticket,
  ...shown
}: Props) {
  const { language } = frame;
  const texts = cultureTexts(language);
  const offers = offerTexts(language);
  const { id, allocated, movedAt, pausedByOffice, quota, refundPerAdmissionOre: refund } = offer;
  const path = `/culture/running/${id}`;
  const isPaused = offer.state === "paused";
  return (
    <ContentPage
      frame={{ ...frame, path }}
      title={textIn(offer.title, language)}
      tab="running"
      intro={provider}
      tag={<OfferTag offer={offer} language={language} />}
      notice={shown.notice}
    >
      {isPaused && pausedByOffice !== true && (
        <Alert variant="info">{texts.pausedByProvider}</Alert>
      )}
      <div className="decide">
        <VStack gap="space-24">
          <section>
            <Heading size="small" level="2" spacing>
              {texts.inOneSentence}
            </Heading>
            <BodyLong size="large">{summary}.</BodyLong>
            {movedAt && <BodyLong>{texts.movedAt(formatMoment(movedAt, language))}</BodyLong>}
          </section>
          <section>
            <Heading size="small" level="2" spacing>
              {texts.costHeading}
            </Heading>
            <BodyLong>
              {texts.given(allocated, quota)} {texts.fetchedOf(shown.fetched)}
            </BodyLong>
            {refund > 0 && (
              <BodyLong>{refundSentences(offer, frame.language, texts.refund)}</BodyLong>
            )}
            <OfferCostText cost={cost} language={language} />
          </section>
          <VStack gap="space-16" align="start">
            <div>
              <PostButton frame={frame} action={`${path}/${isPaused ? "resume" : "pause"}`}>
                {isPaused ? offers.resume : offers.pause}
              </PostButton>
              <BodyLong size="small" textColor="subtle">
                {isPaused ? texts.resumeHelp : texts.pauseHelp}
              </BodyLong>
            </div>
            <div>
              <ButtonLink href={`${path}/close`} variant="secondary">
                {offers.close}
              </ButtonLink>
              <BodyLong size="small" textColor="subtle">
                {offers.closeHelp}
              </BodyLong>
            </div>
          </VStack>
        </VStack>
        <OfferTicket
          heading={texts.asHolderSees}
          ticket={ticket}
          title={offer.title}
          language={shown.ticketLanguage}
          path={path}
        />
      </div>
    </ContentPage>
  );
}

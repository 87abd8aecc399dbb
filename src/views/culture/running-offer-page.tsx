import { Alert, BodyLong, Heading, VStack } from "@navikt/ds-react";
import { textIn, type Language } from "../../domain/language.ts";
import type { OfferNumbers } from "../../domain/offers/offer-numbers.ts";
import { isRunning } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { complimentaryTexts } from "../texts/complimentary-texts.ts";
import { cultureTexts, offerTexts, type CultureTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DatesTable } from "../ui/dates-table.tsx";
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
  numbers: OfferNumbers;
  /** Whether its validity has ended. */
  isOver: boolean;
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
  numbers,
  isOver,
  ticket,
  ...shown
}: Props) {
  const { language } = frame;
  const texts = cultureTexts(language);
  const offers = offerTexts(language);
  const { id, allocated, movedAt, pausedByOffice, quota, refundPerAdmissionOre: refund } = offer;
  const { officeReason } = offer;
  const path = `/culture/running/${id}`;
  const isPaused = offer.state === "paused";
  return (
    <ContentPage
      frame={{ ...frame, path }}
      title={textIn(offer.title, language)}
      tab="running"
      intro={provider}
      tag={<OfferTag offer={offer} isOver={isOver} language={language} />}
      notice={shown.notice}
    >
      {isPaused && pausedByOffice !== true && (
        <Alert variant="info">{texts.pausedByProvider}</Alert>
      )}
      {officeReason !== undefined && (
        <Alert variant="info">
          {texts.providerTold} {officeReason}
        </Alert>
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
              {texts.given(allocated, quota)} {fetchedText(numbers, texts)}{" "}
              {usedText(numbers, texts)}
            </BodyLong>
            {refund > 0 && (
              <BodyLong>{refundSentences(offer, frame.language, texts.refund)}</BodyLong>
            )}
            <OfferCostText cost={numbers.cost} language={language} />
            {numbers.dates && <DatesTable dates={numbers.dates} isRounded language={language} />}
          </section>
          <ButtonLink href={`${path}/complimentary`} variant="secondary">
            {complimentaryTexts(language).toPage}
          </ButtonLink>
          {isRunning(offer.state) && (
            <VStack gap="space-16" align="start">
              {isPaused && (
                <div>
                  <PostButton frame={frame} action={`${path}/resume`}>
                    {offers.resume}
                  </PostButton>
                  <BodyLong size="small" textColor="subtle">
                    {texts.resumeHelp}
                  </BodyLong>
                </div>
              )}
              {!pausedByOffice && (
                <div>
                  <ButtonLink href={`${path}/pause`} variant="secondary">
                    {isPaused ? texts.keepPaused : offers.pause}
                  </ButtonLink>
                  <BodyLong size="small" textColor="subtle">
                    {texts.pauseHelp}
                  </BodyLong>
                </div>
              )}
              <div>
                <ButtonLink href={`${path}/close`} variant="secondary">
                  {offers.close}
                </ButtonLink>
                <BodyLong size="small" textColor="subtle">
                  {offers.closeHelp}
                </BodyLong>
              </div>
            </VStack>
          )}
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

const fetchedText = ({ fetched }: OfferNumbers, texts: CultureTexts): string =>
  fetched === undefined ? texts.fetchedSmall : texts.fetchedOf(fetched);

const usedText = ({ used, admissions }: OfferNumbers, texts: CultureTexts): string =>
  used === undefined ? texts.usedSmall : texts.usedOf(used, admissions ?? used);

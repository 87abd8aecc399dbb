import { Alert, BodyLong, VStack } from "@navikt/ds-react";
import { textIn, type Language } from "../../domain/language.ts";
import type { OfferNumbers } from "../../domain/offers/offer-numbers.ts";
import { isRunning } from "../../domain/offers/offer-state.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { complimentaryTexts } from "../texts/complimentary-texts.ts";
import { payingOfficeTexts } from "../texts/paying-office-texts.ts";
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
import { PayerSection, type Payer } from "./payer-section.tsx";
import { refundSentences } from "../ui/refund-sentences.ts";
import { HeadedSection } from "../ui/headed-section.tsx";

interface Props {
  frame: PageFrame;
  offer: Offer;
  /** Name of the provider. */
  provider: string;
  summary: string;
  /** Of the office's own municipalities. */
  numbers: OfferNumbers;
  /** Name of the municipality whose office approved it, and stops it; undefined: this office. */
  approvedBy: string | undefined;
  /** Names of the offer's municipalities that are the office's; undefined: it approved it for others alone. */
  own: string | undefined;
  /** Names of those that are other offices'. */
  others: string;
  /** The same municipalities, where the office may close the offer for one alone. */
  payers: Payer[];
  /** Names of those that declined it, of other offices. */
  declinedBy: string | undefined;
  /** Whether other offices' municipalities pay, too. */
  isShared: boolean;
  /** Whether its validity has ended. */
  isOver: boolean;
  ticket: DrawableTicket;
  ticketLanguage: Language;
  notice: string | undefined;
}

/**
 * `/culture/running/{id}`: an approved offer with its cost, and the buttons that stop it, or close it for those who
 * only pay.
 */
export function RunningOfferPage({
  frame,
  offer,
  provider,
  summary,
  numbers,
  approvedBy,
  isOver,
  ticket,
  ...shown
}: Props) {
  const { language } = frame;
  const texts = cultureTexts(language);
  const offers = offerTexts(language);
  const paying = payingOfficeTexts(language);
  const isManaged = approvedBy === undefined;
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
      {isManaged && isPaused && pausedByOffice !== true && (
        <Alert variant="info">{texts.pausedByProvider}</Alert>
      )}
      {approvedBy !== undefined && (
        <Alert variant="info">{paying.approvedElsewhere(approvedBy, shown.own ?? "")}</Alert>
      )}
      {shown.declinedBy !== undefined && (
        <Alert variant="info">{paying.declinedBy(shown.declinedBy)}</Alert>
      )}
      {isManaged && officeReason !== undefined && (
        <Alert variant="info">
          {texts.providerTold} {officeReason}
        </Alert>
      )}
      <div className="decide">
        <VStack gap="space-24">
          <HeadedSection heading={texts.inOneSentence}>
            <BodyLong size="large">{summary}.</BodyLong>
            {movedAt && <BodyLong>{texts.movedAt(formatMoment(movedAt, language))}</BodyLong>}
          </HeadedSection>
          <HeadedSection heading={texts.costHeading}>
            <BodyLong>
              {texts.given(allocated, quota)}
              {shown.own !== undefined &&
                ` ${fetchedText(numbers, texts)} ${usedText(numbers, texts)}`}
            </BodyLong>
            {refund > 0 && (
              <BodyLong>{refundSentences(offer, frame.language, texts.refund)}</BodyLong>
            )}
            <OfferCostText
              cost={numbers.cost}
              isCeilingAlone={shown.own === undefined}
              language={language}
            />
            {shown.isShared && (
              <BodyLong>
                {shown.own === undefined
                  ? paying.paidByOthers(shown.others)
                  : paying.ownNumbers(shown.own)}
              </BodyLong>
            )}
            {shown.own !== undefined && numbers.dates && (
              <DatesTable dates={numbers.dates} isRounded language={language} />
            )}
          </HeadedSection>
          {isManaged && (
            <ButtonLink href={`${path}/complimentary`} variant="secondary">
              {complimentaryTexts(language).toPage}
            </ButtonLink>
          )}
          {isRunning(offer.state) && (
            <PayerSection frame={frame} path={path} payers={shown.payers} />
          )}
          {isManaged && isRunning(offer.state) && (
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

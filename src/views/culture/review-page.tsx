import { Alert, BodyLong, Box, Heading, VStack } from "@navikt/ds-react";
import type { OwnCodes } from "../../domain/codes/own-codes.ts";
import { textIn, type Language } from "../../domain/language.ts";
import { largestCost } from "../../domain/offers/offer-cost.ts";
import type { OfferHint } from "../../domain/offers/offer-hints.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import {
  cultureTexts,
  offerTexts,
  ownCodesTexts,
  type StaffLanguage,
} from "../texts/staff-texts.ts";
import type { Difference } from "../ui/before-after.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { Faults } from "../ui/faults.tsx";
import { formatMoney } from "../ui/format.ts";
import { OfferTicket, type DrawableTicket } from "../ui/offer-ticket.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import type { TextToAccept } from "../../domain/offers/text-exceptions.ts";
import { SinceReturn } from "./since-return.tsx";
import { DecisionForms } from "./decision-forms.tsx";
import { refundSentences } from "../ui/refund-sentences.ts";
import { HeadedSection } from "../ui/headed-section.tsx";

/** Whose codes the tickets bear, and what is known and paid of their use. */
function codesSentence(
  { reportsUse }: OwnCodes,
  { refundPer }: Offer,
  language: StaffLanguage,
): string {
  const { review, reviewShown } = ownCodesTexts(language);
  return refundPer === "code" ? reviewShown : review[reportsUse];
}

/** `/culture/offers/{id}`: a submitted offer with its ticket, and the forms that decide on it. */
export function ReviewPage({
  frame,
  offer,
  provider,
  summary,
  hints,
  ticket,
  ticketLanguage,
  earlierReason,
  sinceReturn,
  revision,
  faults,
  reason,
  isChanged,
  textsToAccept,
}: {
  frame: PageFrame;
  offer: Offer;
  provider: Provider;
  summary: string;
  hints: OfferHint[];
  ticket: DrawableTicket;
  ticketLanguage: Language;
  /** Reason of the previous return. */
  earlierReason: string | undefined;
  /** What was changed after it; undefined where that is not known. */
  sinceReturn: Difference[] | undefined;
  /** Revision of the offer as shown; the approval is refused for another. */
  revision: string;
  faults: Faults;
  /** Of a return, as typed. */
  reason: string;
  /** The provider changed the offer after the page was shown. */
  isChanged: boolean;
  textsToAccept: TextToAccept[];
}) {
  const texts = cultureTexts(frame.language);
  const offers = offerTexts(frame.language);
  const { id, refundPerAdmissionOre: refund, claimWithinDays } = offer;
  const most = largestCost(offer);
  const path = `/culture/offers/${id}`;
  return (
    <ContentPage
      frame={{ ...frame, path }}
      title={textIn(offer.title, frame.language)}
      tab="reviews"
      intro={provider.name}
      faults={faults}
    >
      {isChanged && (
        <Alert variant="warning" role="alert">
          {texts.changedSince}
        </Alert>
      )}
      {earlierReason !== undefined && (
        <Alert variant="info">
          {texts.earlier} {earlierReason}
        </Alert>
      )}
      {sinceReturn && <SinceReturn differences={sinceReturn} language={frame.language} />}
      <div className="decide">
        <VStack gap="space-24">
          <HeadedSection heading={texts.inOneSentence}>
            <BodyLong size="large">{summary}.</BodyLong>
            <BodyLong>
              {refund > 0 ? refundSentences(offer, frame.language, texts.refund) : texts.noRefund}
            </BodyLong>
            {refund > 0 && (
              <BodyLong>
                {most === undefined ? texts.costUnlimited : texts.costMost(formatMoney(most))}
              </BodyLong>
            )}
            {offer.ownCodes && (
              <BodyLong>{codesSentence(offer.ownCodes, offer, frame.language)}</BodyLong>
            )}
            {claimWithinDays !== undefined && (
              <BodyLong>{offers.fetchedWithin(claimWithinDays)}</BodyLong>
            )}
          </HeadedSection>
          {hints.length > 0 && (
            <Box as="section" padding="space-16" borderRadius="8" background="warning-soft">
              <Heading size="small" level="2">
                {texts.hints}
              </Heading>
              <ul>
                {hints.map(({ code, path }) => (
                  <li key={`${code} ${path}`}>{offers.hints[code]}</li>
                ))}
              </ul>
            </Box>
          )}
        </VStack>
        <OfferTicket
          heading={texts.asHolderSees}
          ticket={ticket}
          title={offer.title}
          language={ticketLanguage}
          path={path}
        />
        <DecisionForms
          frame={frame}
          path={path}
          provider={provider}
          revision={revision}
          faults={faults}
          reason={reason}
          approve={texts.approve}
          approveHelp={texts.approveHelp}
          textsToAccept={textsToAccept}
        />
      </div>
    </ContentPage>
  );
}

import { Alert, BodyLong, Heading, HGrid, VStack } from "@navikt/ds-react";
import { textIn, type Language } from "../../domain/language.ts";
import { largestCost } from "../../domain/offers/offer-cost.ts";
import { withPendingTerms } from "../../domain/offers/pending-change.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { pendingChangeTexts } from "../texts/pending-change-texts.ts";
import { cultureTexts } from "../texts/staff-texts.ts";
import type { Difference } from "../ui/before-after.tsx";
import { ChangedTerms } from "../ui/changed-terms.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { Faults } from "../ui/faults.tsx";
import { formatMoney } from "../ui/format.ts";
import { OfferTicket, type DrawableTicket } from "../ui/offer-ticket.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import type { TextToAccept } from "../../domain/offers/text-exceptions.ts";
import { DecisionForms } from "./decision-forms.tsx";

interface Props {
  frame: PageFrame;
  offer: Offer;
  provider: Provider;
  /** With the terms and the look that hold. */
  ticketNow: DrawableTicket;
  /** With the changed ones. */
  ticket: DrawableTicket;
  ticketLanguage: Language;
  /** What another look that waits changes. */
  look: Difference[];
  /** Why the change before this was returned. */
  earlierReason: string | undefined;
  revision: string;
  faults: Faults;
  /** Of a return, as typed. */
  reason: string;
  /** The provider changed the offer after the page was shown. */
  isChanged: boolean;
  textsToAccept: TextToAccept[];
}

/** `/culture/offers/{id}` of an approved offer: a change that waits, beside what holds, and the decision. */
export function ChangeReviewPage({ frame, offer, provider, faults, ...shown }: Props) {
  const { language } = frame;
  const texts = pendingChangeTexts(language);
  const path = `/culture/offers/${offer.id}`;
  const wanted = withPendingTerms(offer, offer.pendingChange?.terms);
  const cost = (of: Offer) => {
    const most = largestCost(of);
    return most === undefined ? texts.unlimited : formatMoney(most);
  };
  return (
    <ContentPage
      frame={{ ...frame, path }}
      title={textIn(offer.title, language)}
      tab="reviews"
      intro={`${provider.name}. ${texts.reviewIntro}`}
      faults={faults}
    >
      {shown.isChanged && (
        <Alert variant="warning" role="alert">
          {cultureTexts(language).changedSince}
        </Alert>
      )}
      {shown.earlierReason !== undefined && (
        <Alert variant="info">
          {cultureTexts(language).earlier} {shown.earlierReason}
        </Alert>
      )}
      <VStack gap="space-16">
        <Heading size="small" level="2">
          {texts.heading}
        </Heading>
        <ChangedTerms offer={offer} language={language} look={shown.look} />
        {cost(offer) !== cost(wanted) && (
          <BodyLong>
            {texts.costNow} {cost(offer)}. {texts.costWanted} {cost(wanted)}.
          </BodyLong>
        )}
      </VStack>
      <HGrid columns={{ xs: 1, md: 2 }} gap="space-32" align="start">
        {[
          { id: "now", heading: texts.oldTicket, ticket: shown.ticketNow, title: offer.title },
          { id: "then", heading: texts.newTicket, ticket: shown.ticket, title: wanted.title },
        ].map((drawn) => (
          <OfferTicket key={drawn.heading} {...drawn} language={shown.ticketLanguage} path={path} />
        ))}
      </HGrid>
      <DecisionForms
        frame={frame}
        path={path}
        provider={provider}
        revision={shown.revision}
        faults={faults}
        reason={shown.reason}
        approve={texts.approve}
        approveHelp={texts.approveHelp}
        textsToAccept={shown.textsToAccept}
      />
    </ContentPage>
  );
}

import { Detail, Heading, HStack, Link, VStack } from "@navikt/ds-react";
import type { OfferCost } from "../../domain/offers/offer-cost.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { formatPeriod } from "../../domain/date-text.ts";
import { textIn } from "../../domain/language.ts";
import { OfferTag } from "../ui/offer-tag.tsx";
import { cultureTexts } from "../texts/staff-texts.ts";
import { Card, EmptyBox } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { OfferCostText } from "./offer-cost-text.tsx";

interface Props {
  frame: PageFrame;
  offers: { offer: Offer; provider: string; cost: OfferCost }[];
  notice: string | undefined;
}

/** `/culture/running`: the approved offers that have not ended, with their cost. */
export function RunningOffersPage({ frame, offers, notice }: Props) {
  const { language } = frame;
  const texts = cultureTexts(language);
  return (
    <ContentPage frame={frame} title={texts.running} tab="running" notice={notice}>
      {offers.length === 0 && <EmptyBox>{texts.noRunning}</EmptyBox>}
      <VStack as="ul" gap="space-16" className="offers">
        {offers.map(({ offer, provider, cost }) => (
          <Card as="li" key={offer.id}>
            <HStack justify="space-between" gap="space-8" wrap={false} align="start">
              <Heading size="small" level="2">
                <Link href={`/culture/running/${offer.id}`}>{textIn(offer.title, language)}</Link>
              </Heading>
              <OfferTag offer={offer} language={language} />
            </HStack>
            <Detail>
              {provider}, {formatPeriod(offer.validity, language)}
            </Detail>
            <Detail>{texts.given(offer.allocated, offer.quota)}</Detail>
            <OfferCostText cost={cost} language={language} />
          </Card>
        ))}
      </VStack>
    </ContentPage>
  );
}

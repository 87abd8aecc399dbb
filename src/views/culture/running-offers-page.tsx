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

interface ShownOffer {
  offer: Offer;
  provider: string;
  numbers: { cost: OfferCost };
}

interface Props {
  frame: PageFrame;
  running: ShownOffer[];
  ended: ShownOffer[];
  notice: string | undefined;
}

/** `/culture/running`: the approved offers with their cost, first those that have not ended. */
export function RunningOffersPage({ frame, running, ended, notice }: Props) {
  const texts = cultureTexts(frame.language);
  return (
    <ContentPage frame={frame} title={texts.running} tab="running" notice={notice}>
      {running.length === 0 && <EmptyBox>{texts.noRunning}</EmptyBox>}
      <OfferCards offers={running} level="2" frame={frame} />
      {ended.length > 0 && (
        <VStack as="section" gap="space-16">
          <Heading size="medium" level="2">
            {texts.ended}
          </Heading>
          <OfferCards offers={ended} level="3" isOver frame={frame} />
        </VStack>
      )}
    </ContentPage>
  );
}

interface CardsProps {
  offers: ShownOffer[];
  level: "2" | "3";
  isOver?: boolean;
  frame: PageFrame;
}

function OfferCards({ offers, level, isOver = false, frame: { language } }: CardsProps) {
  const texts = cultureTexts(language);
  return (
    <VStack as="ul" gap="space-16" className="offers">
      {offers.map(({ offer, provider, numbers }) => (
        <Card as="li" key={offer.id}>
          <HStack justify="space-between" gap="space-8" wrap={false} align="start">
            <Heading size="small" level={level}>
              <Link href={`/culture/running/${offer.id}`}>{textIn(offer.title, language)}</Link>
            </Heading>
            <OfferTag offer={offer} isOver={isOver} language={language} />
          </HStack>
          <Detail>
            {provider}, {formatPeriod(offer.validity, language)}
          </Detail>
          <Detail>{texts.given(offer.allocated, offer.quota)}</Detail>
          <OfferCostText cost={numbers.cost} language={language} />
        </Card>
      ))}
    </VStack>
  );
}

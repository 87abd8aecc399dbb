import { BodyShort, Detail, Heading, HStack, Link, VStack } from "@navikt/ds-react";
import type { OfficeView } from "../../domain/offers/office-view.ts";
import type { OfferCost } from "../../domain/offers/offer-cost.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { formatPeriod } from "../../domain/date-text.ts";
import { textIn } from "../../domain/language.ts";
import type { ListPage } from "../../domain/page-of.ts";
import { OfferTag } from "../ui/offer-tag.tsx";
import { listTexts } from "../texts/list-texts.ts";
import { officeListTexts } from "../texts/office-list-texts.ts";
import { payingOfficeTexts } from "../texts/paying-office-texts.ts";
import { cultureTexts } from "../texts/staff-texts.ts";
import { Card, EmptyBox } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { ListSearch, pageHrefOf, type ListSearchValues } from "../ui/list-search.tsx";
import { PageLinks } from "../ui/page-links.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { OfferCostText } from "./offer-cost-text.tsx";

interface ShownOffer {
  offer: Offer;
  provider: string;
  /** Name of the municipality whose office approved it; undefined: this office. */
  approvedBy: string | undefined;
  /** Names of the office's municipalities that declined it. */
  declinedIn: string[];
  numbers: { cost: OfferCost };
}

interface Props extends ListSearchValues<OfficeView>, Omit<ListPage<ShownOffer>, "items"> {
  frame: PageFrame;
  offers: ShownOffer[];
  notice: string | undefined;
}

/** `/culture/running`: the approved offers that were searched for, with their cost. */
export function RunningOffersPage({ frame, offers, notice, view, search, ...pages }: Props) {
  const { language } = frame;
  const texts = cultureTexts(language);
  const lists = officeListTexts(language);
  const isNarrowed = search !== "" || view !== "running";
  return (
    <ContentPage frame={frame} title={texts.running} tab="running" notice={notice}>
      <ListSearch
        language={language}
        action="/culture/running"
        searched={lists.searchOffers}
        views={lists.offers}
        view={view}
        search={search}
      />
      {offers.length === 0 &&
        (isNarrowed ? (
          <BodyShort role="status">{listTexts(language).nothingFound}</BodyShort>
        ) : (
          <EmptyBox>{texts.noRunning}</EmptyBox>
        ))}
      <OfferCards offers={offers} isOver={view === "ended"} frame={frame} />
      <PageLinks
        language={language}
        {...pages}
        hrefOf={pageHrefOf("/culture/running", { view, search })}
      />
    </ContentPage>
  );
}

interface CardsProps {
  offers: ShownOffer[];
  isOver: boolean;
  frame: PageFrame;
}

function OfferCards({ offers, isOver, frame: { language } }: CardsProps) {
  const texts = cultureTexts(language);
  const paying = payingOfficeTexts(language);
  return (
    <VStack as="ul" gap="space-16" className="offers">
      {offers.map(({ offer, provider, approvedBy, declinedIn, numbers }) => (
        <Card as="li" key={offer.id}>
          <HStack justify="space-between" gap="space-8" wrap={false} align="start">
            <Heading size="small" level="2">
              <Link href={`/culture/running/${offer.id}`}>{textIn(offer.title, language)}</Link>
            </Heading>
            <OfferTag offer={offer} isOver={isOver} language={language} />
          </HStack>
          <Detail>
            {provider}, {formatPeriod(offer.validity, language)}
          </Detail>
          {approvedBy !== undefined && <Detail>{paying.approvedBy(approvedBy)}</Detail>}
          {declinedIn.length > 0 && <Detail>{paying.declined(declinedIn.join(", "))}</Detail>}
          <Detail>{texts.given(offer.allocated, offer.quota)}</Detail>
          <OfferCostText cost={numbers.cost} language={language} />
        </Card>
      ))}
    </VStack>
  );
}

import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import {
  Alert,
  BodyLong,
  BodyShort,
  Detail,
  Heading,
  HGrid,
  HStack,
  VStack,
} from "@navikt/ds-react";
import { textIn } from "../../domain/language.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { formatPeriod } from "../../domain/date-text.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { Card } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { offerTexts } from "../texts/staff-texts.ts";
import { listTexts } from "../texts/list-texts.ts";
import { PageLinks } from "../ui/page-links.tsx";
import { ListSearch, pageHrefOf, type ListSearchValues } from "../ui/list-search.tsx";
import type { OfferView } from "../../domain/offers/offer-view.ts";
import type { ListPage } from "../../domain/page-of.ts";
import { OfferTag } from "../ui/offer-tag.tsx";
import { OfferNumbers } from "./offer-numbers.tsx";

/** An offer in the overview. */
export interface ListedOffer {
  offer: Offer;
  counts: { fetched: number; used: number };
  review: { reason?: string | undefined } | undefined;
  isOver: boolean;
}

interface OffersPageProps
  extends ListSearchValues<OfferView>, Omit<ListPage<ListedOffer>, "items"> {
  frame: PageFrame;
  offers: ListedOffer[];
  /** Whether the provider has any offer at all. */
  hasOffers: boolean;
  isApproved: boolean;
  notice: string | undefined;
}

/** `/provider`: the provider's offers that were searched for, with their state and numbers. */
export function OffersPage({
  frame,
  offers,
  hasOffers,
  isApproved,
  notice,
  view,
  search,
  ...pages
}: OffersPageProps) {
  const { language } = frame;
  const texts = offerTexts(language);
  const lists = listTexts(language);
  return (
    <ContentPage
      frame={frame}
      title={texts.offers}
      tab="offers"
      notice={notice}
      action={<ButtonLink href="/provider/offers/new">{texts.newOffer}</ButtonLink>}
    >
      {!isApproved && <Alert variant="info">{texts.notApproved}</Alert>}
      {hasOffers && (
        <ListSearch
          language={language}
          action="/provider"
          searched={lists.searchOffers}
          views={lists.views}
          view={view}
          search={search}
        />
      )}
      {hasOffers && offers.length === 0 && (
        <BodyShort role="status">{lists.nothingFound}</BodyShort>
      )}
      {!hasOffers && (
        <div>
          <BodyShort weight="semibold">{texts.noOffers}</BodyShort>
          <BodyLong>{texts.noOffersHelp}</BodyLong>
        </div>
      )}
      <HGrid as="ul" columns={{ xs: 1, md: 2 }} gap="space-16" className="offers">
        {offers.map((listed) => (
          <OfferCard key={listed.offer.id} listed={listed} frame={frame} />
        ))}
      </HGrid>
      <PageLinks
        language={language}
        {...pages}
        hrefOf={pageHrefOf("/provider", { view, search })}
      />
    </ContentPage>
  );
}

function OfferCard({ listed, frame }: { listed: ListedOffer; frame: PageFrame }) {
  const { offer, counts, review, isOver } = listed;
  const texts = offerTexts(frame.language);
  const wasApproved = ["open", "paused", "closed"].includes(offer.state);
  return (
    <Card as="li">
      <VStack gap="space-8">
        <HStack justify="space-between" gap="space-8" wrap={false} align="start">
          <Heading size="small" level="2">
            <a href={`/provider/offers/${offer.id}`} className="card-link">
              {textIn(offer.title, frame.language)}
            </a>
          </Heading>
          <OfferTag offer={offer} isOver={isOver} language={frame.language} />
        </HStack>
        <Detail>{formatPeriod(offer.validity, frame.language)}</Detail>
        {offer.state === "returned" && review?.reason !== undefined && (
          <Alert variant="warning" size="small">
            {texts.returnedBecause} {review.reason}
          </Alert>
        )}
        <OfferNumbers
          numbers={
            wasApproved
              ? {
                  allocated: offer.allocated,
                  left: ticketsLeft(offer),
                  fetched: counts.fetched,
                  used: counts.used,
                }
              : { quota: offer.quota }
          }
          frame={frame}
        />
      </VStack>
    </Card>
  );
}

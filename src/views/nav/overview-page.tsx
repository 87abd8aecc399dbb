import { BodyLong, Button, HGrid, HStack, Link, Select } from "@navikt/ds-react";
import type { AllocatableOffer } from "../../db/allocations/allocatable-offers.ts";
import type { OfferToFollow } from "../../db/recipients/offers-to-follow.ts";
import type { OfferCategory } from "../../domain/offers/offer.ts";
import { failedMessageTexts } from "../texts/failed-message-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { unfetchedTexts } from "../texts/unfetched-texts.ts";
import { FailedMessagesAlert } from "./failed-messages-alert.tsx";
import { FollowSection } from "./follow-section.tsx";
import { OfferCard } from "./offer-card.tsx";
import { ProposalsSection, type ShownProposal } from "./proposals-section.tsx";
import { ButtonLink } from "../ui/button-link.tsx";
import { EmptyBox } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { Options } from "../ui/options.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PushesStoppedAlert } from "../ui/pushes-stopped-alert.tsx";

/** `/nav`: the offers that can be allocated, and the tickets left of each. */
export function OverviewPage({
  frame,
  offers,
  anyOffers,
  municipalities,
  categories,
  filter,
  pushesStopped,
  failedMessages,
  proposals,
  offersToFollow,
  notice,
  refusal,
}: {
  frame: PageFrame;
  offers: AllocatableOffer[];
  /** Whether there are offers without the filter. */
  anyOffers: boolean;
  municipalities: ReadonlyMap<string, string>;
  categories: OfferCategory[];
  filter: { municipality?: string | undefined; category?: string | undefined };
  /** Time since which Apple refuses pushes. */
  pushesStopped?: Date | undefined;
  /** Number of messages that were given up. */
  failedMessages: number;
  proposals: ShownProposal[];
  offersToFollow: OfferToFollow[];
  notice?: string | undefined;
  refusal?: string | undefined;
}) {
  const texts = staffTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={texts.offers}
      tab="offers"
      intro={texts.offersIntro}
      notice={notice}
      refusal={refusal}
      alerts={
        <>
          <FailedMessagesAlert count={failedMessages} language={frame.language}>
            <Link href="/nav/messages">{failedMessageTexts(frame.language).open}</Link>
          </FailedMessagesAlert>
          <PushesStoppedAlert since={pushesStopped} language={frame.language} />
        </>
      }
    >
      <ProposalsSection frame={frame} lists={proposals} />
      <FollowSection frame={frame} offers={offersToFollow} />
      <HStack gap="space-16">
        <Link href="/nav/unfetched">{unfetchedTexts(frame.language).title}</Link>
        <Link href="/nav/print">{unfetchedTexts(frame.language).toPrint}</Link>
      </HStack>
      {anyOffers && (
        <form method="get" action="/nav">
          <HStack gap="space-16" align="end">
            <Select
              label={texts.municipality}
              name="municipality"
              size="small"
              defaultValue={filter.municipality}
            >
              <option value="">{texts.all}</option>
              <Options of={municipalities} />
            </Select>
            <Select
              label={texts.category}
              name="category"
              size="small"
              defaultValue={filter.category}
            >
              <option value="">{texts.all}</option>
              <Options of={categories.map((one) => [one, texts.categories[one]])} />
            </Select>
            <Button variant="secondary" size="small">
              {texts.show}
            </Button>
          </HStack>
        </form>
      )}
      {offers.length === 0 ? (
        <EmptyBox>
          <BodyLong>{anyOffers ? texts.noOffersMatch : texts.noOffers}</BodyLong>
          {anyOffers ? (
            <ButtonLink href="/nav" variant="tertiary" size="small">
              {texts.showAll}
            </ButtonLink>
          ) : (
            <BodyLong>{texts.noOffersHelp}</BodyLong>
          )}
        </EmptyBox>
      ) : (
        <HGrid as="ul" className="offers" gap="space-16" columns={{ xs: 1, md: 2, xl: 3 }}>
          {offers.map((offer) => (
            <OfferCard key={offer.id} offer={offer} frame={frame} municipalities={municipalities} />
          ))}
        </HGrid>
      )}
    </ContentPage>
  );
}

import { BodyLong, BodyShort, Detail, Heading, Link, VStack } from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import type { ReviewView } from "../../domain/offers/office-view.ts";
import type { ListPage } from "../../domain/page-of.ts";
import { cultureContactTexts } from "../texts/culture-contact-texts.ts";
import { listTexts } from "../texts/list-texts.ts";
import { officeListTexts } from "../texts/office-list-texts.ts";
import { pendingChangeTexts } from "../texts/pending-change-texts.ts";
import { cultureTexts, webhooksTexts } from "../texts/staff-texts.ts";
import { Card } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { ListSearch, pageHrefOf, type ListSearchValues } from "../ui/list-search.tsx";
import { PageLinks } from "../ui/page-links.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

interface Waiting {
  id: string;
  title: Texts;
  provider: string;
  summary: string;
  isChange: boolean;
}

interface Props extends ListSearchValues<ReviewView>, Omit<ListPage<Waiting>, "items"> {
  frame: PageFrame;
  waiting: Waiting[];
  /** Whether anything waits, whatever is searched for. */
  hasWaiting: boolean;
  /** Addresses that are told when something waits. */
  told: string[];
  notice: string | undefined;
}

/** `/culture`: the offers that wait for the culture office. */
export function ReviewsPage({
  frame,
  waiting,
  hasWaiting,
  told,
  notice,
  view,
  search,
  ...pages
}: Props) {
  const lists = officeListTexts(frame.language);
  const texts = cultureTexts(frame.language);
  const contact = cultureContactTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={texts.reviews}
      tab="reviews"
      notice={notice}
      intro={hasWaiting ? texts.reviewsIntro : texts.noReviews}
    >
      {hasWaiting && (
        <ListSearch
          language={frame.language}
          action="/culture"
          searched={lists.searchOffers}
          views={lists.reviews}
          view={view}
          search={search}
        />
      )}
      {hasWaiting && waiting.length === 0 && (
        <BodyShort role="status">{listTexts(frame.language).nothingFound}</BodyShort>
      )}
      <VStack as="ul" gap="space-16" className="offers">
        {waiting.map(({ id, title, provider, summary, isChange }) => (
          <Card as="li" key={id}>
            <Heading size="small" level="2">
              <Link href={`/culture/offers/${id}`}>{textIn(title, frame.language)}</Link>
            </Heading>
            <Detail>{provider}</Detail>
            <BodyLong>{isChange ? pendingChangeTexts(frame.language).isChange : summary}.</BodyLong>
          </Card>
        ))}
      </VStack>
      <PageLinks
        language={frame.language}
        {...pages}
        hrefOf={pageHrefOf("/culture", { view, search })}
      />
      <BodyLong>
        {told.length === 0 ? contact.untold : contact.told(told.join(", "))}{" "}
        <Link href="/culture/contact">{contact.change}</Link>
      </BodyLong>
      <BodyLong>
        <Link href="/culture/webhooks">{webhooksTexts(frame.language).webhooks}</Link>
      </BodyLong>
    </ContentPage>
  );
}

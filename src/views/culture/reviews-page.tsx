import { BodyLong, Detail, Heading, Link, VStack } from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import { cultureContactTexts } from "../texts/culture-contact-texts.ts";
import { pendingChangeTexts } from "../texts/pending-change-texts.ts";
import { cultureTexts } from "../texts/staff-texts.ts";
import { Card } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

interface Props {
  frame: PageFrame;
  waiting: { id: string; title: Texts; provider: string; summary: string; isChange: boolean }[];
  /** Addresses that are told when something waits. */
  told: string[];
  notice: string | undefined;
}

/** `/culture`: the offers that wait for the culture office. */
export function ReviewsPage({ frame, waiting, told, notice }: Props) {
  const texts = cultureTexts(frame.language);
  const contact = cultureContactTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={texts.reviews}
      tab="reviews"
      notice={notice}
      intro={waiting.length === 0 ? texts.noReviews : texts.reviewsIntro}
    >
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
      <BodyLong>
        {told.length === 0 ? contact.untold : contact.told(told.join(", "))}{" "}
        <Link href="/culture/contact">{contact.change}</Link>
      </BodyLong>
    </ContentPage>
  );
}

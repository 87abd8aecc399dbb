import { BodyLong, Heading, Link, VStack } from "@navikt/ds-react";
import { textIn } from "../../domain/language.ts";
import type { DateCount } from "../../domain/offers/date-counts.ts";
import type { PartCount } from "../../domain/offers/part-counts.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { ListPage } from "../../domain/page-of.ts";
import type { Week } from "../../domain/statistics/weekly-counts.ts";
import { numbersTexts } from "../texts/staff-texts.ts";
import { Card } from "../ui/boxes.tsx";
import { DatesTable } from "../ui/dates-table.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PageLinks } from "../ui/page-links.tsx";
import { PartCounts } from "./part-counts.tsx";
import { WeeksChart } from "./weeks-chart.tsx";

interface Props {
  frame: PageFrame;
  offers: {
    offer: Offer;
    weeks: Week[];
    /** Of an offer with several dates. */
    dates: DateCount[] | undefined;
    /** Of an offer with parts. */
    parts: PartCount[] | undefined;
    extraAdmissions: number;
    useUnknown: number;
  }[];
  /** Where the offers stand among all of them. */
  where: Omit<ListPage<Offer>, "items">;
}

/** `/provider/numbers`: weekly statistics of each approved offer. */
export function NumbersPage({ frame, offers, where }: Props) {
  const texts = numbersTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={texts.numbers}
      tab="numbers"
      intro={offers.length === 0 ? texts.noOffers : texts.numbersIntro}
    >
      {offers.map(({ offer, weeks, dates, parts, extraAdmissions, useUnknown }) => {
        const title = textIn(offer.title, frame.language);
        return (
          <Card key={offer.id} as="section">
            <VStack gap="space-16">
              <Heading size="medium" level="2">
                {title}
              </Heading>
              {useUnknown > 0 && <BodyLong>{texts.useUnknown(useUnknown)}</BodyLong>}
              {extraAdmissions > 0 && <BodyLong>{texts.extraAdmissions(extraAdmissions)}</BodyLong>}
              {parts && <PartCounts parts={parts} language={frame.language} />}
              {dates && <DatesTable dates={dates} language={frame.language} />}
              {weeks.length === 0 ? (
                <BodyLong>{texts.nothingYet}</BodyLong>
              ) : (
                <>
                  <WeeksChart title={title} weeks={weeks} language={frame.language} />
                  <div>
                    <Link
                      href={`/provider/numbers/${offer.id}.csv`}
                      aria-label={texts.downloadWeeks(title)}
                    >
                      {texts.download}
                    </Link>
                  </div>
                </>
              )}
            </VStack>
          </Card>
        );
      })}
      <PageLinks
        language={frame.language}
        {...where}
        hrefOf={(number) => `/provider/numbers?page=${number}`}
      />
    </ContentPage>
  );
}

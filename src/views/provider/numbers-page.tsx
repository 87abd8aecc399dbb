import { BodyLong, Box, Heading, Link, VStack } from "@navikt/ds-react";
import { textIn } from "../../domain/language.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Week } from "../../domain/statistics/weekly-counts.ts";
import { numbersTexts } from "../texts/numbers-texts.ts";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { WeeksChart } from "./weeks-chart.tsx";

/** `/provider/numbers`: how each approved offer fares, week by week. */
export function NumbersPage({
  frame,
  offers,
}: {
  frame: PageFrame;
  offers: { offer: Offer; weeks: Week[] }[];
}) {
  const texts = numbersTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.numbers} tab="numbers">
      <VStack gap="space-24">
        <div>
          <Heading size="large" level="1" spacing>
            {texts.numbers}
          </Heading>
          <BodyLong>{offers.length === 0 ? texts.noOffers : texts.numbersIntro}</BodyLong>
        </div>
        {offers.map(({ offer, weeks }) => {
          const title = textIn(offer.title, frame.language);
          return (
            <Box
              key={offer.id}
              as="section"
              aria-label={title}
              padding="space-16"
              borderRadius="8"
              borderWidth="1"
              borderColor="neutral-subtle"
            >
              <VStack gap="space-16">
                <Heading size="medium" level="2">
                  {title}
                </Heading>
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
            </Box>
          );
        })}
      </VStack>
    </PageDocument>
  );
}

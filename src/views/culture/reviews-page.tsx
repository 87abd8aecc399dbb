import { Alert, BodyLong, Box, Detail, Heading, VStack } from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import type { StaffFrame } from "../ui/staff-document.tsx";
import { cultureTexts } from "../texts/culture-texts.ts";
import { CultureDocument } from "./culture-document.tsx";

/** `/culture`: the offers that wait for the culture office. */
export function ReviewsPage({
  frame,
  waiting,
  notice,
}: {
  frame: StaffFrame;
  waiting: { id: string; title: Texts; provider: string; summary: string }[];
  notice: string | undefined;
}) {
  const texts = cultureTexts(frame.language);
  return (
    <CultureDocument frame={frame} title={texts.reviews} tab="reviews">
      <VStack gap="space-24">
        {notice !== undefined && (
          <Alert variant="success" role="status">
            {notice}
          </Alert>
        )}
        <div>
          <Heading size="large" level="1" spacing>
            {texts.reviews}
          </Heading>
          <BodyLong>{waiting.length === 0 ? texts.noReviews : texts.reviewsIntro}</BodyLong>
        </div>
        <VStack as="ul" gap="space-16" className="offers">
          {waiting.map(({ id, title, provider, summary }) => (
            <Box
              as="li"
              key={id}
              padding="space-16"
              borderRadius="8"
              borderWidth="1"
              borderColor="neutral-subtle"
            >
              <Heading size="small" level="2">
                <a href={`/culture/offers/${id}`} className="aksel-link">
                  {textIn(title, frame.language)}
                </a>
              </Heading>
              <Detail>{provider}</Detail>
              <BodyLong>{summary}.</BodyLong>
            </Box>
          ))}
        </VStack>
      </VStack>
    </CultureDocument>
  );
}

import { Alert, BodyLong, Box, Heading, HStack, VStack } from "@navikt/ds-react";
import type { Offer } from "../../domain/offers/offer.ts";
import { pendingChangeTexts } from "../texts/pending-change-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ChangedTerms } from "../ui/changed-terms.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";

/** What waits for the culture office of an approved offer, or came back, and how to change or drop it. */
export function PendingChangeBox({ frame, offer }: { frame: PageFrame; offer: Offer }) {
  const { pendingChange } = offer;
  if (!pendingChange) return null;
  const texts = pendingChangeTexts(frame.language);
  const { returned } = pendingChange;
  const base = `/provider/offers/${offer.id}`;
  return (
    <Box as="section" padding="space-16" borderRadius="8" background="info-soft">
      <VStack gap="space-12">
        <Heading size="small" level="2">
          {returned === undefined ? texts.waitingHeading : texts.returnedHeading}
        </Heading>
        {returned !== undefined && <Alert variant="warning">{returned}</Alert>}
        <BodyLong>{texts.waitingHelp}</BodyLong>
        <ChangedTerms offer={offer} language={frame.language} />
        <HStack gap="space-16">
          {Object.keys(pendingChange.terms).length > 0 && (
            <ButtonLink href={`${base}/change?from=returned`} variant="secondary">
              {texts.changeAgain}
            </ButtonLink>
          )}
          {pendingChange.templateVersion !== undefined && (
            <ButtonLink href={`/provider/templates/${offer.templateId}`} variant="secondary">
              {texts.toTemplate}
            </ButtonLink>
          )}
          <PostButton frame={frame} action={`${base}/withdraw`}>
            {texts.withdraw}
          </PostButton>
        </HStack>
      </VStack>
    </Box>
  );
}

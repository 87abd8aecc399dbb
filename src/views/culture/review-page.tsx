import { Alert, BodyLong, Box, Button, Heading, Textarea, VStack } from "@navikt/ds-react";
import type { OfferHint } from "../../domain/offers/offer-hints.ts";
import { textIn, type Language } from "../../domain/language.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { formatMoney } from "../ui/format-money.ts";
import { FaultSummary } from "../ui/faults.tsx";
import { ButtonLink, Csrf, type StaffFrame } from "../ui/staff-document.tsx";
import { OfferTicket, type DrawableTicket } from "../ui/offer-ticket.tsx";
import { cultureTexts } from "../texts/culture-texts.ts";
import { offerTexts } from "../texts/provider-texts.ts";
import { CultureDocument } from "./culture-document.tsx";

/** `/culture/offers/{id}`: an offer as its holder will see it, and the decision. */
export function ReviewPage({
  frame,
  offer,
  provider,
  summary,
  hints,
  ticket,
  ticketLanguage,
  earlierReason,
  revision,
  reasonMissing,
  isChanged,
}: {
  frame: StaffFrame;
  offer: Offer;
  provider: Provider;
  summary: string;
  hints: OfferHint[];
  ticket: DrawableTicket;
  ticketLanguage: Language;
  /** Why it was returned the last time. */
  earlierReason: string | undefined;
  /** Of what is shown: the approval is of this one alone. */
  revision: string;
  reasonMissing: boolean;
  /** The provider changed it while somebody looked at it. */
  isChanged: boolean;
}) {
  const texts = cultureTexts(frame.language);
  const title = textIn(offer.title, frame.language);
  const { refundPerAdmissionOre: refund, claimWithinDays } = offer;
  return (
    <CultureDocument frame={frame} title={title} tab="reviews">
      <VStack gap="space-24">
        <div>
          <Heading size="large" level="1">
            {title}
          </Heading>
          <BodyLong>{provider.name}</BodyLong>
        </div>
        <FaultSummary
          frame={frame}
          faults={new Map(reasonMissing ? [["reason", texts.reasonMissing]] : [])}
        />
        {isChanged && (
          <Alert variant="warning" role="alert">
            {texts.changedSince}
          </Alert>
        )}
        {earlierReason !== undefined && (
          <Alert variant="info">
            {texts.earlier} {earlierReason}
          </Alert>
        )}
        <div className="decide">
          <VStack gap="space-24">
            <section>
              <Heading size="small" level="2" spacing>
                {texts.inOneSentence}
              </Heading>
              <BodyLong size="large">{summary}.</BodyLong>
              <BodyLong>{refund > 0 ? texts.refund(formatMoney(refund)) : texts.noRefund}</BodyLong>
              {claimWithinDays !== undefined && (
                <BodyLong>{offerTexts(frame.language).fetchedWithin(claimWithinDays)}</BodyLong>
              )}
            </section>
            {hints.length > 0 && (
              <Box as="section" padding="space-16" borderRadius="8" background="warning-soft">
                <Heading size="small" level="2">
                  {texts.hints}
                </Heading>
                <ul>
                  {hints.map(({ code, path }) => (
                    <li key={`${code} ${path}`}>{offerTexts(frame.language).hints[code]}</li>
                  ))}
                </ul>
              </Box>
            )}
          </VStack>
          <OfferTicket
            heading={texts.asHolderSees}
            ticket={ticket}
            title={offer.title}
            language={ticketLanguage}
            path={frame.path}
          />
          <VStack gap="space-24">
            {provider.state === "approved" ? (
              <form method="post" action={`${frame.path}/approve`}>
                <Csrf frame={frame} />
                <input type="hidden" name="revision" value={revision} />
                <Button>{texts.approve}</Button>
                <BodyLong size="small" textColor="subtle">
                  {texts.approveHelp}
                </BodyLong>
              </form>
            ) : (
              <Alert variant="warning">
                <BodyLong spacing>{texts.providerInvited}</BodyLong>
                <ButtonLink href="/culture/providers" variant="secondary" size="small">
                  {texts.toProvider}
                </ButtonLink>
              </Alert>
            )}
            <form method="post" action={`${frame.path}/return`} noValidate>
              <Csrf frame={frame} />
              <VStack gap="space-16" align="start">
                <Heading size="small" level="2">
                  {texts.returnLegend}
                </Heading>
                <Textarea
                  id="reason"
                  name="reason"
                  label={texts.reason}
                  description={texts.reasonHelp}
                  error={reasonMissing ? texts.reasonMissing : undefined}
                  minRows={3}
                  resize="vertical"
                  className="medium"
                />
                <Button variant="secondary">{texts.returnOffer}</Button>
              </VStack>
            </form>
          </VStack>
        </div>
      </VStack>
    </CultureDocument>
  );
}

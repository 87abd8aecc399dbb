import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import { Detail, Heading, HStack, Label, Tag, VStack } from "@navikt/ds-react";
import type { AllocatableOffer } from "../../db/allocations/allocatable-offers.ts";
import { textIn } from "../../domain/language.ts";
import { inFives } from "../../domain/in-fives.ts";
import { formatPeriod } from "../../domain/date-text.ts";
import { Card } from "../ui/boxes.tsx";
import { countInFives } from "../ui/count-in-fives.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { waitingTexts } from "../texts/waiting-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";

interface Props {
  offer: AllocatableOffer;
  frame: PageFrame;
  municipalities: ReadonlyMap<string, string>;
}

/** An offer with its remaining tickets and recipients, in numbers that identify no person. */
export function OfferCard({ offer, frame, municipalities }: Props) {
  const { language } = frame;
  const texts = staffTexts(language);
  const left = ticketsLeft(offer);
  const title = textIn(offer.title, language);
  const places = offer.municipalities.flatMap((number) => municipalities.get(number) ?? []);
  const counted = (count: number) => countInFives(inFives(count), language);
  return (
    <Card as="li">
      <VStack gap="space-8" height="100%">
        <HStack justify="space-between" gap="space-8" wrap={false}>
          <Heading size="small" level="2" id={`offer-${offer.id}`}>
            {title}
          </Heading>
          {offer.state === "paused" ? (
            <Tag variant="neutral" size="small">
              {texts.paused}
            </Tag>
          ) : left === 0 ? (
            <Tag variant="neutral" size="small">
              {texts.soldOut}
            </Tag>
          ) : left * 10 <= offer.quota ? (
            <Tag variant="warning" size="small">
              {texts.fewLeft}
            </Tag>
          ) : null}
        </HStack>
        <Detail>
          {offer.provider} · {texts.categories[offer.category]}
        </Detail>
        <div>
          <Label as="p" size="small" id={`left-${offer.id}`}>
            {texts.left(left, offer.quota)}
          </Label>
          <meter
            aria-labelledby={`left-${offer.id}`}
            min={0}
            max={offer.quota}
            value={left}
            className="left"
          />
        </div>
        <Detail>
          {texts.validUntil} {formatPeriod(offer.validity, language)}
          <br />
          {[
            texts.ages(offer.ageFrom, offer.ageTo),
            texts.perRecipient(offer.perRecipient),
            ...(offer.companions > 0 ? [texts.companions(offer.companions)] : []),
            ...(places.length > 0 && places.length < municipalities.size ? places : []),
          ].join(" · ")}
          <br />
          {texts.fetched}: {counted(offer.fetched)}
          {offer.inGoogle + offer.removedFromGoogle > 0 && (
            <>
              <br />
              {texts.inGoogleNow}: {counted(offer.inGoogle)} · {texts.removedFromGoogle}:{" "}
              {counted(offer.removedFromGoogle)}
            </>
          )}
        </Detail>
        <HStack gap="space-16" className="card-foot">
          {offer.state === "open" && left > 0 && (
            <a
              href={`/nav/allocate?offer=${offer.id}`}
              className="aksel-link"
              aria-label={texts.allocateThis(title)}
            >
              {texts.allocate}
            </a>
          )}
          <a
            href={`/nav/offers/${offer.id}/waiting-list`}
            className="aksel-link"
            aria-label={waitingTexts(language).of(title)}
          >
            {waitingTexts(language).title}
          </a>
        </HStack>
      </VStack>
    </Card>
  );
}

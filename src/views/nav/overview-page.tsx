import {
  Alert,
  BodyLong,
  Box,
  Button,
  Detail,
  Heading,
  HGrid,
  HStack,
  Label,
  Select,
  Tag,
  VStack,
} from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import type { OfferCategory, Period } from "../../domain/offer.ts";
import { smallCount } from "../../domain/small-count.ts";
import { formatPeriod } from "../format-date.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { ButtonLink, StaffDocument, type StaffFrame } from "./staff-document.tsx";

export interface OverviewOffer {
  id: string;
  title: Texts;
  provider: string;
  category: OfferCategory;
  state: "open" | "paused";
  quota: number;
  allocated: number;
  fetched: number;
  used: number;
  validity: Period;
  ageFrom: number;
  ageTo: number;
  perRecipient: number;
  companions: number;
  municipalities: string[];
}

/** `/nav`: what can be given away, and what is left of it. */
export function OverviewPage({
  frame,
  offers,
  anyOffers,
  municipalities,
  categories,
  filter,
  certificateDays,
}: {
  frame: StaffFrame;
  offers: OverviewOffer[];
  /** Before the filter. */
  anyOffers: boolean;
  municipalities: ReadonlyMap<string, string>;
  categories: OfferCategory[];
  filter: { municipality?: string | undefined; category?: string | undefined };
  /** Set when the wallet's certificate must be renewed. */
  certificateDays?: number | undefined;
}) {
  const texts = staffTexts(frame.language);
  return (
    <StaffDocument frame={frame} title={texts.offers} tab="offers">
      <VStack gap="space-24">
        {certificateDays !== undefined && (
          <Alert variant={certificateDays > 14 ? "warning" : "error"}>
            <Heading size="xsmall" level="2">
              {texts.certificateWarning}
            </Heading>
            {texts.certificateDays(certificateDays)}
          </Alert>
        )}
        <div>
          <Heading size="large" level="1" spacing>
            {texts.offers}
          </Heading>
          <BodyLong>{texts.offersIntro}</BodyLong>
        </div>
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
                {[...municipalities].map(([number, name]) => (
                  <option key={number} value={number}>
                    {name}
                  </option>
                ))}
              </Select>
              <Select
                label={texts.category}
                name="category"
                size="small"
                defaultValue={filter.category}
              >
                <option value="">{texts.all}</option>
                {categories.map((category) => (
                  <option key={category} value={category}>
                    {texts.categories[category]}
                  </option>
                ))}
              </Select>
              <Button variant="secondary" size="small">
                {texts.show}
              </Button>
            </HStack>
          </form>
        )}
        {offers.length === 0 ? (
          <Box padding="space-24" borderRadius="8" background="neutral-soft">
            <BodyLong>{anyOffers ? texts.noOffersMatch : texts.noOffers}</BodyLong>
            {anyOffers ? (
              <ButtonLink href="/nav" variant="tertiary" size="small">
                {texts.showAll}
              </ButtonLink>
            ) : (
              <BodyLong>{texts.noOffersHelp}</BodyLong>
            )}
          </Box>
        ) : (
          <HGrid as="ul" className="offers" gap="space-16" columns={{ xs: 1, md: 2, xl: 3 }}>
            {offers.map((offer) => (
              <OfferCard
                key={offer.id}
                offer={offer}
                frame={frame}
                municipalities={municipalities}
              />
            ))}
          </HGrid>
        )}
      </VStack>
    </StaffDocument>
  );
}

function OfferCard({
  offer,
  frame,
  municipalities,
}: {
  offer: OverviewOffer;
  frame: StaffFrame;
  municipalities: ReadonlyMap<string, string>;
}) {
  const { language } = frame;
  const texts = staffTexts(language);
  const left = offer.quota - offer.allocated;
  const title = textIn(offer.title, language);
  const places = offer.municipalities.flatMap((number) => municipalities.get(number) ?? []);
  const use = smallCount(offer.used);
  return (
    <Box
      as="li"
      padding="space-16"
      borderRadius="8"
      borderWidth="1"
      borderColor="neutral-subtle"
      background="default"
    >
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
          {texts.fetched}: {offer.fetched} · {texts.used}:{" "}
          {"exact" in use ? use.exact : texts.fewerThan(use.fewerThan)}
        </Detail>
        {offer.state === "open" && left > 0 && (
          <div className="card-foot">
            <a
              href={`/nav/allocate?offer=${offer.id}`}
              className="aksel-link"
              aria-label={texts.allocateThis(title)}
            >
              {texts.allocate}
            </a>
          </div>
        )}
      </VStack>
    </Box>
  );
}

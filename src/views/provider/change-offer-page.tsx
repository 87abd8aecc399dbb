import { BodyLong, Button, Heading, HStack, TextField, VStack } from "@navikt/ds-react";
import { ButtonLink } from "../ui/button-link.tsx";
import { Csrf } from "../ui/post-form.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { FaultSummary, type Faults } from "../ui/fault-summary.tsx";
import { offerTexts, providerTexts } from "../texts/provider-texts.ts";
import { DateField } from "./date-field.tsx";
import { Section } from "./offer-section.tsx";
import { OfferTextFields } from "./offer-text-fields.tsx";
import type { OfferFormValues } from "./offer-form-values.ts";

/** `/provider/offers/{id}/change`: what may change while tickets are out. */
export function ChangeOfferPage({
  frame,
  values,
  allocated,
  highest,
  live,
  faults,
  cancelHref,
}: {
  frame: PageFrame;
  values: OfferFormValues;
  /** Taken from the quota now. */
  allocated: number;
  /** What the culture office has approved, where it pays. */
  highest: number | undefined;
  /** Tickets that will show what is new. */
  live: number;
  faults: Faults;
  cancelHref: string;
}) {
  const texts = offerTexts(frame.language);
  const field = (name: "quota" | "validUntil" | "place.name" | "place.address") => ({
    id: name,
    name,
    defaultValue: values[name],
    error: faults.get(name),
    autoComplete: "off",
  });
  const quotaHelp = [
    ...(allocated > 0 ? [texts.quotaHelp(allocated)] : []),
    ...(highest === undefined ? [] : [texts.quotaApproved(highest)]),
  ];
  return (
    <PageDocument frame={frame} title={texts.changeHeading} tab="offers">
      <form method="post" action={frame.path} noValidate className="form">
        <Csrf frame={frame} />
        <VStack gap="space-40">
          <div>
            <Heading size="large" level="1" spacing>
              {texts.changeHeading}
            </Heading>
            <BodyLong>{texts.changeHelp(live)}</BodyLong>
          </div>
          <FaultSummary frame={frame} faults={faults} />
          <Section title={texts.howMany}>
            <TextField
              {...field("quota")}
              inputMode="numeric"
              label={texts.labels.quota}
              {...(quotaHelp.length > 0 && { description: quotaHelp.join(" ") })}
              className="number"
            />
          </Section>
          {values.whenKind === "period" && (
            <Section title={texts.when}>
              <DateField
                {...field("validUntil")}
                label={texts.validUntil}
                description={texts.extendHelp}
              />
            </Section>
          )}
          <OfferTextFields
            texts={texts}
            values={values}
            faults={faults}
            language={frame.language}
            fixedCategory
          />
          <Section title={texts.where}>
            <TextField {...field("place.name")} label={`${texts.placeName} ${texts.optional}`} />
            <TextField
              {...field("place.address")}
              label={`${texts.placeAddress} ${texts.optional}`}
            />
          </Section>
          <HStack gap="space-16">
            <Button>{texts.save}</Button>
            <ButtonLink href={cancelHref} variant="tertiary">
              {providerTexts(frame.language).cancel}
            </ButtonLink>
          </HStack>
        </VStack>
      </form>
    </PageDocument>
  );
}

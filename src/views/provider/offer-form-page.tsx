import { Button, Heading, HStack, VStack } from "@navikt/ds-react";
import { ButtonLink } from "../ui/button-link.tsx";
import { Csrf } from "../ui/post-form.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { FaultSummary, type Faults } from "../ui/fault-summary.tsx";
import { offerTexts, providerTexts } from "../texts/provider-texts.ts";
import type { OfferFormValues } from "./offer-form-values.ts";
import { OfferAmountFields } from "./offer-amount-fields.tsx";
import type { FieldContext } from "./offer-section.tsx";
import { OfferTextFields } from "./offer-text-fields.tsx";
import { OfferWhenFields } from "./offer-when-fields.tsx";
import { OfferPlaceFields, OfferWhomFields } from "./offer-whom-fields.tsx";
import { TemplateChoice, type ChoosableTemplate } from "./template-choice.tsx";

/** `/provider/offers/new?category=` and `…/{id}/edit`: all terms of an offer. */
export function OfferFormPage({
  frame,
  values,
  isNew,
  templates,
  municipalities,
  easters,
  faults,
  cancelHref,
}: {
  frame: PageFrame;
  values: OfferFormValues;
  isNew: boolean;
  templates: ChoosableTemplate[];
  municipalities: ReadonlyMap<string, string>;
  easters: [first: string, last: string][];
  faults: Faults;
  cancelHref: string;
}) {
  const texts = offerTexts(frame.language);
  const title = isNew ? texts.newOffer : texts.editOffer;
  const context: FieldContext = { texts, values, faults, language: frame.language };
  return (
    <PageDocument frame={frame} title={title} tab="offers">
      <form method="post" action={frame.path} noValidate className="form offer-form">
        <Csrf frame={frame} />
        <VStack gap="space-40">
          <Heading size="large" level="1">
            {title}
          </Heading>
          <FaultSummary frame={frame} faults={faults} />
          <OfferTextFields {...context} />
          <TemplateChoice
            {...context}
            templates={templates}
            provider={frame.session?.provider?.name ?? ""}
          />
          <OfferWhenFields {...context} easters={easters} />
          <OfferAmountFields {...context} />
          <OfferWhomFields {...context} municipalities={municipalities} />
          <OfferPlaceFields {...context} />
          <HStack gap="space-16">
            <Button>{texts.saveAndCheck}</Button>
            <ButtonLink href={cancelHref} variant="tertiary">
              {providerTexts(frame.language).cancel}
            </ButtonLink>
          </HStack>
        </VStack>
      </form>
    </PageDocument>
  );
}

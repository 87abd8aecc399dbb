import { Button, Heading, Radio, RadioGroup, VStack } from "@navikt/ds-react";
import { offerCategories } from "../../domain/offers/offer.ts";
import { offerTexts } from "../texts/provider-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** `/provider/offers/new`: the first question, by whose answer the form is filled in. */
export function ChooseCategoryPage({ frame }: { frame: PageFrame }) {
  const texts = offerTexts(frame.language);
  const { categories } = staffTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.newOffer} tab="offers">
      <form method="get" action="/provider/offers/new" className="form">
        <VStack gap="space-24" align="start">
          <Heading size="large" level="1">
            {texts.newOffer}
          </Heading>
          <RadioGroup
            name="category"
            legend={texts.whatKind}
            description={texts.whatKindHelp}
            defaultValue="cinema"
            className="columns"
          >
            {offerCategories.map((category) => (
              <Radio key={category} value={category}>
                {categories[category]}
              </Radio>
            ))}
          </RadioGroup>
          <Button>{texts.continue}</Button>
        </VStack>
      </form>
    </PageDocument>
  );
}

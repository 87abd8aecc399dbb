import { Button, Radio, RadioGroup, VStack } from "@navikt/ds-react";
import { offerCategories } from "../../domain/offers/offer.ts";
import { offerTexts, staffTexts } from "../texts/staff-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** `/provider/offers/new`: choice of the category, whose defaults fill in the form on the next page. */
export function ChooseCategoryPage({ frame }: { frame: PageFrame }) {
  const texts = offerTexts(frame.language);
  const { categories } = staffTexts(frame.language);
  return (
    <ContentPage frame={frame} title={texts.newOffer} tab="offers" className="form">
      <form method="get" action="/provider/offers/new">
        <VStack gap="space-24" align="start">
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
    </ContentPage>
  );
}

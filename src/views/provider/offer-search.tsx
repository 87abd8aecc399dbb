import { Button, HStack, Select, TextField } from "@navikt/ds-react";
import { offerViews, type OfferView } from "../../domain/offers/offer-view.ts";
import { listTexts } from "../texts/list-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { Options } from "../ui/options.tsx";

export interface OfferSearchValues {
  view: OfferView;
  search: string;
}

/** Form that chooses which of its offers a provider sees. */
export function OfferSearch({
  language,
  view,
  search,
}: OfferSearchValues & { language: StaffLanguage }) {
  const texts = listTexts(language);
  return (
    <form method="get" action="/provider" role="search">
      <HStack gap="space-16" align="end" wrap>
        <TextField
          name="search"
          label={texts.search}
          description={texts.searchOffers}
          defaultValue={search}
          size="small"
        />
        <Select name="view" label={texts.view} defaultValue={view} size="small">
          <Options of={offerViews.map((one) => [one, texts.views[one]] as const)} />
        </Select>
        <Button variant="secondary" size="small">
          {texts.show}
        </Button>
      </HStack>
    </form>
  );
}

import { Button, Radio, RadioGroup, VStack } from "@navikt/ds-react";
import { activities } from "../../domain/offers/offer-defaults.ts";
import { activityTexts } from "../texts/activity-texts.ts";
import { offerTexts } from "../texts/staff-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** `/provider/offers/new`: choice of the activity, whose defaults fill in the form on the next page. */
export function ChooseActivityPage({ frame }: { frame: PageFrame }) {
  const texts = offerTexts(frame.language);
  const names = activityTexts(frame.language);
  return (
    <ContentPage frame={frame} title={texts.newOffer} tab="offers" className="form">
      <form method="get" action="/provider/offers/new">
        <VStack gap="space-24" align="start">
          <RadioGroup
            name="activity"
            legend={texts.whatKind}
            description={texts.whatKindHelp}
            defaultValue={activities[0]}
            className="columns"
          >
            {activities.map((activity) => (
              <Radio key={activity} value={activity}>
                {names[activity]}
              </Radio>
            ))}
          </RadioGroup>
          <Button>{texts.continue}</Button>
        </VStack>
      </form>
    </ContentPage>
  );
}

import { Alert, BodyShort, TextField } from "@navikt/ds-react";
import { complimentaryTexts } from "../texts/complimentary-texts.ts";
import { pendingChangeTexts } from "../texts/pending-change-texts.ts";
import { offerTexts } from "../texts/staff-texts.ts";
import type { Faults } from "../ui/faults.tsx";
import { FormPage } from "../ui/form-page.tsx";
import { OthersChanges, type OthersChange } from "../ui/others-changes.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { DateField } from "../ui/date-field.tsx";
import type { OfferFormValues } from "./offer-form-values.ts";
import { OfferHoursFields } from "./offer-hours-fields.tsx";
import { OfferSessionFields } from "./offer-session-fields.tsx";
import { fieldOf, Section, type FieldContext } from "./offer-section.tsx";
import { OfferEventFields } from "./offer-when-fields.tsx";
import { OfferTextFields } from "./offer-text-fields.tsx";
import { OfferPlaceFields } from "./offer-whom-fields.tsx";
import { OfferRefundField } from "./offer-refund-field.tsx";

interface Props {
  frame: PageFrame;
  values: OfferFormValues;
  /** Number of the quota that is allocated. */
  allocated: number;
  /** Quota that the culture office has approved; undefined for an offer without a refund. */
  highest: number | undefined;
  /** Number of tickets that the change updates. */
  live: number;
  /** Number of complimentary tickets that are out, whose holders get no message. */
  complimentary: number;
  faults: Faults;
  /** What another has changed since the form was opened. */
  others: OthersChange[] | undefined;
  cancelHref: string;
}

/** `/provider/offers/{id}/change`: the terms that can change after the approval. */
export function ChangeOfferPage({
  values,
  allocated,
  highest,
  live,
  complimentary,
  others,
  ...page
}: Props) {
  const { language } = page.frame;
  const texts = offerTexts(language);
  const context: FieldContext = { texts, values, faults: page.faults, language };
  const field = fieldOf(context);
  const quotaHelp = [
    ...(allocated > 0 ? [texts.quotaHelp(allocated)] : []),
    ...(highest === undefined ? [] : [texts.quotaApproved(highest)]),
  ];
  return (
    <FormPage
      {...page}
      title={texts.changeHeading}
      tab="offers"
      intro={`${texts.changeHelp(live)} ${pendingChangeTexts(language).rule}`}
      gap="space-40"
      alerts={
        <>
          <OthersChanges changes={others} language={language} />
          {complimentary > 0 && (
            <Alert variant="warning">
              {complimentaryTexts(language).tellHolders(complimentary)}
            </Alert>
          )}
        </>
      }
      submit={texts.save}
    >
      <input type="hidden" name="revision" value={values.revision} />
      <input type="hidden" name="shown" value={values.shown} />
      <Section title={texts.howMany}>
        <TextField
          {...field("quota")}
          inputMode="numeric"
          label={texts.labels.quota}
          {...(quotaHelp.length > 0 && { description: quotaHelp.join(" ") })}
          className="number"
        />
      </Section>
      <Section title={texts.when}>
        {values.whenKind === "period" && (
          <>
            <DateField
              {...field("validUntil")}
              label={texts.validUntil}
              description={texts.extendHelp}
            />
            <OfferHoursFields {...context} isRunning />
          </>
        )}
        {values.whenKind === "event" && <OfferEventFields {...context} />}
        {values.whenKind === "sessions" && (
          <>
            <BodyShort>{texts.onlyMoreSessions}</BodyShort>
            <OfferSessionFields {...context} />
          </>
        )}
      </Section>
      <OfferTextFields {...context} fixedCategory />
      <OfferPlaceFields {...context} />
      <OfferRefundField {...context} />
    </FormPage>
  );
}

import { offerTexts } from "../texts/staff-texts.ts";
import type { Faults } from "../ui/faults.tsx";
import { FormPage } from "../ui/form-page.tsx";
import { OthersChanges, type OthersChange } from "../ui/others-changes.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { OfferAmountFields } from "./offer-amount-fields.tsx";
import { OfferCodesFields } from "./offer-codes-fields.tsx";
import type { OfferFormValues } from "./offer-form-values.ts";
import type { FieldContext } from "./offer-section.tsx";
import { OfferTextFields } from "./offer-text-fields.tsx";
import { OfferWhenFields } from "./offer-when-fields.tsx";
import { OfferPlaceFields, OfferWhomFields } from "./offer-whom-fields.tsx";
import { OfferRefundField } from "./offer-refund-field.tsx";
import { TemplateChoice, type ChoosableTemplate } from "./template-choice.tsx";

/** `/provider/offers/new?activity=` and `…/{id}/edit`: form with all terms of an offer. */
export function OfferFormPage({
  frame,
  values,
  isNew,
  templates,
  municipalities,
  easters,
  faults,
  others,
  cancelHref,
}: {
  frame: PageFrame;
  values: OfferFormValues;
  isNew: boolean;
  templates: ChoosableTemplate[];
  municipalities: ReadonlyMap<string, string>;
  easters: [first: string, last: string][];
  faults: Faults;
  /** What another has changed since the form was opened. */
  others: OthersChange[] | undefined;
  cancelHref: string;
}) {
  const texts = offerTexts(frame.language);
  const context: FieldContext = { texts, values, faults, language: frame.language };
  return (
    <FormPage
      frame={frame}
      title={isNew ? texts.newOffer : texts.editOffer}
      tab="offers"
      faults={faults}
      alerts={<OthersChanges changes={others} language={frame.language} />}
      className="form offer-form"
      gap="space-40"
      keepAs={isNew ? keptAs(values) : frame.path}
      submit={texts.saveAndCheck}
      cancelHref={cancelHref}
    >
      <input type="hidden" name="activity" value={values.activity} />
      <input type="hidden" name="copyOf" value={values.copyOf} />
      <input type="hidden" name="revision" value={values.revision} />
      <input type="hidden" name="shown" value={values.shown} />
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
      <OfferCodesFields {...context} />
      <OfferRefundField {...context} />
    </FormPage>
  );
}

/** A new offer's form begins with an activity or with another offer. */
const keptAs = ({ activity, copyOf }: OfferFormValues) => `offer ${activity || copyOf}`;

import { Radio, RadioGroup, TextField } from "@navikt/ds-react";
import { fieldOf, Section, type FieldContext } from "./offer-section.tsx";

/** The quota, and the admissions of one ticket. */
export function OfferAmountFields(context: FieldContext) {
  const { texts, values } = context;
  const field = fieldOf(context);
  const number = { inputMode: "numeric", className: "number" } as const;
  return (
    <Section title={texts.howMany}>
      <TextField {...field("quota")} {...number} label={texts.labels.quota} />
      <TextField {...field("perRecipient")} {...number} label={texts.labels.perRecipient} />
      <TextField
        {...field("companions")}
        {...number}
        label={texts.labels.companions}
        description={texts.companionsHelp}
      />
      <RadioGroup name="usesKind" legend={texts.usesLegend} defaultValue={values.usesKind}>
        {(["once", "times", "unlimited"] as const).map((kind) => (
          <Radio key={kind} value={kind} className={`uses-${kind}`}>
            {texts.usesKinds[kind]}
          </Radio>
        ))}
      </RadioGroup>
      <div className="for-times">
        <TextField {...field("uses")} {...number} label={texts.labels.uses} />
      </div>
      <div className="for-many">
        <TextField
          {...field("usesPerDay")}
          {...number}
          label={`${texts.labels.usesPerDay} ${texts.optional}`}
        />
      </div>
      <TextField
        {...field("claimWithinDays")}
        {...number}
        label={`${texts.labels.claimWithinDays} ${texts.optional}`}
      />
    </Section>
  );
}

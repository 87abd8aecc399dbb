import { Radio, RadioGroup, TextField } from "@navikt/ds-react";
import { fieldOf, Section, type FieldContext } from "./offer-section.tsx";

/** How many, and what one of them gives. */
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
        inputMode="numeric"
        label={texts.labels.companions}
        description={texts.companionsHelp}
        className="number"
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
        inputMode="numeric"
        label={`${texts.labels.claimWithinDays} ${texts.optional}`}
        className="number"
      />
    </Section>
  );
}

import { HStack, Radio, RadioGroup, Select, TextField, Textarea, VStack } from "@navikt/ds-react";
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
      <VStack gap="space-24" className="for-many">
        <TextField
          {...field("usesPerDay")}
          {...number}
          label={`${texts.labels.usesPerDay} ${texts.optional}`}
        />
        <HStack gap="space-16" align="end">
          <TextField
            {...field("validFor")}
            {...number}
            label={`${texts.validFor} ${texts.optional}`}
            description={texts.validForHelp}
          />
          <Select {...field("validForUnit")} label={texts.validForUnit}>
            {(["days", "hours"] as const).map((unit) => (
              <option key={unit} value={unit}>
                {texts.validForUnits[unit]}
              </option>
            ))}
          </Select>
        </HStack>
      </VStack>
      <Textarea
        {...field("parts")}
        label={`${texts.parts} ${texts.optional}`}
        description={texts.partsHelp}
        minRows={2}
        resize
      />
      <input type="hidden" name="partsBefore" value={values.partsBefore} />
      <TextField
        {...field("claimWithinDays")}
        {...number}
        label={`${texts.labels.claimWithinDays} ${texts.optional}`}
      />
    </Section>
  );
}

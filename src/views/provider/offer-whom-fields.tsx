import { Checkbox, CheckboxGroup, HStack, TextField } from "@navikt/ds-react";
import { fieldOf, Section, type FieldContext } from "./offer-section.tsx";

/** Ages and municipalities of the recipients to whom the offer can be allocated. */
export function OfferWhomFields(
  context: FieldContext & { municipalities: ReadonlyMap<string, string> },
) {
  const { texts, values, faults, municipalities } = context;
  const field = fieldOf(context);
  return (
    <Section title={texts.forWhom}>
      <HStack gap="space-16">
        {(["ageFrom", "ageTo"] as const).map((name) => (
          <TextField
            key={name}
            {...field(name)}
            inputMode="numeric"
            label={texts.labels[name]}
            className="age"
          />
        ))}
      </HStack>
      <CheckboxGroup
        id="municipalities"
        tabIndex={-1}
        legend={texts.municipalities}
        defaultValue={values.municipalities}
        error={faults.get("municipalities")}
        className={municipalities.size > 12 ? "columns choices" : "columns"}
      >
        {[...municipalities].map(([number, name]) => (
          <Checkbox key={number} name="municipalities" value={number}>
            {name}
          </Checkbox>
        ))}
      </CheckboxGroup>
    </Section>
  );
}

/** Name and address of the place. */
export function OfferPlaceFields(context: FieldContext) {
  const { texts } = context;
  const field = fieldOf(context);
  return (
    <Section title={texts.where}>
      <TextField {...field("place.name")} label={`${texts.placeName} ${texts.optional}`} />
      <TextField {...field("place.address")} label={`${texts.placeAddress} ${texts.optional}`} />
    </Section>
  );
}

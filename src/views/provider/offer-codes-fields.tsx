import { Radio, RadioGroup, Select, TextField, VStack } from "@navikt/ds-react";
import { codeForms, redeemPlaces, symbologies, useReports } from "../../domain/codes/own-codes.ts";
import { ownCodesTexts } from "../texts/staff-texts.ts";
import { Options } from "../ui/options.tsx";
import { fieldOf, Section, type FieldContext } from "./offer-section.tsx";

/** Whether tickets bear our barcode or codes of the provider's own, and how these are shown. */
export function OfferCodesFields(context: FieldContext) {
  const { values, language, texts: offerTexts } = context;
  const texts = ownCodesTexts(language);
  const field = fieldOf(context);
  const choice = <T extends string>(each: readonly T[], names: Record<T, string>) => (
    <Options of={each.map((one) => [one, names[one]])} />
  );
  return (
    <Section title={texts.heading}>
      <RadioGroup
        name="codeSource"
        legend={texts.source}
        description={texts.sourceHelp}
        defaultValue={values.codeSource}
      >
        {(["ours", "provider"] as const).map((source) => (
          <Radio key={source} value={source} className={`codes-${source}`}>
            {texts.sources[source]}
          </Radio>
        ))}
      </RadioGroup>
      <VStack gap="space-24" className="for-own-codes">
        <Select {...field("symbology")} label={texts.symbology} className="medium">
          {choice(symbologies, texts.symbologies)}
        </Select>
        <Select {...field("showAs")} label={texts.showAs} className="medium">
          {choice(codeForms, texts.forms)}
        </Select>
        <Select {...field("redeemAt")} label={texts.redeemAt} className="medium">
          {choice(redeemPlaces, texts.places)}
        </Select>
        <TextField
          {...field("redeemUrl")}
          inputMode="url"
          label={`${texts.redeemUrl} ${offerTexts.optional}`}
        />
        <TextField
          {...field("instructions.nb")}
          label={`${texts.instructions} ${offerTexts.optional}`}
          description={texts.instructionsHelp}
        />
        <details>
          <summary>{offerTexts.otherLanguages}</summary>
          <VStack gap="space-16" paddingBlock="space-8">
            {(["nn", "en", "sma"] as const).map((one) => (
              <TextField
                key={one}
                {...field(`instructions.${one}`)}
                label={texts.instructionsIn(offerTexts.languages[one])}
              />
            ))}
          </VStack>
        </details>
        <RadioGroup name="reportsUse" legend={texts.reportsUse} defaultValue={values["reportsUse"]}>
          {useReports.map((way) => (
            <Radio key={way} value={way}>
              {texts.reports[way]}
            </Radio>
          ))}
        </RadioGroup>
      </VStack>
    </Section>
  );
}

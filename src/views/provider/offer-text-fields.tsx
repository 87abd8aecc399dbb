import { Select, Textarea, TextField, VStack } from "@navikt/ds-react";
import { offerCategories } from "../../domain/offers/offer.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { Options } from "../ui/options.tsx";
import { fieldOf, Section, type FieldContext } from "./offer-section.tsx";

/** Category, and title and description in every language. */
export function OfferTextFields(context: FieldContext & { fixedCategory?: boolean }) {
  const { texts, values, faults, language, fixedCategory = false } = context;
  const field = fieldOf(context);
  const others = ["nn", "en", "sma"] as const;
  const isOpen = others.some(
    (one) =>
      values[`title.${one}`] !== "" ||
      values[`description.${one}`] !== "" ||
      faults.has(`title.${one}`) ||
      faults.has(`description.${one}`),
  );
  const { categories } = staffTexts(language);
  return (
    <Section title={texts.what}>
      {!fixedCategory && (
        <Select {...field("category")} label={texts.labels.category} className="medium">
          <Options of={offerCategories.map((category) => [category, categories[category]])} />
        </Select>
      )}
      <TextField {...field("title.nb")} label={texts.titleNb} description={texts.titleHelp} />
      <Textarea
        {...field("description.nb")}
        label={`${texts.descriptionNb} ${texts.optional}`}
        description={texts.descriptionHelp}
        minRows={3}
        resize="vertical"
      />
      <details open={isOpen}>
        <summary>{texts.otherLanguages}</summary>
        <VStack gap="space-24" paddingBlock="space-8">
          <p className="quiet">{texts.otherLanguagesHelp}</p>
          {others.map((one) => (
            <VStack key={one} gap="space-16">
              <TextField {...field(`title.${one}`)} label={texts.titleIn(texts.languages[one])} />
              <Textarea
                {...field(`description.${one}`)}
                label={texts.descriptionIn(texts.languages[one])}
                minRows={2}
                resize="vertical"
              />
            </VStack>
          ))}
        </VStack>
      </details>
    </Section>
  );
}

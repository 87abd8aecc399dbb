import { Select, Textarea, TextField, VStack } from "@navikt/ds-react";
import { findRevealingWords } from "../../domain/deny-list.ts";
import { languages } from "../../domain/language.ts";
import { isAcceptableText } from "../../domain/offers/text-exceptions.ts";
import { offerCategories } from "../../domain/offers/offer.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { textExceptionTexts } from "../texts/text-exception-texts.ts";
import { Options } from "../ui/options.tsx";
import { fieldOf, Section, type FieldContext } from "./offer-section.tsx";

const textPaths = languages.flatMap(
  (language) => [`title.${language}`, `description.${language}`] as const,
);

/** Whether a text is refused for words alone that the culture office may accept. */
const isToAsk = ({ values, faults }: FieldContext): boolean =>
  textPaths.some(
    (path) =>
      faults.has(path) &&
      findRevealingWords(values[path]).length > 0 &&
      isAcceptableText(path, values[path]),
  );

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
  const exceptions = textExceptionTexts(language);
  return (
    <Section title={texts.what}>
      {!fixedCategory && (
        <Select {...field("category")} label={texts.labels.category} className="medium">
          <Options of={offerCategories.map((category) => [category, categories[category]])} />
        </Select>
      )}
      {(values.textReason !== "" || faults.has("textReason") || isToAsk(context)) && (
        <Textarea
          {...field("textReason")}
          label={exceptions.reason}
          description={exceptions.reasonHelp}
          minRows={2}
          resize="vertical"
        />
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

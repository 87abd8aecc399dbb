import { TextField, VStack } from "@navikt/ds-react";
import { languages } from "../../domain/language.ts";
import type { TemplateTexts } from "../texts/staff-texts.ts";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import type { TemplateFormValues } from "./template-form-values.ts";

const otherLanguages = languages.filter((one) => one !== "nb");

interface Props {
  values: TemplateFormValues;
  faults: Faults;
  texts: TemplateTexts;
}

/** Inputs for the template's name and the logo text in every language. */
export function TemplateNameFields({ values, faults, texts }: Props) {
  const input = fieldProps(faults);
  return (
    <VStack gap="space-16">
      <TextField
        {...input("name.nb")}
        label={texts.name}
        description={texts.nameHelp}
        defaultValue={values.name.nb}
      />
      <TextField
        {...input("logoText.nb")}
        label={`${texts.logoText} ${texts.optional}`}
        description={texts.logoTextHelp}
        defaultValue={values.logoText.nb}
      />
      <details
        open={otherLanguages.some(
          (one) => faults.has(`name.${one}`) || faults.has(`logoText.${one}`),
        )}
      >
        <summary>
          {texts.otherLanguages}
          <span className="unseen">: {texts.name}</span>
        </summary>
        <VStack gap="space-16" paddingBlock="space-8">
          {otherLanguages.map((one) => (
            <VStack key={one} gap="space-8">
              <TextField
                {...input(`name.${one}`)}
                label={`${texts.name}, ${texts.inLanguage[one]}`}
                defaultValue={values.name[one]}
                size="small"
              />
              <TextField
                {...input(`logoText.${one}`)}
                label={`${texts.logoText}, ${texts.inLanguage[one]}`}
                defaultValue={values.logoText[one]}
                size="small"
              />
            </VStack>
          ))}
        </VStack>
      </details>
    </VStack>
  );
}

import { Button, HStack, Select, Textarea, TextField, VStack } from "@navikt/ds-react";
import type { Language } from "../../domain/language.ts";
import { fieldSlots, fieldSources } from "../../domain/templates/template.ts";
import type { StaffLanguage, TemplateTexts } from "../texts/staff-texts.ts";
import { Options } from "../ui/options.tsx";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import type { TypedField } from "./template-form-values.ts";

const others = ["nn", "en", "sma"] as const;
const sources = [...fieldSources, "text"] as const;

interface Props {
  field: TypedField;
  row: number;
  faults: Faults;
  texts: TemplateTexts;
  language: StaffLanguage;
}

/** Inputs for one field of the ticket: slot, source, label and text. */
export function TemplateFieldRow({ field, row, faults, texts, language }: Props) {
  const at = `field.${row}`;
  const name = texts.field(row + 1);
  const label = field.label[language] || field.label.nb;
  const input = (part: string) => fieldProps(faults)(`${at}.${part}`);
  const isFaulty = [...faults.keys()].some((input) => input.startsWith(`${at}.`));
  const isOpen = others.some(
    (one) => faults.has(`${at}.label.${one}`) || faults.has(`${at}.text.${one}`),
  );
  const labelAndText = (one: Language, suffix = "") => (
    <>
      <TextField
        {...input(`label.${one}`)}
        label={texts.label + suffix}
        defaultValue={field.label[one]}
        size="small"
      />
      <div className="own-text" data-own-text={`${at}.source`}>
        <Textarea
          {...input(`text.${one}`)}
          label={texts.text + suffix}
          defaultValue={field.text[one]}
          size="small"
          minRows={2}
          resize="vertical"
        />
      </div>
    </>
  );
  return (
    <details className="template-field" open={isFaulty || field.label.nb === ""}>
      <summary>
        {name}
        {label !== "" && `: ${label}`}
      </summary>
      <input type="hidden" name={`${at}.key`} value={field.key} />
      <VStack gap="space-16" role="group" aria-label={name}>
        <HStack gap="space-16" wrap>
          <Select {...input("slot")} label={texts.slot} defaultValue={field.slot} size="small">
            <Options of={fieldSlots.map((slot) => [slot, texts.slots[slot]])} />
          </Select>
          <Select {...input("source")} label={texts.shows} defaultValue={field.source} size="small">
            <Options of={sources.map((source) => [source, texts.sources[source]])} />
          </Select>
        </HStack>
        {labelAndText("nb")}
        <details open={isOpen}>
          <summary>
            {texts.otherLanguages}
            <span className="unseen">: {name}</span>
          </summary>
          <VStack gap="space-16" paddingBlock="space-8">
            {others.map((one) => (
              <VStack key={one} gap="space-8">
                {labelAndText(one, `, ${texts.inLanguage[one]}`)}
              </VStack>
            ))}
          </VStack>
        </details>
        <HStack gap="space-8">
          {row > 0 && (
            <Button size="small" variant="tertiary" name="do" value={`up-${row}`}>
              {texts.up}
              <span className="unseen">: {name}</span>
            </Button>
          )}
          <Button size="small" variant="tertiary" name="do" value={`remove-${row}`}>
            {texts.remove}
            <span className="unseen">: {name}</span>
          </Button>
        </HStack>
      </VStack>
    </details>
  );
}

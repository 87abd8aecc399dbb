import { Button, HStack, Select, Textarea, TextField, VStack } from "@navikt/ds-react";
import { fieldSlots, fieldSources } from "../../domain/templates/template.ts";
import type { StaffLanguage, TemplateTexts } from "../texts/staff-texts.ts";
import type { Faults } from "../ui/fault-summary.tsx";
import { fieldProps } from "../ui/field-props.ts";
import type { TypedField } from "./template-form-values.ts";

const others = ["nn", "en", "sma"] as const;

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
            {fieldSlots.map((slot) => (
              <option key={slot} value={slot}>
                {texts.slots[slot]}
              </option>
            ))}
          </Select>
          <Select {...input("source")} label={texts.shows} defaultValue={field.source} size="small">
            {[...fieldSources, "text" as const].map((source) => (
              <option key={source} value={source}>
                {texts.sources[source]}
              </option>
            ))}
          </Select>
        </HStack>
        <TextField
          {...input("label.nb")}
          label={texts.label}
          defaultValue={field.label.nb}
          size="small"
        />
        <div className="own-text" data-own-text={`${at}.source`}>
          <Textarea
            {...input("text.nb")}
            label={texts.text}
            defaultValue={field.text.nb}
            size="small"
            minRows={2}
            resize="vertical"
          />
        </div>
        <details open={isOpen}>
          <summary>
            {texts.otherLanguages}
            <span className="unseen">: {name}</span>
          </summary>
          <VStack gap="space-16" paddingBlock="space-8">
            {others.map((one) => (
              <VStack key={one} gap="space-8">
                <TextField
                  {...input(`label.${one}`)}
                  label={`${texts.label}, ${texts.inLanguage[one]}`}
                  defaultValue={field.label[one]}
                  size="small"
                />
                <div className="own-text" data-own-text={`${at}.source`}>
                  <Textarea
                    {...input(`text.${one}`)}
                    label={`${texts.text}, ${texts.inLanguage[one]}`}
                    defaultValue={field.text[one]}
                    size="small"
                    minRows={2}
                    resize="vertical"
                  />
                </div>
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

import { Radio, RadioGroup } from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import type { TemplateColors } from "../../domain/templates/template.ts";
import type { FieldContext } from "./offer-section.tsx";
import { TemplatePicture } from "./template-picture.tsx";

export interface ChoosableTemplate {
  id: string;
  name: Texts;
  colors: TemplateColors;
  heroHash?: string | undefined;
  /** Null for a template of the provider. */
  slug: string | null;
}

/** Radio buttons for the template, each with a thumbnail. */
export function TemplateChoice({
  texts,
  values,
  faults,
  language,
  templates,
  provider,
}: FieldContext & { templates: ChoosableTemplate[]; provider: string }) {
  return (
    <RadioGroup
      id="templateId"
      tabIndex={-1}
      name="templateId"
      legend={texts.labels.templateId}
      description={texts.templateHelp}
      defaultValue={values.templateId}
      error={faults.get("templateId")}
      className="template-choice"
    >
      {templates.map(({ id, name, slug, ...look }) => (
        <Radio key={id} value={id} {...(slug === null && { description: texts.ownTemplate })}>
          {textIn(name, language)}
          <TemplatePicture provider={provider} {...look} />
        </Radio>
      ))}
    </RadioGroup>
  );
}

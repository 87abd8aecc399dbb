import type { CSSProperties } from "react";
import { Radio, RadioGroup } from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import type { TemplateColors } from "../../domain/templates/template.ts";
import type { FieldContext } from "./offer-section.tsx";

export interface ChoosableTemplate {
  id: string;
  name: Texts;
  colors: TemplateColors;
  heroHash?: string | undefined;
  symbolHash?: string | undefined;
  /** Null for a template of the provider. */
  slug: string | null;
}

interface Props extends FieldContext {
  templates: ChoosableTemplate[];
  /** Provider's name, which each thumbnail shows. */
  provider: string;
}

/** The most of the provider's own that stand open. */
const ownShown = 6;

/** Radio buttons for the template, each with a thumbnail: the chosen one and the provider's own first, others folded in. */
export function TemplateChoice({ texts, values, faults, language, templates, provider }: Props) {
  const own = templates.filter(({ slug }) => slug === null).slice(0, ownShown);
  const isOpen = (template: ChoosableTemplate) =>
    template.id === values.templateId || own.includes(template);
  const option = ({ id, name, slug, ...look }: ChoosableTemplate) => (
    <Radio key={id} value={id} {...(slug === null && { description: texts.ownTemplate })}>
      {textIn(name, language)}
      <TemplatePicture provider={provider} {...look} />
    </Radio>
  );
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
      {templates.filter(isOpen).map(option)}
      <details open={!templates.some(isOpen)}>
        <summary>{texts.otherTemplates}</summary>
        <div>{templates.filter((template) => !isOpen(template)).map(option)}</div>
      </details>
    </RadioGroup>
  );
}

interface PictureProps extends Pick<ChoosableTemplate, "colors" | "heroHash"> {
  provider: string;
}

/** Thumbnail of a template. */
function TemplatePicture({ provider, colors, heroHash }: PictureProps) {
  const { background, foreground } = colors;
  const style = { "--back": background, "--fore": foreground } as CSSProperties;
  return (
    <span className="ticket-picture" style={style} aria-hidden="true">
      <span>{provider}</span>
      {heroHash !== undefined && (
        <img src={`/images/${heroHash}.png`} alt="" width={1032} height={336} />
      )}
    </span>
  );
}

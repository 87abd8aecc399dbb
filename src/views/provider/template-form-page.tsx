import { BodyShort, Button, Heading, VStack } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { lookTexts } from "../texts/look-texts.ts";
import { templateTexts } from "../texts/staff-texts.ts";
import { placedFaults } from "./placed-faults.ts";
import { ContentPage } from "../ui/content-page.tsx";
import { OthersChanges, type OthersChange } from "../ui/others-changes.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import type { Faults } from "../ui/faults.tsx";
import { TemplateColorFields } from "./template-color-fields.tsx";
import type { DrawnTicket } from "./template-draft-preview.tsx";
import { TemplateEditor } from "./template-editor.tsx";
import { TemplateFieldRow } from "./template-field-row.tsx";
import type { TemplateFormValues } from "./template-form-values.ts";
import { TemplateNameFields } from "./template-name-fields.tsx";
import { TemplatePictureFields } from "./template-picture-fields.tsx";
import { EditorButtons } from "./editor-buttons.tsx";

/** Form for a new or a saved template, with both wallets' tickets beside it. */
export function TemplateFormPage({
  frame,
  values,
  faults,
  isRefused,
  others,
  notice,
  ticket,
  isNew,
  hasLook,
  children,
}: {
  frame: PageFrame;
  values: TemplateFormValues;
  faults: Faults;
  /** Whether the faults kept the form from being saved. */
  isRefused: boolean;
  /** What another has changed since the form was opened. */
  others?: OthersChange[] | undefined;
  notice?: string | undefined;
  ticket: DrawnTicket | undefined;
  isNew: boolean;
  /** Whether the provider has a logo and colours of its own to take. */
  hasLook: boolean;
  /** Content below the form. */
  children?: ReactNode;
}) {
  const texts = templateTexts(frame.language);
  const title = isNew
    ? texts.newTemplate
    : values.name[frame.language] || values.name.nb || texts.templates;
  return (
    <ContentPage
      frame={frame}
      title={title}
      tab="templates"
      scripts={["template.js"]}
      notice={notice}
      intro={<BodyShort>{texts.styles[values.style]}</BodyShort>}
      alerts={<OthersChanges changes={others} language={frame.language} />}
      faults={isRefused ? placedFaults(faults, texts) : undefined}
    >
      <TemplateEditor
        frame={frame}
        action={isNew ? "/provider/templates" : frame.path}
        preview="/provider/templates/preview"
        keepAs={isNew ? keptAs(values) : undefined}
        ticket={ticket}
        faults={isRefused ? new Map() : faults}
      >
        <input type="hidden" name="base" value={values.baseId ?? ""} />
        <input type="hidden" name="look" value={values.ownLook ? "own" : ""} />
        <input type="hidden" name="offer" value={values.offerId ?? ""} />
        <input type="hidden" name="style" value={values.style} />
        <input type="hidden" name="version" value={values.version} />
        <VStack gap="space-32">
          <TemplateNameFields values={values} faults={faults} texts={texts} />
          <TemplateColorFields colors={values.colors} faults={faults} texts={texts}>
            {hasLook && (
              <Button size="small" variant="secondary" name="do" value="look">
                {lookTexts(frame.language).take}
              </Button>
            )}
          </TemplateColorFields>
          <section>
            <Heading size="medium" level="2">
              {texts.pictures}
            </Heading>
            <BodyShort spacing>{texts.picturesHelp}</BodyShort>
            <TemplatePictureFields
              values={values}
              faults={faults}
              texts={texts}
              language={frame.language}
              thumbnails={ticket?.thumbnails ?? {}}
            />
          </section>
          <section id="fields" tabIndex={-1}>
            <Heading size="medium" level="2">
              {texts.fields}
            </Heading>
            <BodyShort spacing>{texts.fieldsHelp}</BodyShort>
            <VStack gap="space-16">
              {values.fields.map((field, row) => (
                <TemplateFieldRow
                  key={field.key}
                  field={field}
                  row={row}
                  faults={faults}
                  texts={texts}
                  language={frame.language}
                />
              ))}
              <div>
                <Button size="small" variant="secondary" name="do" value="add">
                  {texts.add}
                </Button>
              </div>
            </VStack>
          </section>
          <EditorButtons save={texts.save} preview={texts.showPreview} />
        </VStack>
      </TemplateEditor>
      {children}
    </ContentPage>
  );
}

/** A new template's form begins with another template, for an offer, or with a style. */
const keptAs = ({ baseId, offerId, style }: TemplateFormValues) =>
  ["template", baseId, offerId, style].filter((part) => part !== undefined).join(" ");

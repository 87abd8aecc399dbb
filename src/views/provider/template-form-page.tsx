import { BodyShort, Button, Heading, HStack, Link, TextField, VStack } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { templateTexts } from "../texts/staff-texts.ts";
import { placedFaults } from "./placed-faults.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import { TemplateDraftPreview, type DrawnTicket } from "./template-draft-preview.tsx";
import { TemplateFieldRow } from "./template-field-row.tsx";
import type { TemplateFormValues } from "./template-form-values.ts";
import { TemplateNameFields } from "./template-name-fields.tsx";
import { TemplatePictureFields } from "./template-picture-fields.tsx";

const paints = ["background", "foreground", "label"] as const;

/** Form for a new or a saved template, with both wallets' tickets beside it. */
export function TemplateFormPage({
  frame,
  values,
  faults,
  isRefused,
  notice,
  ticket,
  isNew,
  children,
}: {
  frame: PageFrame;
  values: TemplateFormValues;
  faults: Faults;
  /** Whether the faults kept the form from being saved. */
  isRefused: boolean;
  notice?: string | undefined;
  ticket: DrawnTicket | undefined;
  isNew: boolean;
  /** Content below the form. */
  children?: ReactNode;
}) {
  const texts = templateTexts(frame.language);
  const title = isNew
    ? texts.newTemplate
    : values.name[frame.language] || values.name.nb || texts.templates;
  const csrf = encodeURIComponent(frame.session?.csrf ?? "");
  const input = fieldProps(faults);
  const hasContrastFault = faults.has("colors.foreground") || faults.has("colors.label");
  return (
    <ContentPage
      frame={frame}
      title={title}
      tab="templates"
      scripts={["template.js"]}
      notice={notice}
      intro={<BodyShort>{texts.styles[values.style]}</BodyShort>}
      faults={isRefused ? placedFaults(faults, texts) : undefined}
    >
      <div className="template-editor">
        <form
          id="template-form"
          tabIndex={-1}
          method="post"
          action={`${isNew ? "/provider/templates" : frame.path}?csrf=${csrf}`}
          encType="multipart/form-data"
          data-preview={`/provider/templates/preview?csrf=${csrf}`}
          noValidate
        >
          {/* First button of the form: Enter in a text field submits it. */}
          <button name="do" value="preview" hidden />
          <input type="hidden" name="base" value={values.baseId ?? ""} />
          <input type="hidden" name="look" value={values.lookId ?? ""} />
          <input type="hidden" name="offer" value={values.offerId ?? ""} />
          <input type="hidden" name="style" value={values.style} />
          <VStack gap="space-32">
            <TemplateNameFields values={values} faults={faults} texts={texts} />
            <section>
              <Heading size="medium" level="2" spacing>
                {texts.colors}
              </Heading>
              <HStack gap="space-24" wrap align="start">
                {paints.map((paint) => (
                  <TextField
                    key={paint}
                    {...input(`colors.${paint}`)}
                    type={"color" as "text"}
                    label={texts.color[paint]}
                    defaultValue={values.colors[paint]}
                    className="color"
                  />
                ))}
              </HStack>
              <div id="contrast" hidden={!hasContrastFault}>
                <p className="picture-fault" role="status" data-fault="contrast" />
                <Button size="small" variant="secondary" name="do" value="contrast">
                  {texts.contrastFix}
                </Button>
              </div>
            </section>
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
            <HStack gap="space-8">
              <Button name="do" value="save">
                {texts.save}
              </Button>
              <Button name="do" value="preview" variant="secondary">
                {texts.showPreview}
              </Button>
            </HStack>
          </VStack>
          <Link href="#beside" className="to-ticket">
            {texts.showTicket}
          </Link>
        </form>
        <section id="beside" className="beside" aria-labelledby="preview-heading" tabIndex={0}>
          <Heading size="medium" level="2" id="preview-heading">
            {texts.preview}
          </Heading>
          <BodyShort size="small" spacing>
            {texts.previewHelp}
          </BodyShort>
          <div id="preview">
            <TemplateDraftPreview
              language={frame.language}
              ticket={ticket}
              faults={isRefused ? new Map() : faults}
            />
          </div>
          <Link href="#template-form" className="to-form">
            {texts.backToForm}
          </Link>
        </section>
      </div>
      {children}
    </ContentPage>
  );
}

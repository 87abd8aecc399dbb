import { BodyShort, Heading, Link, VStack } from "@navikt/ds-react";
import { lookTexts } from "../texts/look-texts.ts";
import { templateTexts } from "../texts/staff-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { Faults } from "../ui/faults.tsx";
import { OthersChanges, type OthersChange } from "../ui/others-changes.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { placedFaults } from "./placed-faults.ts";
import { TemplateColorFields } from "./template-color-fields.tsx";
import type { DrawnTicket } from "./template-draft-preview.tsx";
import { TemplateEditor } from "./template-editor.tsx";
import type { TemplateFormValues } from "./template-form-values.ts";
import { TemplatePictureFields } from "./template-picture-fields.tsx";
import { EditorButtons } from "./editor-buttons.tsx";

interface Props {
  frame: PageFrame;
  values: TemplateFormValues;
  faults: Faults;
  /** Whether the faults kept the form from being saved. */
  isRefused: boolean;
  /** What another has changed since the form was opened. */
  others?: OthersChange[] | undefined;
  notice: string | undefined;
  ticket: DrawnTicket | undefined;
}

/** `/provider/look`: the logo and colours that each new template begins with, on an example beside them. */
export function LookPage({ frame, values, faults, isRefused, others, notice, ticket }: Props) {
  const texts = templateTexts(frame.language);
  const words = lookTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={words.title}
      tab="templates"
      scripts={["template.js"]}
      notice={notice}
      intro={<BodyShort>{words.intro}</BodyShort>}
      alerts={<OthersChanges changes={others} language={frame.language} />}
      faults={isRefused ? placedFaults(faults, texts) : undefined}
    >
      <TemplateEditor
        frame={frame}
        action="/provider/look"
        preview="/provider/look/preview"
        ticket={ticket}
        faults={isRefused ? new Map() : faults}
      >
        <input type="hidden" name="look" value={values.ownLook ? "own" : ""} />
        <input type="hidden" name="version" value={values.version} />
        <input type="hidden" name="shown" value={values.shown} />
        <VStack gap="space-32">
          <TemplateColorFields colors={values.colors} faults={faults} texts={texts} />
          <section>
            <Heading size="medium" level="2">
              {texts.pictures}
            </Heading>
            <BodyShort spacing>{texts.picturesHelp}</BodyShort>
            <TemplatePictureFields
              roles={["icon", "logo"]}
              values={values}
              faults={faults}
              texts={texts}
              language={frame.language}
              thumbnails={ticket?.thumbnails ?? {}}
            />
          </section>
          <EditorButtons save={words.save} preview={texts.showPreview} />
        </VStack>
      </TemplateEditor>
      <Link href="/provider/templates">{texts.templates}</Link>
    </ContentPage>
  );
}

import { BodyShort, Heading, Link } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { templateTexts } from "../texts/staff-texts.ts";
import type { Faults } from "../ui/faults.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { UploadForm } from "../ui/post-form.tsx";
import { TemplateDraftPreview, type DrawnTicket } from "./template-draft-preview.tsx";

interface Props {
  frame: PageFrame;
  /** Where the form is sent. */
  action: string;
  /** Where the script has the preview drawn. */
  preview: string;
  /** See PostForm. */
  keepAs?: string | undefined;
  ticket: DrawnTicket | undefined;
  /** Faults that the preview names; empty where the page names them. */
  faults: Faults;
  children: ReactNode;
}

/** A form with pictures and colours, and both wallets' tickets beside it as it would make them. */
export function TemplateEditor({
  frame,
  action,
  preview,
  keepAs,
  ticket,
  faults,
  children,
}: Props) {
  const texts = templateTexts(frame.language);
  return (
    <div className="template-editor">
      <UploadForm
        frame={frame}
        id="template-form"
        action={action}
        preview={preview}
        keepAs={keepAs}
      >
        {/* First button of the form: Enter in a text field submits it. */}
        <button name="do" value="preview" hidden />
        {children}
        <Link href="#beside" className="to-ticket">
          {texts.showTicket}
        </Link>
      </UploadForm>
      <section id="beside" className="beside" aria-labelledby="preview-heading" tabIndex={0}>
        <Heading size="medium" level="2" id="preview-heading">
          {texts.preview}
        </Heading>
        <BodyShort size="small" spacing>
          {texts.previewHelp}
        </BodyShort>
        <div id="preview">
          <TemplateDraftPreview language={frame.language} ticket={ticket} faults={faults} />
        </div>
        <Link href="#template-form" className="to-form">
          {texts.backToForm}
        </Link>
      </section>
    </div>
  );
}

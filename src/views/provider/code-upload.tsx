import { BodyShort, Button, Heading, TextField, VStack } from "@navikt/ds-react";
import type { CodeFault } from "../../domain/codes/code-rows.ts";
import { ownCodesTexts } from "../texts/staff-texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { UploadForm } from "../ui/post-form.tsx";
import { CodeListFields } from "./code-list-fields.tsx";

/** An upload as sent, and what is wrong with its rows. */
export interface ShownUpload {
  name: string;
  pasted: string;
  faults: Faults;
  rows: { line: number; code: string; fault: CodeFault }[];
}

/** Rows that a page of codes shows. */
export const maxRows = 200;

/** Form for an upload, with the faults of a refused one; its script shows how far a long one is. */
export function CodeUpload({
  frame,
  action,
  upload,
}: {
  frame: PageFrame;
  action: string;
  upload: ShownUpload;
}) {
  const texts = ownCodesTexts(frame.language);
  const field = fieldProps(upload.faults, { name: upload.name });
  return (
    <UploadForm frame={frame} action={action} className="form">
      <VStack gap="space-24">
        <Heading size="medium" level="2">
          {texts.upload}
        </Heading>
        {upload.rows.length > 0 && (
          <div className="form">
            <DataTable
              label={texts.fault}
              rows={upload.rows.slice(0, maxRows)}
              columns={[
                { name: texts.line, cell: ({ line }) => line },
                { name: texts.code, cell: ({ code }) => code.slice(0, 40) },
                { name: texts.fault, cell: ({ fault }) => texts.faults[fault] },
              ]}
            />
            {upload.rows.length > maxRows && (
              <BodyShort>{texts.more(upload.rows.length - maxRows)}</BodyShort>
            )}
          </div>
        )}
        <TextField {...field("name")} label={texts.batchName} className="medium" />
        <CodeListFields
          faults={upload.faults}
          pasted={upload.pasted}
          help={texts.uploadHelp}
          language={frame.language}
        />
        <noscript>
          <BodyShort>{texts.uploadWait}</BodyShort>
        </noscript>
        <div data-upload data-done={texts.uploading} hidden>
          <progress aria-label={texts.upload} className="bar" />
          <p role="status" />
        </div>
        <div>
          <Button>{texts.submit}</Button>
        </div>
      </VStack>
    </UploadForm>
  );
}

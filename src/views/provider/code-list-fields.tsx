import { BodyShort, Textarea } from "@navikt/ds-react";
import { ownCodesTexts } from "../texts/staff-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { fieldProps, type Faults } from "../ui/faults.tsx";

/** Fields of a form that takes a list of codes: pasted, or as a file. */
export function CodeListFields({
  faults,
  pasted,
  help,
  language,
}: {
  faults: Faults;
  pasted: string;
  help: string;
  language: PageFrame["language"];
}) {
  const texts = ownCodesTexts(language);
  return (
    <>
      <Textarea
        {...fieldProps(faults, { codes: pasted })("codes")}
        label={texts.paste}
        description={help}
        minRows={6}
        maxRows={12}
        resize="vertical"
        className="wide-field"
      />
      <div>
        <label htmlFor="file" className="aksel-form-field__label aksel-label">
          {texts.file}
        </label>
        <BodyShort size="small" id="file-help">
          {texts.fileHelp}
        </BodyShort>
        <input
          id="file"
          type="file"
          name="file"
          accept=".csv,.txt,.xlsx,text/csv,text/plain"
          aria-describedby="file-help"
        />
        {faults.has("file") && <p className="picture-fault">{faults.get("file")}</p>}
      </div>
    </>
  );
}

import { BodyShort, Button, HStack, Link, Select, TextField, VStack } from "@navikt/ds-react";
import { importTexts } from "../texts/import-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { Faults } from "../ui/faults.tsx";
import { Options } from "../ui/options.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { UnderWay } from "../ui/under-way.tsx";

/** `/nav/recipients/import`: upload of a table with recipients. */
export function ImportPage({
  frame,
  municipalities,
  municipality,
  faults,
}: {
  frame: PageFrame;
  municipalities: ReadonlyMap<string, string>;
  /** The chosen one. */
  municipality?: string | undefined;
  faults: Faults;
}) {
  const texts = importTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={texts.title}
      tab="recipients"
      intro={texts.intro}
      faults={faults}
      scripts={["upload-progress.js"]}
    >
      <Link href="/nav/recipients/import/example.csv">{texts.example}</Link>
      <form
        method="post"
        action={`/nav/recipients/import?csrf=${frame.session?.csrf ?? ""}`}
        encType="multipart/form-data"
        noValidate
        className="form"
      >
        <VStack gap="space-24">
          {municipalities.size > 1 ? (
            <Select
              id="municipality"
              name="municipality"
              label={texts.municipality}
              error={faults.get("municipality")}
              defaultValue={municipality}
            >
              <option value="">{staffTexts(frame.language).chooseMunicipality}</option>
              <Options of={municipalities} />
            </Select>
          ) : (
            <input type="hidden" name="municipality" value={[...municipalities.keys()].join()} />
          )}
          <TextField
            id="file"
            name="file"
            // The library's type lacks it; the input takes it.
            type={"file" as "text"}
            label={texts.file}
            description={texts.fileHelp}
            error={faults.get("file")}
            accept=".csv,.txt,.tsv,.xlsx"
          />
          <BodyShort>{texts.keptHelp}</BodyShort>
          <UnderWay text={texts.reading} />
          <HStack gap="space-16">
            <Button>{texts.upload}</Button>
            <ButtonLink href="/nav/recipients" variant="tertiary">
              {staffTexts(frame.language).cancel}
            </ButtonLink>
          </HStack>
        </VStack>
      </form>
    </ContentPage>
  );
}

import { BodyShort, Button, Heading, HStack, Select, VStack } from "@navikt/ds-react";
import type { RecipientImport } from "../../db/recipients/recipient-imports.ts";
import { columnLetters, importMembers } from "../../domain/recipients/import-columns.ts";
import { importTexts } from "../texts/import-texts.ts";
import { Options } from "../ui/options.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostForm } from "../ui/post-form.tsx";

/** Which column holds what: as found by the headings, for the officer to correct. */
export function ImportColumnsForm({ frame, found }: { frame: PageFrame; found: RecipientImport }) {
  const texts = importTexts(frame.language);
  const { columns, table = [] } = found;
  const width = table.reduce((widest, row) => Math.max(widest, row.length), 0);
  const [headings = []] = table;
  const options = Array.from({ length: width }, (_, index) => {
    const name = texts.columnName(columnLetters(index), headings[index]?.trim() ?? "");
    return [String(index), name] as const;
  });
  return (
    <PostForm frame={frame} action={`/nav/recipients/import/${found.id}/columns`}>
      <VStack gap="space-16" align="start">
        <Heading size="small" level="2">
          {texts.columns}
        </Heading>
        <BodyShort>{texts.columnsHelp}</BodyShort>
        <HStack gap="space-16" wrap>
          {importMembers.map((member) => (
            <Select
              key={member}
              name={member}
              label={texts.members[member]}
              defaultValue={String(columns[member] ?? "")}
              size="small"
            >
              <option value="">{texts.noColumn}</option>
              <Options of={options} />
            </Select>
          ))}
        </HStack>
        <Button variant="secondary" size="small">
          {texts.useColumns}
        </Button>
      </VStack>
    </PostForm>
  );
}

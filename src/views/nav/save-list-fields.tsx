import { Button, TextField, VStack } from "@navikt/ds-react";
import { savedListTexts } from "../texts/saved-list-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";

/**
 * Where a form's chosen recipients get a name, under which they are saved as a list; folded, so that saving is asked
 * for.
 */
export function SaveListFields({
  frame,
  name,
  fault,
}: {
  frame: PageFrame;
  /** As typed. */
  name: string;
  fault: string | undefined;
}) {
  const texts = savedListTexts(frame.language);
  return (
    <details open={name !== "" || fault !== undefined}>
      <summary>{texts.save}</summary>
      <VStack gap="space-16" align="start">
        <TextField
          id="listName"
          name="listName"
          label={texts.name}
          description={`${texts.saveHelp} ${texts.nameHelp}`}
          defaultValue={name}
          error={fault}
          autoComplete="off"
          className="medium"
        />
        <Button formAction="/nav/allocate/save" variant="secondary" size="small">
          {texts.saveOnly}
        </Button>
      </VStack>
    </details>
  );
}

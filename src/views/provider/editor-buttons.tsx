import { Button, HStack } from "@navikt/ds-react";

interface Props {
  save: string;
  preview: string;
}

/** The buttons of a form with a preview: it is saved, or shown as a ticket without being saved. */
export const EditorButtons = ({ save, preview }: Props) => (
  <HStack gap="space-8">
    <Button name="do" value="save">
      {save}
    </Button>
    <Button name="do" value="preview" variant="secondary">
      {preview}
    </Button>
  </HStack>
);

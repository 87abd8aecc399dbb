import { Alert, Button, HStack } from "@navikt/ds-react";
import { listTexts } from "../texts/list-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";

/** Notice that `keep-typed.js` copies into a form whose typed values it has restored, with a button that discards them. */
export function KeptNotice({ language }: { language: StaffLanguage }) {
  const texts = listTexts(language);
  return (
    <template id="kept">
      <div className="restored" role="status">
        <Alert variant="info">
          <HStack gap="space-16" align="center">
            {texts.kept}
            <Button type="button" size="small" variant="secondary">
              {texts.startAgain}
            </Button>
          </HStack>
        </Alert>
      </div>
    </template>
  );
}

import { Alert, Heading } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { failedMessageTexts } from "../texts/failed-message-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";

/** Warning with the number of messages that were given up, and what to do; nothing without any. */
export function FailedMessagesAlert({
  count,
  language,
  children,
}: {
  count: number;
  language: StaffLanguage;
  /** A link or a button. */
  children: ReactNode;
}) {
  if (count === 0) return null;
  const texts = failedMessageTexts(language);
  return (
    <Alert variant="warning">
      <Heading size="xsmall" level="2">
        {texts.alert(count)}
      </Heading>
      {texts.alertHelp} {children}
    </Alert>
  );
}

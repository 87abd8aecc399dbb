import { Alert, Heading } from "@navikt/ds-react";
import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { formatMoment } from "./format.ts";

/** Says since when Apple refuses pushes, and what that means at the door; nothing when `since` is undefined. */
export function PushesStoppedAlert({
  since,
  language,
}: {
  since: Date | undefined;
  language: StaffLanguage;
}) {
  if (since === undefined) return null;
  const texts = staffTexts(language);
  return (
    <Alert variant="error">
      <Heading size="xsmall" level="2">
        {texts.pushesStopped(formatMoment(since, language))}
      </Heading>
      {texts.pushesStoppedHelp}
    </Alert>
  );
}

import { Alert, Heading } from "@navikt/ds-react";
import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";

/** Warns of Apple's certificate that ends soon or has ended; nothing when `days` is undefined. */
export function CertificateAlert({
  days,
  language,
}: {
  days: number | undefined;
  language: StaffLanguage;
}) {
  if (days === undefined) return null;
  const texts = staffTexts(language);
  return (
    <Alert variant={days > 14 ? "warning" : "error"}>
      <Heading size="xsmall" level="2">
        {texts.certificateWarning}
      </Heading>
      {texts.certificateDays(days)}
    </Alert>
  );
}

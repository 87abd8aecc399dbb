import { BodyLong, Heading, VStack } from "@navikt/ds-react";
import type { CertificateStatus } from "../../wallets/apple/certificate-status.ts";
import { operatorTexts } from "../texts/operator-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { DataTable } from "../ui/data-table.tsx";

interface Props {
  language: StaffLanguage;
  certificates: CertificateStatus[];
}

/** Apple's certificates with the whole days that each has left. */
export function CertificateSection({ language, certificates }: Props) {
  const texts = operatorTexts(language);
  return (
    <section aria-labelledby="certificates">
      <VStack gap="space-16">
        <Heading size="medium" level="2" id="certificates">
          {texts.certificates}
        </Heading>
        {certificates.length === 0 ? (
          <BodyLong>{texts.noCertificates}</BodyLong>
        ) : (
          <DataTable
            label={texts.certificates}
            rows={certificates}
            columns={[
              { name: texts.certificate, cell: ({ name }) => texts.certificateNames[name] },
              { name: texts.daysLeft, align: "right", cell: ({ daysLeft }) => daysLeft },
            ]}
          />
        )}
      </VStack>
    </section>
  );
}

import { BodyLong, Heading, VStack } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { staffTexts } from "../texts/staff-texts.ts";
import { StaffDocument, type StaffFrame } from "../ui/staff-document.tsx";

/** `/nav/apple`: how it goes with the tickets on iPhones; each part is a section of its own. */
export function ApplePage({ frame, children }: { frame: StaffFrame; children: ReactNode }) {
  const texts = staffTexts(frame.language);
  return (
    <StaffDocument frame={frame} title={texts.appleWallet}>
      <VStack gap="space-40">
        <div>
          <Heading size="large" level="1" spacing>
            {texts.appleWallet}
          </Heading>
          <BodyLong>{texts.appleIntro}</BodyLong>
        </div>
        {children}
      </VStack>
    </StaffDocument>
  );
}

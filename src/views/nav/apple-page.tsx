import { BodyLong, Heading, VStack } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { staffTexts } from "../texts/staff-texts.ts";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** `/nav/apple`: how it goes with the tickets on iPhones; each part is a section of its own. */
export function ApplePage({ frame, children }: { frame: PageFrame; children: ReactNode }) {
  const texts = staffTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.appleWallet}>
      <VStack gap="space-40">
        <div>
          <Heading size="large" level="1" spacing>
            {texts.appleWallet}
          </Heading>
          <BodyLong>{texts.appleIntro}</BodyLong>
        </div>
        {children}
      </VStack>
    </PageDocument>
  );
}

import { BodyLong, Heading, VStack } from "@navikt/ds-react";
import { payingOfficeTexts } from "../texts/paying-office-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";

/** A municipality of the office's that an offer names. */
export interface Payer {
  /** Its number. */
  municipality: string;
  name: string;
  isDeclined: boolean;
}

/** Buttons that close an offer for one of the office's own municipalities, and open it there again. */
export function PayerSection({
  frame,
  path,
  payers,
}: {
  frame: PageFrame;
  /** Address of the offer's page. */
  path: string;
  payers: readonly Payer[];
}) {
  const texts = payingOfficeTexts(frame.language);
  return payers.map(({ municipality, name, isDeclined }) => (
    <VStack as="section" key={municipality} gap="space-8" align="start">
      {isDeclined && (
        <Heading size="small" level="2">
          {texts.declined(name)}
        </Heading>
      )}
      <PostButton
        frame={frame}
        action={`${path}/${isDeclined ? "undo-decline" : "decline"}`}
        values={{ municipality }}
      >
        {isDeclined ? texts.undo(name) : texts.decline(name)}
      </PostButton>
      <BodyLong size="small" textColor="subtle">
        {isDeclined ? texts.undoHelp(name) : texts.declineHelp(name)}
      </BodyLong>
    </VStack>
  ));
}

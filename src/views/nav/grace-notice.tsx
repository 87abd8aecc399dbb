import { Alert, BodyShort, Heading, HStack, VStack } from "@navikt/ds-react";
import { graceTexts } from "../texts/grace-texts.ts";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";

/** When an allocation's messages leave, with the buttons that undo it and that let them leave now. */
export function GraceNotice({ frame, id, until }: { frame: PageFrame; id: string; until: Date }) {
  const texts = graceTexts(frame.language);
  return (
    <Alert variant="info">
      <VStack gap="space-12">
        <div>
          <Heading size="xsmall" level="2">
            {texts.heading(formatMoment(until, frame.language))}
          </Heading>
          <BodyShort>{texts.help}</BodyShort>
        </div>
        <HStack gap="space-12">
          <PostButton frame={frame} action={`/nav/allocations/${id}/undo`} size="small">
            {texts.undo}
          </PostButton>
          <PostButton
            frame={frame}
            action={`/nav/allocations/${id}/send`}
            size="small"
            variant="tertiary"
          >
            {texts.sendNow}
          </PostButton>
        </HStack>
      </VStack>
    </Alert>
  );
}

import { BodyLong, Button, Heading, HStack, TextField, VStack } from "@navikt/ds-react";
import { staffTexts } from "../texts/staff-texts.ts";
import { FaultSummary, type Faults } from "../ui/fault-summary.tsx";
import { ButtonLink } from "../ui/button-link.tsx";
import { Csrf } from "../ui/post-form.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** The question and the reason before tickets are revoked. */
export function RevokePage({
  frame,
  heading,
  about,
  reason,
  faults,
  cancelHref,
}: {
  frame: PageFrame;
  heading: string;
  /** Which tickets, in words. */
  about: string;
  reason: string;
  faults: Faults;
  cancelHref: string;
}) {
  const texts = staffTexts(frame.language);
  return (
    <PageDocument frame={frame} title={heading} tab="recipients">
      <form method="post" action={frame.path} noValidate className="form">
        <Csrf frame={frame} />
        <VStack gap="space-24">
          <Heading size="large" level="1">
            {heading}
          </Heading>
          <FaultSummary frame={frame} faults={faults} />
          <BodyLong weight="semibold">{about}</BodyLong>
          <BodyLong>{texts.revokeHelp}</BodyLong>
          <TextField
            id="reason"
            name="reason"
            label={texts.revokeReason}
            description={texts.revokeReasonHelp}
            error={faults.get("reason")}
            defaultValue={reason}
            maxLength={500}
            autoComplete="off"
          />
          <HStack gap="space-16">
            <Button data-color="danger">{texts.revoke}</Button>
            <ButtonLink href={cancelHref} variant="tertiary">
              {texts.cancel}
            </ButtonLink>
          </HStack>
        </VStack>
      </form>
    </PageDocument>
  );
}

import { TextField } from "@navikt/ds-react";
import { staffTexts } from "../texts/staff-texts.ts";
import { ConfirmPage } from "../ui/confirm-page.tsx";
import type { Faults } from "../ui/fault-summary.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** Asks for the reason before tickets are revoked. */
export function RevokePage({
  frame,
  faults,
  ...question
}: {
  frame: PageFrame;
  heading: string;
  /** Which tickets, in words. */
  about: string;
  faults: Faults;
  cancelHref: string;
}) {
  const texts = staffTexts(frame.language);
  const page = { frame, faults, ...question };
  return (
    <ConfirmPage {...page} tab="recipients" text={texts.revokeHelp} confirm={texts.revoke}>
      <TextField
        id="reason"
        name="reason"
        label={texts.revokeReason}
        description={texts.revokeReasonHelp}
        error={faults.get("reason")}
        maxLength={500}
        autoComplete="off"
      />
    </ConfirmPage>
  );
}

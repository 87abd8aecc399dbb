import { TextField } from "@navikt/ds-react";
import { staffTexts } from "../texts/staff-texts.ts";
import { ConfirmPage } from "../ui/confirm-page.tsx";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

interface Props {
  frame: PageFrame;
  heading: string;
  /** Description of the tickets. */
  about: string;
  /** Number of tickets. */
  count: number;
  /** How many bear a code of the provider's own that was shown, which works until the provider blocks it. */
  codesShown: number;
  faults: Faults;
  cancelHref: string;
}

/** Form for the reason of a revocation. */
export function RevokePage({ frame, faults, count, codesShown, ...question }: Props) {
  const texts = staffTexts(frame.language);
  const warning = codesShown > 0 ? texts.codesMayStillWork(codesShown, count) : undefined;
  const page = { frame, faults, warning, ...question };
  return (
    <ConfirmPage {...page} tab="recipients" text={texts.revokeHelp(count)} confirm={texts.revoke}>
      <TextField
        {...fieldProps(faults)("reason")}
        label={texts.revokeReason}
        description={texts.revokeReasonHelp}
        maxLength={500}
      />
    </ConfirmPage>
  );
}

import { Alert, TextField } from "@navikt/ds-react";
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
  /** Whether a code of the provider's own was shown, which works until the provider blocks it. */
  codeShown?: boolean;
  faults: Faults;
  cancelHref: string;
}

/** Form for the reason of a revocation. */
export function RevokePage({ frame, faults, count, codeShown = false, ...question }: Props) {
  const texts = staffTexts(frame.language);
  const page = { frame, faults, ...question };
  return (
    <ConfirmPage {...page} tab="recipients" text={texts.revokeHelp(count)} confirm={texts.revoke}>
      {codeShown && <Alert variant="warning">{texts.codeMayStillWork}</Alert>}
      <TextField
        {...fieldProps(faults)("reason")}
        label={texts.revokeReason}
        description={texts.revokeReasonHelp}
        maxLength={500}
      />
    </ConfirmPage>
  );
}

import { TextField } from "@navikt/ds-react";
import { BodyLong } from "@navikt/ds-react";
import { revocationReasons } from "../../domain/reasons.ts";
import { graceTexts } from "../texts/grace-texts.ts";
import { reasonTexts } from "../texts/reason-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { ConfirmPage } from "../ui/confirm-page.tsx";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import { HiddenFields } from "../ui/post-form.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { countInFives } from "../ui/count-in-fives.ts";
import { ReasonSelect } from "../ui/reason-select.tsx";

interface Props {
  frame: PageFrame;
  heading: string;
  /** Description of the tickets. */
  about: string;
  /** Number of tickets. */
  count: number;
  /** How many bear a code of the provider's own that was shown, which works until the provider blocks it. */
  codesShown: number;
  /** Of an allocation: how many recipients were told, and how many tickets were fetched, in fives. */
  told?: number;
  fetched?: number;
  /** Serial numbers of the chosen tickets, which the form carries on; undefined: all. */
  tickets?: string[] | undefined;
  /** The reason as typed. */
  values: { reasonCode?: string | undefined; reason: string };
  faults: Faults;
  cancelHref: string;
}

/** Form for the reason of a revocation. */
export function RevokePage({
  frame,
  faults,
  values,
  count,
  codesShown,
  told,
  fetched,
  tickets,
  ...question
}: Props) {
  const texts = staffTexts(frame.language);
  const reasons = reasonTexts(frame.language);
  const grace = graceTexts(frame.language);
  const warning = codesShown > 0 ? texts.codesMayStillWork(codesShown, count) : undefined;
  const page = { frame, faults, warning, ...question };
  return (
    <ConfirmPage {...page} tab="recipients" text={texts.revokeHelp(count)} confirm={texts.revoke}>
      {tickets && <HiddenFields values={{ ticket: tickets.join(" ") }} />}
      {told !== undefined && fetched !== undefined && (
        <BodyLong>
          {grace.told(told)} {grace.fetched(countInFives(fetched, frame.language))}
        </BodyLong>
      )}
      <ReasonSelect
        language={frame.language}
        codes={revocationReasons}
        chosen={values.reasonCode}
        faults={faults}
      />
      <TextField
        {...fieldProps(faults, { reason: values.reason })("reason")}
        label={reasons.inWords}
        description={reasons.inWordsHelp}
        maxLength={500}
      />
    </ConfirmPage>
  );
}

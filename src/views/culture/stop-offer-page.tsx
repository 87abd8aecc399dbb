import { Textarea } from "@navikt/ds-react";
import { cultureTexts, offerTexts } from "../texts/staff-texts.ts";
import { ConfirmPage } from "../ui/confirm-page.tsx";
import type { Faults } from "../ui/faults.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

interface Props {
  frame: PageFrame;
  verb: "pause" | "close";
  /** Title of the offer. */
  about: string;
  /** How many live tickets it has. */
  tickets: number;
  reason: string;
  faults: Faults;
  cancelHref: string;
}

/** `/culture/running/{id}/pause` and `/close`: stops an offer, with the reason that its provider is told. */
export function StopOfferPage({ verb, tickets, reason, ...page }: Props) {
  const { language } = page.frame;
  const texts = cultureTexts(language);
  const { close } = offerTexts(language).confirm;
  const words = {
    pause: { heading: texts.pauseHeading, text: texts.pauseHelp, confirm: texts.pauseConfirm },
    close: { heading: close.heading, text: close.text(tickets), confirm: close.confirm },
  }[verb];
  return (
    <ConfirmPage tab="running" {...page} {...words}>
      <Textarea
        id="reason"
        name="reason"
        label={texts.stopReason}
        description={texts.stopReasonHelp}
        defaultValue={reason}
        error={page.faults.get("reason")}
        maxLength={1000}
        minRows={3}
        resize="vertical"
      />
    </ConfirmPage>
  );
}

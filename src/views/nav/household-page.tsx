import { BodyLong, TextField } from "@navikt/ds-react";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { householdTexts } from "../texts/household-texts.ts";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import { FormPage } from "../ui/form-page.tsx";
import { HiddenFields } from "../ui/post-form.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { recipientName } from "./recipient-name.ts";

interface Props {
  frame: PageFrame;
  recipient: Recipient;
  /** The household's reference as typed, and the id of the one that the form was opened for. */
  values: { household: string; from: string };
  faults: Faults;
}

/** `/nav/recipients/{id}/household`: which household the recipient belongs to. */
export function HouseholdPage({ frame, recipient, values: { household, from }, faults }: Props) {
  const texts = householdTexts(frame.language);
  return (
    <FormPage
      frame={frame}
      title={texts.formHeading}
      tab="recipients"
      faults={faults}
      submit={texts.save}
      cancelHref={`/nav/recipients/${recipient.id}`}
    >
      <BodyLong weight="semibold">{recipientName(recipient)}</BodyLong>
      <HiddenFields values={{ from }} />
      <TextField
        {...fieldProps(faults, { household })("household")}
        label={texts.field}
        description={texts.fieldHelp}
        className="medium"
      />
    </FormPage>
  );
}

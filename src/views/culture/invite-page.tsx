import { TextField } from "@navikt/ds-react";
import { cultureTexts } from "../texts/staff-texts.ts";
import { fieldProps } from "../ui/faults.tsx";
import { FormPage } from "../ui/form-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { ProviderFields, type ProviderForm, type ProviderValues } from "./provider-fields.tsx";

/** Values as typed. */
export type InvitationValues = ProviderValues & { contactEmail: string };

interface Props extends ProviderForm<InvitationValues> {
  frame: PageFrame;
}

/** `/culture/providers/invite`: form for a new provider and its first user. */
export function InvitePage({ frame, ...form }: Props) {
  const texts = cultureTexts(frame.language);
  return (
    <FormPage
      frame={frame}
      title={texts.invite}
      tab="providers"
      intro={texts.inviteIntro}
      faults={form.faults}
      submit={texts.sendInvitation}
      cancelHref="/culture/providers"
    >
      <ProviderFields {...form} texts={texts} nameHelp={texts.nameHelp}>
        <TextField
          {...fieldProps(form.faults, form.values)("contactEmail")}
          type="email"
          label={texts.email}
          className="medium"
        />
      </ProviderFields>
    </FormPage>
  );
}

import { TextField } from "@navikt/ds-react";
import { cultureTexts } from "../texts/culture-texts.ts";
import type { Faults } from "../ui/fault-summary.tsx";
import { FormPage } from "../ui/form-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { ProviderFields, type ProviderValues } from "./provider-fields.tsx";

/** As typed. */
export type InvitationValues = ProviderValues & { contactEmail: string };

/** `/culture/providers/invite`: form for a new provider and its first user. */
export function InvitePage({
  frame,
  ...form
}: {
  frame: PageFrame;
  values: InvitationValues;
  /** The office's own. */
  municipalities: [number: string, name: string][];
  faults: Faults;
}) {
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
          id="contactEmail"
          name="contactEmail"
          type="email"
          label={texts.email}
          defaultValue={form.values.contactEmail}
          error={form.faults.get("contactEmail")}
          autoComplete="off"
          className="medium"
        />
      </ProviderFields>
    </FormPage>
  );
}

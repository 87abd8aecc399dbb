import { BodyLong, TextField } from "@navikt/ds-react";
import { providerTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { Faults } from "../ui/faults.tsx";
import { FormPage } from "../ui/form-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

interface Props {
  frame: PageFrame;
  email: string;
  faults: Faults;
}

/** `/provider/login`: form for the address that the login link is sent to. */
export function LoginPage({ email, ...page }: Props) {
  const texts = providerTexts(page.frame.language);
  return (
    <FormPage {...page} title={texts.signIn} intro={texts.signInIntro} submit={texts.sendLink}>
      <TextField
        id="email"
        name="email"
        type="email"
        label={texts.email}
        defaultValue={email}
        error={page.faults.get("email")}
        autoComplete="email"
        className="medium"
      />
    </FormPage>
  );
}

/** Response for known and unknown addresses alike, so that it does not reveal which are known. */
export function LinkSentPage({ frame, email }: { frame: PageFrame; email: string }) {
  const texts = providerTexts(frame.language);
  return (
    <ContentPage frame={frame} title={texts.linkSent} align="start" className="form">
      <BodyLong>{texts.linkSentText(email)}</BodyLong>
      <BodyLong>{texts.linkSentHelp}</BodyLong>
      <ButtonLink href="/provider/login" variant="secondary">
        {texts.tryAgain}
      </ButtonLink>
    </ContentPage>
  );
}

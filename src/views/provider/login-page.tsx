import { BodyLong, Button, Heading, TextField, VStack } from "@navikt/ds-react";
import { ButtonLink } from "../ui/staff-document.tsx";
import { providerTexts } from "../texts/provider-texts.ts";
import { ProviderDocument, type ProviderFrame } from "./provider-document.tsx";
import { ProviderFaults, type Faults } from "./provider-faults.tsx";

/** `/provider/login`: asks for an address. */
export function LoginPage({
  frame,
  email,
  faults,
}: {
  frame: ProviderFrame;
  email: string;
  faults: Faults;
}) {
  const texts = providerTexts(frame.language);
  return (
    <ProviderDocument frame={frame} title={texts.signIn}>
      <form method="post" action="/provider/login" noValidate className="form">
        <VStack gap="space-24" align="start">
          <Heading size="large" level="1">
            {texts.signIn}
          </Heading>
          <ProviderFaults frame={frame} faults={faults} />
          <BodyLong>{texts.signInIntro}</BodyLong>
          <TextField
            id="email"
            name="email"
            type="email"
            label={texts.email}
            defaultValue={email}
            error={faults.get("email")}
            autoComplete="email"
            className="medium"
          />
          <Button>{texts.sendLink}</Button>
        </VStack>
      </form>
    </ProviderDocument>
  );
}

/** The same to everyone, so that nobody learns whose address is known. */
export function LinkSentPage({ frame, email }: { frame: ProviderFrame; email: string }) {
  const texts = providerTexts(frame.language);
  return (
    <ProviderDocument frame={frame} title={texts.linkSent}>
      <VStack gap="space-24" align="start" className="form">
        <Heading size="large" level="1">
          {texts.linkSent}
        </Heading>
        <BodyLong>{texts.linkSentText(email)}</BodyLong>
        <BodyLong>{texts.linkSentHelp}</BodyLong>
        <ButtonLink href="/provider/login" variant="secondary">
          {texts.tryAgain}
        </ButtonLink>
      </VStack>
    </ProviderDocument>
  );
}

import { BodyLong, Button, Heading, TextField, VStack } from "@navikt/ds-react";
import { ButtonLink } from "../ui/button-link.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { FaultSummary, type Faults } from "../ui/fault-summary.tsx";
import { providerTexts } from "../texts/provider-texts.ts";

/** `/provider/login`: asks for an address. */
export function LoginPage({
  frame,
  email,
  faults,
}: {
  frame: PageFrame;
  email: string;
  faults: Faults;
}) {
  const texts = providerTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.signIn}>
      <form method="post" action="/provider/login" noValidate className="form">
        <VStack gap="space-24" align="start">
          <Heading size="large" level="1">
            {texts.signIn}
          </Heading>
          <FaultSummary frame={frame} faults={faults} />
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
    </PageDocument>
  );
}

/** The same to everyone, so that nobody learns whose address is known. */
export function LinkSentPage({ frame, email }: { frame: PageFrame; email: string }) {
  const texts = providerTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.linkSent}>
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
    </PageDocument>
  );
}

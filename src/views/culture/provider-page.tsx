import { Alert, BodyLong, Button, Heading, HStack, TextField, VStack } from "@navikt/ds-react";
import type { Provider } from "../../domain/providers/provider.ts";
import type { ProviderUser } from "../../domain/providers/provider-user.ts";
import { formatMoment } from "../ui/format-date.ts";
import { FaultSummary, type Faults } from "../ui/faults.tsx";
import { ButtonLink, Csrf, type StaffFrame } from "../ui/staff-document.tsx";
import { cultureTexts, type CultureTexts } from "../texts/culture-texts.ts";
import { CultureDocument } from "./culture-document.tsx";
import { ProviderTag } from "./provider-tag.tsx";

/** `/culture/providers/{id}`: whom to write to, and how far the invitation has come. */
export function ProviderPage({
  frame,
  provider,
  contact,
  email,
  faults,
  notice,
}: {
  frame: StaffFrame;
  provider: Provider;
  contact: (ProviderUser & { mayInviteAgain: boolean }) | undefined;
  /** As typed. */
  email: string;
  faults: Faults;
  notice: string | undefined;
}) {
  const texts = cultureTexts(frame.language);
  const { id, name, contactEmail, organisationNumber, state } = provider;
  const base = `/culture/providers/${id}`;
  return (
    <CultureDocument frame={frame} title={name} tab="providers">
      <VStack gap="space-24" className="form">
        {notice !== undefined && (
          <Alert variant="success" role="status">
            {notice}
          </Alert>
        )}
        <VStack gap="space-8">
          <HStack gap="space-16" align="center">
            <Heading size="large" level="1">
              {name}
            </Heading>
            <ProviderTag state={state} language={frame.language} />
          </HStack>
          <BodyLong>{`${texts.organisationNumber} ${organisationNumber}`}</BodyLong>
          <div>
            <ButtonLink href={`${base}/change`} variant="secondary" size="small">
              {texts.change}
            </ButtonLink>
          </div>
        </VStack>
        <VStack as="section" gap="space-16" align="start">
          <Heading size="medium" level="2">
            {texts.contact}
          </Heading>
          <BodyLong>
            {contactEmail === undefined
              ? texts.noContact
              : `${contactEmail}. ${progressOf(contact, frame, texts)}`}
          </BodyLong>
          {contact?.mayInviteAgain === true && (
            <form method="post" action={`${base}/invite`}>
              <Csrf frame={frame} />
              <Button variant="secondary">{texts.inviteAgain}</Button>
            </form>
          )}
        </VStack>
        <form method="post" action={`${base}/contact`} noValidate>
          <Csrf frame={frame} />
          <VStack gap="space-16" align="start">
            <Heading size="small" level="3">
              {contactEmail === undefined ? texts.addContact : texts.changeContact}
            </Heading>
            <FaultSummary frame={frame} faults={faults} />
            <TextField
              id="contactEmail"
              name="contactEmail"
              type="email"
              label={texts.email}
              description={texts.changeContactHelp}
              defaultValue={email}
              error={faults.get("contactEmail")}
              autoComplete="off"
              className="medium"
            />
            <Button variant="secondary">{texts.saveContact}</Button>
          </VStack>
        </form>
        <div>
          <ButtonLink href="/culture/providers" variant="tertiary">
            {texts.toProviders}
          </ButtonLink>
        </div>
      </VStack>
    </CultureDocument>
  );
}

function progressOf(
  contact: ProviderUser | undefined,
  { language }: StaffFrame,
  texts: CultureTexts,
): string {
  if (!contact) return texts.contactRemoved;
  if (contact.lastLoginAt)
    return texts.contactSignedIn(formatMoment(contact.lastLoginAt, language));
  return contact.invitedAt
    ? texts.contactInvited(formatMoment(contact.invitedAt, language))
    : texts.contactOwed;
}

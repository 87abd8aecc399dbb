import { BodyLong, Button, Heading, TextField, VStack } from "@navikt/ds-react";
import type { ProviderUser } from "../../domain/providers/provider-user.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { RedemptionQuestion } from "../../domain/statistics/redemption-questions.ts";
import { cultureTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { FaultSummary, fieldProps, type Faults } from "../ui/faults.tsx";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { HiddenFields, PostButton, PostForm } from "../ui/post-form.tsx";
import { ProviderTag } from "./provider-tag.tsx";
import { RedemptionQuestions } from "./redemption-questions.tsx";

interface Props {
  frame: PageFrame;
  provider: Provider;
  contact: (ProviderUser & { mayInviteAgain: boolean }) | undefined;
  /** Address as typed. */
  email: string;
  /** Of the address as it is now. */
  revision: string;
  faults: Faults;
  notice: string | undefined;
  /** The latest whole month, `YYYY-MM`. */
  month: string;
  questions: readonly RedemptionQuestion[];
}

/** `/culture/providers/{id}`: a provider's contact, its invitation, and what its redemptions leave to ask about. */
export function ProviderPage({ frame, provider, contact, faults, notice, ...asked }: Props) {
  const texts = cultureTexts(frame.language);
  const { id, name, contactEmail, organisationNumber, state } = provider;
  const base = `/culture/providers/${id}`;
  return (
    <ContentPage
      frame={{ ...frame, path: base }}
      title={name}
      tab="providers"
      notice={notice}
      tag={<ProviderTag state={state} language={frame.language} />}
      intro={`${texts.organisationNumber} ${organisationNumber}`}
      className="form"
    >
      <div>
        <ButtonLink href={`${base}/change`} variant="secondary" size="small">
          {texts.change}
        </ButtonLink>
      </div>
      <VStack as="section" gap="space-16" align="start">
        <Heading size="medium" level="2">
          {texts.contact}
        </Heading>
        <BodyLong>
          {contactEmail === undefined
            ? texts.noContact
            : `${contactEmail}. ${invitationState(contact, frame)}`}
        </BodyLong>
        {contact?.mayInviteAgain === true && (
          <PostButton frame={frame} action={`${base}/invite`}>
            {texts.inviteAgain}
          </PostButton>
        )}
      </VStack>
      <PostForm frame={frame} action={`${base}/contact`} className="contact">
        <HiddenFields values={{ revision: asked.revision }} />
        <VStack gap="space-16" align="start">
          <Heading size="small" level="3">
            {contactEmail === undefined ? texts.addContact : texts.changeContact}
          </Heading>
          <FaultSummary frame={frame} faults={faults} />
          <TextField
            {...fieldProps(faults, { contactEmail: asked.email })("contactEmail")}
            type="email"
            label={texts.email}
            description={texts.changeContactHelp}
            className="medium"
          />
          <Button variant="secondary">{texts.saveContact}</Button>
        </VStack>
      </PostForm>
      <RedemptionQuestions {...asked} language={frame.language} />
      <div>
        <ButtonLink href="/culture/providers" variant="tertiary">
          {texts.toProviders}
        </ButtonLink>
      </div>
    </ContentPage>
  );
}

function invitationState(contact: ProviderUser | undefined, { language }: PageFrame): string {
  const texts = cultureTexts(language);
  if (!contact) return texts.contactRemoved;
  const { lastLoginAt, invitedAt } = contact;
  if (lastLoginAt) return texts.contactSignedIn(formatMoment(lastLoginAt, language));
  return invitedAt ? texts.contactInvited(formatMoment(invitedAt, language)) : texts.contactOwed;
}

import { BodyLong, Button, Heading, Radio, RadioGroup, TextField, VStack } from "@navikt/ds-react";
import { providerUserRoles, type ProviderUser } from "../../domain/providers/provider-user.ts";
import { providerTexts, type ProviderTexts } from "../texts/staff-texts.ts";
import { ActionList } from "../ui/action-list.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostForm } from "../ui/post-form.tsx";

interface Person extends ProviderUser {
  mayInviteAgain: boolean;
}

interface Props {
  frame: PageFrame;
  users: Person[];
  email: string;
  faults: Faults;
  /** Reason why a button was refused. */
  refusal: string | undefined;
  notice: string | undefined;
}

/** `/provider/people`: the users of a provider; an owner invites, changes and removes them. */
export function PeoplePage({ frame, users, email, faults, refusal, notice }: Props) {
  const texts = providerTexts(frame.language);
  const isOwner = frame.session?.provider?.role === "owner";
  const you = users.find(({ email: address }) => address === frame.session?.person);
  const owners = users.filter(({ role }) => role === "owner").length;
  return (
    <ContentPage
      frame={frame}
      title={texts.tabs.people}
      tab="people"
      notice={notice}
      intro={texts.peopleIntro}
      refusal={refusal}
      faults={faults}
    >
      <ActionList
        frame={frame}
        label={texts.tabs.people}
        items={users.map((user) => ({
          id: user.id,
          name: `${user.email} ${user.email === frame.session?.person ? texts.you : ""}`.trim(),
          facts: [texts.roles[user.role], lastSeen(user, frame, texts)],
          doings: isOwner ? doingsWith(user, owners, texts) : [],
        }))}
      />
      {you && (
        <PostForm frame={frame} action="/provider/people/notices">
          <VStack gap="space-8" align="start">
            <Heading size="small" level="2">
              {texts.noticesHeading}
            </Heading>
            <BodyLong>{you.wantsNotices ? texts.noticesOn : texts.noticesOff}</BodyLong>
            <input type="hidden" name="wants" value={String(!you.wantsNotices)} />
            <Button variant="secondary" size="small">
              {you.wantsNotices ? texts.turnNoticesOff : texts.turnNoticesOn}
            </Button>
          </VStack>
        </PostForm>
      )}
      {isOwner ? (
        <PostForm frame={frame} action="/provider/people" className="form">
          <VStack gap="space-16" align="start">
            <Heading size="small" level="2">
              {texts.addPerson}
            </Heading>
            <TextField
              {...fieldProps(faults, { email })("email")}
              type="email"
              label={texts.email}
              className="medium"
            />
            <RadioGroup name="role" legend={texts.role} defaultValue="staff">
              {providerUserRoles.map((role) => (
                <Radio key={role} value={role} description={texts.roleHelp[role]}>
                  {texts.roles[role]}
                </Radio>
              ))}
            </RadioGroup>
            <Button>{texts.invite}</Button>
          </VStack>
        </PostForm>
      ) : (
        <BodyLong>{texts.onlyOwners}</BodyLong>
      )}
    </ContentPage>
  );
}

function lastSeen(user: Person, { language }: PageFrame, texts: ProviderTexts): string {
  if (user.lastLoginAt) return `${texts.lastLogin} ${formatMoment(user.lastLoginAt, language)}`;
  return user.invitedAt
    ? texts.invitedAt(formatMoment(user.invitedAt, language))
    : texts.invitationOwed;
}

/** Buttons in a user's row, for owners. */
function doingsWith(
  { id, email, role, mayInviteAgain }: Person,
  owners: number,
  texts: ProviderTexts,
): { action: string; text: string; says: string }[] {
  const other = role === "owner" ? "staff" : "owner";
  const action = (verb: string) => `/provider/people/${id}/${verb}`;
  const again = {
    action: action("invite"),
    text: texts.inviteAgain,
    says: texts.inviteAgainThis(email),
  };
  const change = {
    action: action(other),
    text: texts.makeRole[other],
    says: `${texts.makeRole[other]}: ${email}`,
  };
  const remove = { action: action("remove"), text: texts.remove, says: texts.removeThis(email) };
  const isLastOwner = role === "owner" && owners === 1;
  return [...(mayInviteAgain ? [again] : []), ...(isLastOwner ? [] : [change, remove])];
}

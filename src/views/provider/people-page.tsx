import {
  Alert,
  BodyLong,
  Button,
  Heading,
  Radio,
  RadioGroup,
  TextField,
  VStack,
} from "@navikt/ds-react";
import { providerUserRoles, type ProviderUser } from "../../domain/providers/provider-user.ts";
import { formatMoment } from "../ui/format-date.ts";
import { providerTexts, type ProviderTexts } from "../texts/provider-texts.ts";
import { ActionList } from "../ui/action-list.tsx";
import { Csrf } from "../ui/post-form.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { FaultSummary, type Faults } from "../ui/fault-summary.tsx";

interface Person extends ProviderUser {
  mayInviteAgain: boolean;
}

/** `/provider/people`: who may sign in, and for owners who else shall. */
export function PeoplePage({
  frame,
  users,
  email,
  faults,
  refusal,
  notice,
}: {
  frame: PageFrame;
  users: Person[];
  email: string;
  faults: Faults;
  /** Why what an owner pressed was not done. */
  refusal: string | undefined;
  notice: string | undefined;
}) {
  const texts = providerTexts(frame.language);
  const isOwner = frame.session?.provider?.role === "owner";
  const owners = users.filter(({ role }) => role === "owner").length;
  return (
    <PageDocument frame={frame} title={texts.tabs.people} tab="people">
      <VStack gap="space-24">
        {notice !== undefined && (
          <Alert variant="success" role="status">
            {notice}
          </Alert>
        )}
        <div>
          <Heading size="large" level="1" spacing>
            {texts.tabs.people}
          </Heading>
          <BodyLong>{texts.peopleIntro}</BodyLong>
        </div>
        {refusal !== undefined && (
          <Alert variant="error" role="alert">
            {refusal}
          </Alert>
        )}
        <FaultSummary frame={frame} faults={faults} />
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
        {isOwner ? (
          <form method="post" action="/provider/people" noValidate className="form">
            <Csrf frame={frame} />
            <VStack gap="space-16" align="start">
              <Heading size="small" level="2">
                {texts.addPerson}
              </Heading>
              <TextField
                id="email"
                name="email"
                type="email"
                label={texts.email}
                defaultValue={email}
                error={faults.get("email")}
                autoComplete="off"
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
          </form>
        ) : (
          <BodyLong>{texts.onlyOwners}</BodyLong>
        )}
      </VStack>
    </PageDocument>
  );
}

function lastSeen(user: Person, { language }: PageFrame, texts: ProviderTexts): string {
  if (user.lastLoginAt) return `${texts.lastLogin} ${formatMoment(user.lastLoginAt, language)}`;
  return user.invitedAt
    ? texts.invitedAt(formatMoment(user.invitedAt, language))
    : texts.invitationOwed;
}

/** What an owner can do with a person. */
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

import {
  Alert,
  BodyLong,
  Button,
  Heading,
  HStack,
  Radio,
  RadioGroup,
  Table,
  TextField,
  VStack,
} from "@navikt/ds-react";
import { providerUserRoles, type ProviderUser } from "../../domain/provider-user.ts";
import { formatMoment } from "../format-date.ts";
import { providerTexts, type ProviderTexts } from "../texts/provider-texts.ts";
import { ProviderCsrf, ProviderDocument, type ProviderFrame } from "./provider-document.tsx";
import { ProviderFaults, type Faults } from "./provider-faults.tsx";

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
  frame: ProviderFrame;
  users: Person[];
  email: string;
  faults: Faults;
  /** Why what an owner pressed was not done. */
  refusal: string | undefined;
  notice: string | undefined;
}) {
  const texts = providerTexts(frame.language);
  const isOwner = frame.session?.role === "owner";
  const owners = users.filter(({ role }) => role === "owner").length;
  return (
    <ProviderDocument frame={frame} title={texts.tabs.people} tab="people">
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
        <ProviderFaults frame={frame} faults={faults} />
        <div className="wide" tabIndex={0} role="region" aria-label={texts.tabs.people}>
          <Table>
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell scope="col">{texts.person}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{texts.role}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{texts.lastLogin}</Table.HeaderCell>
                {isOwner && <Table.HeaderCell scope="col">{texts.actions}</Table.HeaderCell>}
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {users.map((user) => (
                <Table.Row key={user.id}>
                  <Table.HeaderCell scope="row">
                    {user.email} {user.email === frame.session?.email && texts.you}
                  </Table.HeaderCell>
                  <Table.DataCell>{texts.roles[user.role]}</Table.DataCell>
                  <Table.DataCell>{lastSeen(user, frame, texts)}</Table.DataCell>
                  {isOwner && (
                    <Table.DataCell>
                      <PersonDoing
                        frame={frame}
                        user={user}
                        isLastOwner={user.role === "owner" && owners === 1}
                      />
                    </Table.DataCell>
                  )}
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </div>
        {isOwner ? (
          <form method="post" action="/provider/people" noValidate className="form">
            <ProviderCsrf frame={frame} />
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
    </ProviderDocument>
  );
}

function lastSeen(user: Person, { language }: ProviderFrame, texts: ProviderTexts): string {
  if (user.lastLoginAt) return formatMoment(user.lastLoginAt, language);
  return user.invitedAt
    ? texts.invitedAt(formatMoment(user.invitedAt, language))
    : texts.invitationOwed;
}

/** What an owner can do with a person. */
function PersonDoing({
  frame,
  user: { id, email, role, mayInviteAgain },
  isLastOwner,
}: {
  frame: ProviderFrame;
  user: Person;
  isLastOwner: boolean;
}) {
  const texts = providerTexts(frame.language);
  const other = role === "owner" ? "staff" : "owner";
  const doings: [verb: string, text: string, says: string][] = [];
  if (mayInviteAgain) doings.push(["invite", texts.inviteAgain, texts.inviteAgainThis(email)]);
  if (!isLastOwner) {
    doings.push([other, texts.makeRole[other], texts.makeRoleThis[other](email)]);
    doings.push(["remove", texts.remove, texts.removeThis(email)]);
  }
  return (
    <HStack gap="space-8">
      {doings.map(([verb, text, says]) => (
        <form key={verb} method="post" action={`/provider/people/${id}/${verb}`}>
          <ProviderCsrf frame={frame} />
          <Button size="small" variant="secondary" aria-label={says}>
            {text}
          </Button>
        </form>
      ))}
    </HStack>
  );
}

import {
  Alert,
  BodyLong,
  Button,
  Heading,
  Radio,
  RadioGroup,
  Table,
  TextField,
  VStack,
} from "@navikt/ds-react";
import { providerUserRoles, type ProviderUser } from "../../domain/provider-user.ts";
import { formatMoment } from "../format-date.ts";
import { providerTexts } from "../texts/provider-texts.ts";
import { ProviderCsrf, ProviderDocument, type ProviderFrame } from "./provider-document.tsx";
import { ProviderFaults, type Faults } from "./provider-faults.tsx";

/** `/provider/people`: who may sign in, and for owners who else shall. */
export function PeoplePage({
  frame,
  users,
  email,
  faults,
  notice,
}: {
  frame: ProviderFrame;
  users: ProviderUser[];
  email: string;
  faults: Faults;
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
        <ProviderFaults frame={frame} faults={faults} />
        <div className="wide" tabIndex={0} role="region" aria-label={texts.tabs.people}>
          <Table>
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell scope="col">{texts.person}</Table.HeaderCell>
                <Table.HeaderCell scope="col">{texts.role}</Table.HeaderCell>
                {isOwner && <Table.HeaderCell scope="col">{texts.actions}</Table.HeaderCell>}
                <Table.HeaderCell scope="col">{texts.lastLogin}</Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {users.map((user) => (
                <Table.Row key={user.id}>
                  <Table.HeaderCell scope="row">
                    {user.email} {user.email === frame.session?.email && texts.you}
                  </Table.HeaderCell>
                  <Table.DataCell>{texts.roles[user.role]}</Table.DataCell>
                  {isOwner && (
                    <Table.DataCell>
                      {(user.role === "staff" || owners > 1) && (
                        <form method="post" action={`/provider/people/${user.id}/remove`}>
                          <ProviderCsrf frame={frame} />
                          <Button
                            size="small"
                            variant="secondary"
                            aria-label={texts.removeThis(user.email)}
                          >
                            {texts.remove}
                          </Button>
                        </form>
                      )}
                    </Table.DataCell>
                  )}
                  <Table.DataCell>
                    {user.lastLoginAt
                      ? formatMoment(user.lastLoginAt, frame.language)
                      : texts.invited}
                  </Table.DataCell>
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

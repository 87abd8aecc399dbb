import {
  Alert,
  BodyLong,
  BodyShort,
  Button,
  Heading,
  HStack,
  Link,
  Table,
  VStack,
} from "@navikt/ds-react";
import type { Provider } from "../../domain/providers/provider.ts";
import { ButtonLink, Csrf, type StaffFrame } from "../ui/staff-document.tsx";
import { cultureTexts } from "../texts/culture-texts.ts";
import { CultureDocument } from "./culture-document.tsx";
import { ProviderTag } from "./provider-tag.tsx";

/** A provider, and whether anyone of it has signed in. */
interface Listed extends Provider {
  isSignedIn: boolean;
}

/** `/culture/providers`: who takes part. */
export function ProvidersPage({
  frame,
  providers,
  municipalities,
  notice,
}: {
  frame: StaffFrame;
  providers: Listed[];
  municipalities: ReadonlyMap<string, string>;
  notice: string | undefined;
}) {
  const texts = cultureTexts(frame.language);
  return (
    <CultureDocument frame={frame} title={texts.providers} tab="providers">
      <VStack gap="space-24">
        {notice !== undefined && (
          <Alert variant="success" role="status">
            {notice}
          </Alert>
        )}
        <HStack justify="space-between" align="center" gap="space-16">
          <Heading size="large" level="1">
            {texts.providers}
          </Heading>
          <ButtonLink href="/culture/providers/invite">{texts.invite}</ButtonLink>
        </HStack>
        {providers.length === 0 ? (
          <BodyLong>{texts.noProviders}</BodyLong>
        ) : (
          <div className="wide" tabIndex={0} role="region" aria-label={texts.providers}>
            <Table>
              <Table.Header>
                <Table.Row>
                  <Table.HeaderCell scope="col">{texts.name}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{texts.state}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{texts.actions}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{texts.municipality}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{texts.organisationNumber}</Table.HeaderCell>
                </Table.Row>
              </Table.Header>
              <Table.Body>
                {providers.map((provider) => (
                  <Table.Row key={provider.id}>
                    <Table.HeaderCell scope="row">
                      <Link href={`/culture/providers/${provider.id}`}>{provider.name}</Link>
                    </Table.HeaderCell>
                    <Table.DataCell>
                      <ProviderTag state={provider.state} language={frame.language} />
                      {!provider.isSignedIn && (
                        <BodyShort size="small">
                          {provider.contactEmail === undefined
                            ? texts.withoutContact
                            : texts.neverSignedIn}
                        </BodyShort>
                      )}
                    </Table.DataCell>
                    <Table.DataCell>
                      <ProviderDoing frame={frame} provider={provider} />
                    </Table.DataCell>
                    <Table.DataCell>
                      {municipalities.get(provider.municipality) ?? provider.municipality}
                    </Table.DataCell>
                    <Table.DataCell>{provider.organisationNumber}</Table.DataCell>
                  </Table.Row>
                ))}
              </Table.Body>
            </Table>
          </div>
        )}
      </VStack>
    </CultureDocument>
  );
}

function ProviderDoing({ frame, provider }: { frame: StaffFrame; provider: Provider }) {
  const texts = cultureTexts(frame.language);
  const base = `/culture/providers/${provider.id}`;
  if (provider.state === "approved") {
    return (
      <a
        href={`${base}/suspend`}
        className="aksel-link"
        aria-label={texts.suspendThis(provider.name)}
      >
        {texts.suspend}
      </a>
    );
  }
  return (
    <form method="post" action={`${base}/approve`}>
      <Csrf frame={frame} />
      <Button size="small" variant="secondary" aria-label={texts.approveThis(provider.name)}>
        {texts.approve}
      </Button>
    </form>
  );
}

import { BodyLong, BodyShort, Link } from "@navikt/ds-react";
import type { Provider } from "../../domain/providers/provider.ts";
import { cultureTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable, type Column } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import { ProviderTag } from "./provider-tag.tsx";

interface Listed extends Provider {
  /** One of its users has signed in. */
  isSignedIn: boolean;
  /** Its redemptions leave something to ask about. */
  isToAsk: boolean;
}

interface ProvidersPageProps {
  frame: PageFrame;
  providers: Listed[];
  municipalities: ReadonlyMap<string, string>;
  notice: string | undefined;
}

/** `/culture/providers`: the providers of the office's municipalities. */
export function ProvidersPage({ frame, providers, municipalities, notice }: ProvidersPageProps) {
  const texts = cultureTexts(frame.language);
  const columns: Column<Listed>[] = [
    {
      name: texts.name,
      cell: ({ id, name }) => <Link href={`/culture/providers/${id}`}>{name}</Link>,
    },
    {
      name: texts.state,
      cell: ({ state, isSignedIn, isToAsk, contactEmail }) => (
        <>
          <ProviderTag state={state} language={frame.language} />
          {!isSignedIn && (
            <BodyShort size="small">
              {contactEmail === undefined ? texts.withoutContact : texts.neverSignedIn}
            </BodyShort>
          )}
          {isToAsk && <BodyShort size="small">{texts.toAskAbout}</BodyShort>}
        </>
      ),
    },
    {
      name: texts.actions,
      cell: (provider) => <ProviderAction frame={frame} provider={provider} />,
    },
    {
      name: texts.municipality,
      cell: ({ municipality }) => municipalities.get(municipality) ?? municipality,
    },
    { name: texts.organisationNumber, cell: ({ organisationNumber }) => organisationNumber },
  ];
  return (
    <ContentPage
      frame={frame}
      title={texts.providers}
      tab="providers"
      notice={notice}
      action={<ButtonLink href="/culture/providers/invite">{texts.invite}</ButtonLink>}
    >
      {providers.length === 0 ? (
        <BodyLong>{texts.noProviders}</BodyLong>
      ) : (
        <DataTable label={texts.providers} rows={providers} columns={columns} />
      )}
    </ContentPage>
  );
}

interface ProviderActionProps {
  frame: PageFrame;
  provider: Provider;
}

function ProviderAction({ frame, provider: { id, name, state } }: ProviderActionProps) {
  const texts = cultureTexts(frame.language);
  const base = `/culture/providers/${id}`;
  return state === "approved" ? (
    <Link href={`${base}/suspend`} aria-label={texts.suspendThis(name)}>
      {texts.suspend}
    </Link>
  ) : (
    <PostButton
      frame={frame}
      action={`${base}/approve`}
      size="small"
      label={texts.approveThis(name)}
    >
      {texts.approve}
    </PostButton>
  );
}

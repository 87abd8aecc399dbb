import { BodyLong, BodyShort, Link } from "@navikt/ds-react";
import type { ListPage } from "../../domain/page-of.ts";
import type { ProviderView } from "../../domain/providers/provider-view.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { listTexts } from "../texts/list-texts.ts";
import { officeListTexts } from "../texts/office-list-texts.ts";
import { cultureTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable, type Column } from "../ui/data-table.tsx";
import { ListSearch, pageHrefOf, type ListSearchValues } from "../ui/list-search.tsx";
import { PageLinks } from "../ui/page-links.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import { ProviderTag } from "./provider-tag.tsx";

interface Listed extends Provider {
  /** One of its users has signed in. */
  isSignedIn: boolean;
  /** Its redemptions leave something to ask about. */
  isToAsk: boolean;
}

interface ProvidersPageProps
  extends ListSearchValues<ProviderView>, Omit<ListPage<Listed>, "items"> {
  frame: PageFrame;
  /** Whether the office has any provider at all. */
  hasProviders: boolean;
  providers: Listed[];
  municipalities: ReadonlyMap<string, string>;
  notice: string | undefined;
}

/** `/culture/providers`: the providers of the office's municipalities. */
export function ProvidersPage({
  frame,
  providers,
  hasProviders,
  municipalities,
  notice,
  view,
  search,
  ...pages
}: ProvidersPageProps) {
  const lists = officeListTexts(frame.language);
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
      {hasProviders ? (
        <ListSearch
          language={frame.language}
          action="/culture/providers"
          searched={lists.searchProviders}
          views={lists.providers}
          view={view}
          search={search}
        />
      ) : (
        <BodyLong>{texts.noProviders}</BodyLong>
      )}
      {hasProviders && providers.length === 0 && (
        <BodyShort role="status">{listTexts(frame.language).nothingFound}</BodyShort>
      )}
      {providers.length > 0 && (
        <DataTable label={texts.providers} rows={providers} columns={columns} />
      )}
      <PageLinks
        language={frame.language}
        {...pages}
        hrefOf={pageHrefOf("/culture/providers", { view, search })}
      />
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

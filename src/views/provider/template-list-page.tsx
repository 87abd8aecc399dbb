import { BodyShort, Button, Heading, HStack, Link, TextField, VStack } from "@navikt/ds-react";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import type { ListPage } from "../../domain/page-of.ts";
import { listTexts } from "../texts/list-texts.ts";
import { PageLinks } from "../ui/page-links.tsx";
import { lookTexts } from "../texts/look-texts.ts";
import { templateTexts } from "../texts/staff-texts.ts";
import { TemplateBeginnings, TemplateList, type ListedTemplate } from "./template-list.tsx";

interface Props extends Omit<ListPage<ListedTemplate>, "items"> {
  frame: PageFrame;
  /** A page of the provider's own that were searched for. */
  own: ListedTemplate[];
  shipped: ListedTemplate[];
  search: string;
  /** Whether the archived ones are shown. */
  archived: boolean;
  /** Whether there is an archive to go to or from. */
  hasArchived: boolean;
  notice: string | undefined;
}

/** `/provider/templates`: the provider's and the shipped templates, and links that create one. */
export function TemplateListPage({
  frame,
  own,
  shipped,
  search,
  archived,
  hasArchived,
  notice,
  ...pages
}: Props) {
  const texts = templateTexts(frame.language);
  const lists = listTexts(frame.language);
  const hrefOf = (page: number) =>
    `/provider/templates?${String(
      new URLSearchParams({ search, page: String(page), ...(archived && { archived: "true" }) }),
    )}`;
  const none = archived ? lists.noArchived : texts.noOwn;
  return (
    <ContentPage
      frame={frame}
      title={texts.templates}
      tab="templates"
      notice={notice}
      intro={texts.intro}
      gap="space-32"
    >
      <VStack as="section" gap="space-16">
        <Heading size="medium" level="2">
          {archived ? lists.archived : texts.own}
        </Heading>
        {(own.length > 0 || search !== "") && (
          <form method="get" action="/provider/templates" role="search">
            <HStack gap="space-16" align="end">
              {archived && <input type="hidden" name="archived" value="true" />}
              <TextField
                name="search"
                label={lists.search}
                description={lists.searchTemplates}
                defaultValue={search}
                size="small"
              />
              <Button variant="secondary" size="small">
                {lists.show}
              </Button>
            </HStack>
          </form>
        )}
        {own.length === 0 ? (
          <BodyShort>{search === "" ? none : lists.nothingFound}</BodyShort>
        ) : (
          <TemplateList frame={frame} templates={own} archived={archived} />
        )}
        <PageLinks language={frame.language} {...pages} hrefOf={hrefOf} />
        {!archived && <Link href="/provider/look">{lookTexts(frame.language).title}</Link>}
        {hasArchived && (
          <Link href={`/provider/templates${archived ? "" : "?archived=true"}`}>
            {archived ? lists.fromArchive : lists.toArchive}
          </Link>
        )}
      </VStack>
      {!archived && <TemplateBeginnings frame={frame} shipped={shipped} />}
    </ContentPage>
  );
}

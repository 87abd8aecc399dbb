import { BodyShort, Button, Heading, HStack, Link, TextField, VStack } from "@navikt/ds-react";
import { textIn } from "../../domain/language.ts";
import { newStyles, type TicketStyle } from "../../domain/templates/template.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import type { ListPage } from "../../domain/page-of.ts";
import { listTexts } from "../texts/list-texts.ts";
import { PostButton } from "../ui/post-form.tsx";
import { PageLinks } from "../ui/page-links.tsx";
import { lookTexts } from "../texts/look-texts.ts";
import { templateTexts } from "../texts/staff-texts.ts";

export interface ListedTemplate {
  id: string;
  version: number;
  /** Null for a template of the provider. */
  slug: string | null;
  definition: { name: { nb: string }; style: TicketStyle };
}

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
          <Templates frame={frame} templates={own} archived={archived} />
        )}
        <PageLinks language={frame.language} {...pages} hrefOf={hrefOf} />
        {!archived && <Link href="/provider/look">{lookTexts(frame.language).title}</Link>}
        {hasArchived && (
          <Link href={`/provider/templates${archived ? "" : "?archived=true"}`}>
            {archived ? lists.fromArchive : lists.toArchive}
          </Link>
        )}
      </VStack>
      {!archived && <Beginnings frame={frame} shipped={shipped} />}
    </ContentPage>
  );
}

/** What a new template can start from: a shipped one, or nothing. */
function Beginnings({ frame, shipped }: Pick<Props, "frame" | "shipped">) {
  const texts = templateTexts(frame.language);
  return (
    <>
      <VStack as="section" gap="space-16">
        <Heading size="medium" level="2">
          {texts.shipped}
        </Heading>
        <Templates frame={frame} templates={shipped} />
      </VStack>
      <VStack as="section" gap="space-16">
        <Heading size="medium" level="2">
          {texts.fromNothing}
        </Heading>
        <HStack gap="space-8">
          {newStyles.map((style) => (
            <ButtonLink
              key={style}
              href={`/provider/templates/new?style=${style}`}
              variant="secondary"
            >
              {texts.styles[style]}
            </ButtonLink>
          ))}
        </HStack>
      </VStack>
    </>
  );
}

function Templates({
  frame,
  templates,
  archived = false,
}: {
  frame: PageFrame;
  templates: ListedTemplate[];
  archived?: boolean;
}) {
  const texts = templateTexts(frame.language);
  const lists = listTexts(frame.language);
  return (
    <ul className="template-list">
      {templates.map(({ id, version, slug, definition: { name, style } }) => (
        <li key={id}>
          <img
            src={`/provider/templates/${id}/picture.png?version=${version}`}
            alt=""
            width={375}
            height={520}
            loading="lazy"
          />
          <BodyShort weight="semibold">{textIn(name, frame.language)}</BodyShort>
          <BodyShort size="small">{texts.styles[style]}</BodyShort>
          <HStack gap="space-0 space-16">
            <Link
              href={
                slug === null ? `/provider/templates/${id}` : `/provider/templates/new?from=${id}`
              }
            >
              {slug === null ? texts.change : texts.startFrom}
              <span className="unseen">: {textIn(name, frame.language)}</span>
            </Link>
            {slug === null && (
              <Link href={`/provider/templates/new?from=${id}`}>
                {lists.copy}
                <span className="unseen">: {textIn(name, frame.language)}</span>
              </Link>
            )}
          </HStack>
          {slug === null && (
            <PostButton
              frame={frame}
              action={`/provider/templates/${id}/${archived ? "restore" : "archive"}`}
              size="small"
              variant="tertiary"
            >
              {archived ? lists.restore : lists.archive}
              <span className="unseen">: {textIn(name, frame.language)}</span>
            </PostButton>
          )}
        </li>
      ))}
    </ul>
  );
}

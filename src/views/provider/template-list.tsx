import { BodyShort, Heading, HStack, Link, VStack } from "@navikt/ds-react";
import { textIn } from "../../domain/language.ts";
import { newStyles, type TicketStyle } from "../../domain/templates/template.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { listTexts } from "../texts/list-texts.ts";
import { PostButton } from "../ui/post-form.tsx";
import { templateTexts } from "../texts/staff-texts.ts";

export interface ListedTemplate {
  id: string;
  version: number;
  /** Null for a template of the provider. */
  slug: string | null;
  definition: { name: { nb: string }; style: TicketStyle };
}

/** What a new template can start from: a shipped one, or nothing. */
export function TemplateBeginnings({
  frame,
  shipped,
}: {
  frame: PageFrame;
  shipped: ListedTemplate[];
}) {
  const texts = templateTexts(frame.language);
  return (
    <>
      <VStack as="section" gap="space-16">
        <Heading size="medium" level="2">
          {texts.shipped}
        </Heading>
        <TemplateList frame={frame} templates={shipped} />
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

/** Templates as pictures, each with what can be done with it. */
export function TemplateList({
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

import { BodyShort, HStack } from "@navikt/ds-react";
import { listTexts } from "../texts/list-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { ButtonLink } from "./button-link.tsx";

interface Props {
  language: StaffLanguage;
  number: number;
  pages: number;
  found: number;
  /** Address of a page by its number. */
  hrefOf: (number: number) => string;
}

/** Links to the page before and after; nothing for a list of one page. */
export function PageLinks({ language, number, pages, found, hrefOf }: Props) {
  if (pages === 1) return null;
  const texts = listTexts(language);
  return (
    <HStack as="div" role="navigation" aria-label={texts.pages} gap="space-16" align="center">
      {number > 1 && (
        <ButtonLink href={hrefOf(number - 1)} variant="secondary" size="small">
          {texts.previous}
        </ButtonLink>
      )}
      <BodyShort>{texts.page(number, pages, found)}</BodyShort>
      {number < pages && (
        <ButtonLink href={hrefOf(number + 1)} variant="secondary" size="small">
          {texts.next}
        </ButtonLink>
      )}
    </HStack>
  );
}

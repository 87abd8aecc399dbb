import { Button, HStack, Select, TextField } from "@navikt/ds-react";
import { listTexts } from "../texts/list-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { Options } from "./options.tsx";

/** What a list is narrowed by. */
export interface ListSearchValues<View extends string> {
  view: View;
  search: string;
}

interface Props<View extends string> extends ListSearchValues<View> {
  language: StaffLanguage;
  /** Path of the list. */
  action: string;
  /** What the words are looked for in. */
  searched: string;
  /** The views in their order, each with its name. */
  views: Readonly<Record<View, string>>;
}

/** Form that chooses which items of a list are shown. */
export function ListSearch<View extends string>({
  language,
  action,
  searched,
  views,
  view,
  search,
}: Props<View>) {
  const texts = listTexts(language);
  return (
    <form method="get" action={action} role="search">
      <HStack gap="space-16" align="end" wrap>
        <TextField
          name="search"
          label={texts.search}
          description={searched}
          defaultValue={search}
          size="small"
        />
        <Select name="view" label={texts.view} defaultValue={view} size="small">
          <Options of={Object.entries<string>(views)} />
        </Select>
        <Button variant="secondary" size="small">
          {texts.show}
        </Button>
      </HStack>
    </form>
  );
}

/** Returns the addresses of a list's pages as the search narrows it. */
export const pageHrefOf =
  (path: string, { view, search }: ListSearchValues<string>) =>
  (page: number): string =>
    `${path}?${String(new URLSearchParams({ view, search, page: String(page) }))}`;

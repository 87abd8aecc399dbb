import { BodyLong, Detail, Link } from "@navikt/ds-react";
import { formatDate } from "../../domain/date-text.ts";
import type { RecipientList } from "../../domain/lists/recipient-list.ts";
import { savedListTexts } from "../texts/saved-list-texts.ts";
import { EmptyBox } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { ChooseButton } from "./choose-button.tsx";

interface Props {
  frame: PageFrame;
  lists: RecipientList[];
  /** Names of the officer's municipalities. */
  municipalities: ReadonlyMap<string, string>;
  notice?: string | undefined;
}

/** `/nav/lists`: the saved lists, each with how many are in it and the button that chooses them. */
export function SavedListsPage({ frame, lists, municipalities, notice }: Props) {
  const texts = savedListTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={texts.title}
      tab="allocate"
      intro={texts.intro}
      notice={notice}
    >
      {lists.length === 0 ? (
        <EmptyBox>
          <BodyLong>{texts.none}</BodyLong>
          <Link href="/nav/allocate">{texts.toAllocate}</Link>
        </EmptyBox>
      ) : (
        <DataTable
          label={texts.title}
          rows={lists}
          columns={[
            {
              name: texts.name,
              cell: ({ id, name, municipality }) => (
                <>
                  <Link href={`/nav/lists/${id}`}>{name}</Link>
                  {municipalities.size > 1 && <Detail>{municipalities.get(municipality)}</Detail>}
                </>
              ),
            },
            { name: texts.who, align: "right", cell: ({ count }) => count },
            {
              name: texts.ends,
              className: "on-desks",
              cell: ({ endsOn }) => formatDate(new Date(endsOn), frame.language),
            },
            {
              cell: ({ id, name, count }) =>
                count > 0 && <ChooseButton frame={frame} id={id} label={texts.chooseOf(name)} />,
            },
          ]}
        />
      )}
    </ContentPage>
  );
}

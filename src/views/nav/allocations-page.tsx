import { BodyLong, Link, VStack } from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import { drawTexts } from "../texts/draw-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { EmptyBox } from "../ui/boxes.tsx";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable, type Column } from "../ui/data-table.tsx";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";

export interface ShownAllocation {
  id: string;
  createdAt: Date;
  allocated: number;
  refused: number;
  titles: Texts[];
}

const maxShown = 100;

interface Props {
  frame: PageFrame;
  allocations: ShownAllocation[];
}

/** `/nav/allocations`: the allocations, latest first. */
export function AllocationsPage({ frame, allocations }: Props) {
  const { language } = frame;
  const texts = staffTexts(language);
  const columns: Column<ShownAllocation>[] = [
    {
      name: texts.when,
      cell: ({ id, createdAt }) => {
        const when = formatMoment(createdAt, language);
        return (
          <Link href={`/nav/allocations/${id}`} aria-label={texts.openAllocation(when)}>
            {when}
          </Link>
        );
      },
    },
    {
      name: texts.what,
      cell: ({ titles }) => titles.map((title) => textIn(title, language)).join(", "),
    },
    { name: texts.ticketCount, align: "right", cell: ({ allocated }) => allocated },
    { name: texts.notAllocated, align: "right", cell: ({ refused }) => refused },
  ];
  return (
    <ContentPage frame={frame} title={texts.allocations} tab="allocations">
      <Link href="/nav/draws">{drawTexts(language).list}</Link>
      {allocations.length === 0 ? (
        <EmptyBox>
          <VStack gap="space-12" align="start">
            <BodyLong>{texts.noAllocations}</BodyLong>
            <ButtonLink href="/nav/allocate" size="small">
              {texts.allocateMore}
            </ButtonLink>
          </VStack>
        </EmptyBox>
      ) : (
        <DataTable label={texts.allocations} rows={allocations} columns={columns} />
      )}
      {allocations.length === maxShown && <BodyLong>{texts.latestHundred}</BodyLong>}
    </ContentPage>
  );
}

import { BodyLong, Link } from "@navikt/ds-react";
import type { DrawSummary } from "../../db/draws/draws.ts";
import { textIn } from "../../domain/language.ts";
import { drawTexts } from "../texts/draw-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { EmptyBox } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";

/** `/nav/draws`: the draws, latest first. */
export function DrawsPage({ frame, draws }: { frame: PageFrame; draws: DrawSummary[] }) {
  const { language } = frame;
  const texts = drawTexts(language);
  return (
    <ContentPage frame={frame} title={texts.list} tab="allocations">
      {draws.length === 0 ? (
        <EmptyBox>
          <BodyLong>{texts.none}</BodyLong>
        </EmptyBox>
      ) : (
        <DataTable
          label={texts.list}
          rows={draws}
          columns={[
            {
              name: staffTexts(language).when,
              cell: ({ id, createdAt }) => (
                <Link href={`/nav/draws/${id}`}>{formatMoment(createdAt, language)}</Link>
              ),
            },
            { name: staffTexts(language).what, cell: ({ title }) => textIn(title, language) },
            { name: texts.result, cell: ({ state }) => texts.states[state] },
          ]}
        />
      )}
    </ContentPage>
  );
}

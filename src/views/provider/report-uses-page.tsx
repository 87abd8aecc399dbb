import { BodyLong, BodyShort, Button, HStack, Link, VStack } from "@navikt/ds-react";
import type { UseOutcome } from "../../domain/codes/reported-use.ts";
import { textIn } from "../../domain/language.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { ownCodesTexts, staffTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import type { Faults } from "../ui/faults.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { UploadForm } from "../ui/post-form.tsx";
import { HeadedSection } from "../ui/headed-section.tsx";
import { CodeListFields } from "./code-list-fields.tsx";

/** What a list would come to, before it is recorded. */
export interface UsesPreview {
  counted: number;
  known: number;
  /** The lines that count nothing. */
  rows: { line: number; code: string; outcome: UseOutcome }[];
  /** The list as text, to be sent again with the confirmation. */
  list: string;
}

interface Props {
  frame: PageFrame;
  offer: Offer;
  pasted: string;
  faults: Faults;
  preview?: UsesPreview | undefined;
}

const maxRows = 200;

/** `/provider/offers/{id}/codes/used`: a list of used codes, shown before it is recorded. */
export function ReportUsesPage({ frame, offer, pasted, faults, preview }: Props) {
  const texts = ownCodesTexts(frame.language);
  const back = `/provider/offers/${offer.id}/codes`;
  return (
    <ContentPage
      frame={frame}
      title={texts.reportUses}
      tab="offers"
      faults={faults}
      intro={<Link href={back}>{`${textIn(offer.title, frame.language)} – ${texts.pool}`}</Link>}
    >
      <UploadForm frame={frame} action={`${back}/used`} className="form">
        <VStack gap="space-24">
          {preview ? (
            <>
              <Preview preview={preview} texts={texts} />
              <textarea name="codes" hidden readOnly value={preview.list} />
              <HStack gap="space-16">
                {preview.counted + preview.rows.length > 0 && (
                  <Button name="confirmed" value="yes">
                    {texts.recordUses}
                  </Button>
                )}
                <ButtonLink href={`${back}/used`} variant="tertiary">
                  {staffTexts(frame.language).cancel}
                </ButtonLink>
              </HStack>
            </>
          ) : (
            <>
              <BodyLong>{texts.reportUsesIntro}</BodyLong>
              <CodeListFields
                faults={faults}
                pasted={pasted}
                help={texts.reportUsesHelp}
                language={frame.language}
              />
              <div>
                <Button>{texts.showUses}</Button>
              </div>
            </>
          )}
        </VStack>
      </UploadForm>
    </ContentPage>
  );
}

function Preview({
  preview: { counted, known, rows },
  texts,
}: {
  preview: UsesPreview;
  texts: ReturnType<typeof ownCodesTexts>;
}) {
  return (
    <>
      <div>
        <BodyLong weight="semibold">{texts.willCount(counted)}</BodyLong>
        {known > 0 && <BodyLong>{texts.reportedBefore(known)}</BodyLong>}
      </div>
      {rows.length > 0 && (
        <HeadedSection heading={texts.countNothing(rows.length)}>
          <DataTable
            label={texts.countNothing(rows.length)}
            rows={rows.slice(0, maxRows)}
            columns={[
              { name: texts.line, cell: ({ line }) => line },
              { name: texts.code, cell: ({ code }) => code.slice(0, 40) },
              { name: texts.why, cell: ({ outcome }) => texts.outcomes[outcome] },
            ]}
          />
          {rows.length > maxRows && <BodyShort>{texts.more(rows.length - maxRows)}</BodyShort>}
        </HeadedSection>
      )}
    </>
  );
}

import { BodyLong, BodyShort, HStack, Link } from "@navikt/ds-react";
import type { CodeBatch, CodeStock } from "../../db/codes/code-stock.ts";
import { textIn } from "../../domain/language.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import { ownCodesTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { CodeUpload, maxRows, type ShownUpload } from "./code-upload.tsx";
import { CodeQuestions, type ShownQuestion } from "./code-questions.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { formatDate } from "../../domain/date-text.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { HeadedSection } from "../ui/headed-section.tsx";

interface Props {
  frame: PageFrame;
  offer: Offer;
  stock: CodeStock;
  batches: CodeBatch[];
  toBlock: { code: string; endedAt: Date }[];
  questions: ShownQuestion[];
  upload: ShownUpload;
  notice: string | undefined;
}

const states = ["free", "reserved", "revealed", "used", "expired", "withdrawn"] as const;

/** `/provider/offers/{id}/codes`: the pool of an offer's own codes. */
export function CodesPage(props: Props) {
  const { frame, offer, stock, batches, toBlock, questions, upload, notice } = props;
  const { language } = frame;
  const texts = ownCodesTexts(language);
  const base = `/provider/offers/${offer.id}`;
  const left = ticketsLeft(offer);
  return (
    <ContentPage
      frame={frame}
      title={texts.pool}
      tab="offers"
      notice={notice}
      faults={upload.faults}
      scripts={["upload-progress.js"]}
      intro={
        <>
          <BodyLong spacing>{left > 0 ? texts.toPoolHelp(left) : texts.noneLeft}</BodyLong>
          <HStack gap="space-24">
            <Link href={base}>{textIn(offer.title, language)}</Link>
            {offer.ownCodes && offer.ownCodes.reportsUse !== "none" && (
              <Link href={`${base}/codes/used`}>{texts.reportUses}</Link>
            )}
          </HStack>
        </>
      }
      gap="space-40"
    >
      <dl className="numbers">
        {states.map((state) => (
          <div key={state}>
            <dt>{texts.stock[state]}</dt>
            <dd>{stock[state]}</dd>
          </div>
        ))}
      </dl>
      {stock.revealed > 0 && (
        <BodyShort>
          {offer.ownCodes?.reportsUse === "none" ? texts.useUnknown : texts.useNotReported}
        </BodyShort>
      )}
      <CodeQuestions questions={questions} language={language} />
      <CodeUpload frame={frame} action={`${base}/codes`} upload={upload} />
      {batches.length > 0 && (
        <HeadedSection heading={texts.batches} size="medium">
          <DataTable
            label={texts.batches}
            rows={batches}
            columns={[
              { name: texts.batch, cell: ({ name }) => name },
              { name: texts.uploaded, cell: ({ createdAt }) => formatDate(createdAt, language) },
              ...states.map((state) => ({
                name: texts.stock[state],
                align: "right" as const,
                cell: (batch: CodeBatch) => batch[state],
              })),
              {
                cell: ({ id, name, isInUse }) =>
                  isInUse && (
                    <ButtonLink href={`${base}/codes/${id}/withdraw`} variant="tertiary">
                      {texts.withdraw}
                      <span className="unseen">: {name}</span>
                    </ButtonLink>
                  ),
              },
            ]}
          />
        </HeadedSection>
      )}
      {toBlock.length > 0 && (
        <HeadedSection heading={texts.toBlock} size="medium">
          <BodyLong spacing>{texts.toBlockHelp}</BodyLong>
          <DataTable
            label={texts.toBlock}
            rows={toBlock.slice(0, maxRows)}
            columns={[
              { name: texts.code, cell: ({ code }) => code },
              { name: texts.ended, cell: ({ endedAt }) => formatDate(endedAt, language) },
            ]}
          />
          <Link href={`${base}/codes/to-block.csv`}>{texts.toBlockFile}</Link>
        </HeadedSection>
      )}
    </ContentPage>
  );
}

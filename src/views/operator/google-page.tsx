import { formatDate } from "../../domain/date-text.ts";
import { BodyLong, BodyShort, Detail, Heading, VStack } from "@navikt/ds-react";
import type { Reconciliation } from "../../db/google/google-reconciliation.ts";
import type { RefusalSum } from "../../db/google/google-refusals.ts";
import { textIn } from "../../domain/language.ts";
import { inFives } from "../../domain/in-fives.ts";
import { googleTexts, type GoogleTexts } from "../texts/google-texts.ts";
import { PostButton } from "../ui/post-form.tsx";
import { EmptyBox } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable, type Column } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

interface Props {
  frame: PageFrame;
  refusals: RefusalSum[];
  compared: Reconciliation & { at: Date | null };
}

/** `/operator/google`: the errors that Google Wallet reports, and a button that retries. */
export function GooglePage({ frame, refusals, compared }: Props) {
  const texts = googleTexts(frame.language);
  return (
    <ContentPage frame={frame} title={texts.title} tab="google" intro={texts.intro} gap="space-40">
      <section aria-labelledby="refused">
        <VStack gap="space-16">
          <div>
            <Heading size="medium" level="2" spacing id="refused">
              {texts.refused}
            </Heading>
            <BodyLong>{texts.refusedIntro}</BodyLong>
          </div>
          {refusals.length === 0 ? (
            <EmptyBox>
              <BodyLong>{texts.none}</BodyLong>
            </EmptyBox>
          ) : (
            <Refusals frame={frame} refusals={refusals} />
          )}
          {/* Also where none is listed: refusals that concern a use alone are retried, and not shown. */}
          <div>
            <PostButton frame={frame} action="/operator/google/retry" variant="primary">
              {texts.retry}
            </PostButton>
          </div>
        </VStack>
      </section>
      <section aria-labelledby="compared">
        <Heading size="medium" level="2" spacing id="compared">
          {texts.compared}
        </Heading>
        <BodyLong>{texts.comparedIntro}</BodyLong>
        <BodyShort>
          {compared.at === null
            ? texts.neverCompared
            : texts.comparison(formatDate(compared.at, frame.language), compared)}
        </BodyShort>
      </section>
    </ContentPage>
  );
}

function Refusals({ frame, refusals }: { frame: PageFrame; refusals: RefusalSum[] }) {
  const texts = googleTexts(frame.language);
  const columns: Column<RefusalSum>[] = [
    {
      name: texts.what,
      cell: (refusal) => (
        <>
          {textIn(refusal.title, frame.language)}
          <Detail>
            {refusal.provider} · {whatOf(refusal, texts)}
          </Detail>
        </>
      ),
    },
    {
      name: texts.words,
      cell: ({ message, status, field }) => (
        <>
          <span lang="en" style={{ overflowWrap: "anywhere" }}>
            {message}
          </span>
          <Detail>
            {[
              ...(status === null ? [] : [String(status)]),
              ...(field === null ? [] : [texts.field(field)]),
            ].join(" · ")}
          </Detail>
        </>
      ),
    },
    {
      name: texts.action,
      cell: (refusal) => (refusal.again ? texts.underWay : texts.actions[actionFor(refusal)]),
    },
    // Without the hour, which could reveal when a child used a ticket.
    { name: texts.last, cell: ({ at }) => formatDate(at, frame.language) },
  ];
  return <DataTable label={texts.list} rows={refusals} columns={columns} />;
}

function whatOf({ kind, count }: RefusalSum, texts: GoogleTexts): string {
  if (kind === "class") return texts.itself;
  const shown = inFives(count);
  return shown < 5 ? texts.fewTickets(5) : texts.tickets(shown);
}

function actionFor({ status, field }: RefusalSum): keyof GoogleTexts["actions"] {
  if (status === 401 || status === 403) return "access";
  if (field !== null && /logo|image|hero/i.test(field)) return "picture";
  return "report";
}

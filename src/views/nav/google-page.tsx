import { BodyLong, BodyShort, Box, Button, Detail, Heading, Table, VStack } from "@navikt/ds-react";
import type { Reconciliation } from "../../db/google/google-reconciliation.ts";
import type { RefusalSum } from "../../db/google/google-refusals.ts";
import { textIn } from "../../domain/language.ts";
import { suppressSmallCount } from "../../domain/suppress-small-count.ts";
import { formatDate } from "../ui/format-date.ts";
import { googleTexts, type GoogleTexts } from "../texts/google-texts.ts";
import { Csrf } from "../ui/post-form.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** `/nav/google`: what Google will not take, in its own words, and what to do about it. */
export function GooglePage({
  frame,
  refusals,
  compared,
}: {
  frame: PageFrame;
  refusals: RefusalSum[];
  compared: Reconciliation & { at: Date | null };
}) {
  const texts = googleTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.title}>
      <VStack gap="space-40">
        <div>
          <Heading size="large" level="1" spacing>
            {texts.title}
          </Heading>
          <BodyLong>{texts.intro}</BodyLong>
        </div>
        <section aria-labelledby="refused">
          <VStack gap="space-16">
            <div>
              <Heading size="medium" level="2" spacing id="refused">
                {texts.refused}
              </Heading>
              <BodyLong>{texts.refusedIntro}</BodyLong>
            </div>
            {refusals.length === 0 ? (
              <Box padding="space-24" borderRadius="8" background="neutral-soft">
                <BodyLong>{texts.none}</BodyLong>
              </Box>
            ) : (
              <>
                <Refusals frame={frame} refusals={refusals} />
                <form method="post" action="/nav/google/retry">
                  <Csrf frame={frame} />
                  <Button>{texts.retry}</Button>
                </form>
              </>
            )}
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
      </VStack>
    </PageDocument>
  );
}

function Refusals({ frame, refusals }: { frame: PageFrame; refusals: RefusalSum[] }) {
  const texts = googleTexts(frame.language);
  return (
    <div className="wide" role="region" aria-label={texts.list} tabIndex={0}>
      <Table size="small">
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell scope="col">{texts.what}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{texts.words}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{texts.action}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{texts.last}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {refusals.map((refusal, index) => (
            <Table.Row key={index}>
              <Table.HeaderCell scope="row">
                {textIn(refusal.title, frame.language)}
                <Detail>
                  {refusal.provider} · {whatOf(refusal, texts)}
                </Detail>
              </Table.HeaderCell>
              <Table.DataCell>
                <span lang="en" style={{ overflowWrap: "anywhere" }}>
                  {refusal.message}
                </span>
                <Detail>
                  {[
                    ...(refusal.status === null ? [] : [String(refusal.status)]),
                    ...(refusal.field === null ? [] : [texts.field(refusal.field)]),
                  ].join(" · ")}
                </Detail>
              </Table.DataCell>
              <Table.DataCell>
                {refusal.again ? texts.underWay : texts.actions[actionFor(refusal)]}
              </Table.DataCell>
              {/* The day alone: the hour could be the one at which a child used it. */}
              <Table.DataCell>{formatDate(refusal.at, frame.language)}</Table.DataCell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}

function whatOf({ kind, count }: RefusalSum, texts: GoogleTexts): string {
  if (kind === "class") return texts.itself;
  const shown = suppressSmallCount(count);
  return "exact" in shown ? texts.tickets(shown.exact) : texts.fewTickets(shown.fewerThan);
}

function actionFor({ status, field }: RefusalSum): keyof GoogleTexts["actions"] {
  if (status === 401 || status === 403) return "access";
  if (field !== null && /logo|image|hero/i.test(field)) return "picture";
  return "report";
}

import { BodyLong, Box, Heading, Link, Table, VStack } from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import { formatMoment } from "../ui/format-date.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

export interface ShownAllocation {
  id: string;
  createdAt: Date;
  allocated: number;
  refused: number;
  titles: Texts[];
}

const maxShown = 100;

/** `/nav/allocations`: the latest first. */
export function AllocationsPage({
  frame,
  allocations,
}: {
  frame: PageFrame;
  allocations: ShownAllocation[];
}) {
  const texts = staffTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.allocations} tab="allocations">
      <VStack gap="space-24">
        <Heading size="large" level="1">
          {texts.allocations}
        </Heading>
        {allocations.length === 0 ? (
          <Box padding="space-24" borderRadius="8" background="neutral-soft">
            <VStack gap="space-12" align="start">
              <BodyLong>{texts.noAllocations}</BodyLong>
              <ButtonLink href="/nav/allocate" size="small">
                {texts.allocateMore}
              </ButtonLink>
            </VStack>
          </Box>
        ) : (
          <div className="wide" role="region" aria-label={texts.allocations} tabIndex={0}>
            <Table size="small">
              <Table.Header>
                <Table.Row>
                  <Table.HeaderCell scope="col">{texts.when}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{texts.what}</Table.HeaderCell>
                  <Table.HeaderCell scope="col" align="right">
                    {texts.ticketCount}
                  </Table.HeaderCell>
                  <Table.HeaderCell scope="col" align="right">
                    {texts.notAllocated}
                  </Table.HeaderCell>
                </Table.Row>
              </Table.Header>
              <Table.Body>
                {allocations.map(({ id, createdAt, allocated, refused, titles }) => {
                  const when = formatMoment(createdAt, frame.language);
                  return (
                    <Table.Row key={id}>
                      <Table.HeaderCell scope="row">
                        <Link
                          href={`/nav/allocations/${id}`}
                          aria-label={texts.openAllocation(when)}
                        >
                          {when}
                        </Link>
                      </Table.HeaderCell>
                      <Table.DataCell>
                        {titles.map((title) => textIn(title, frame.language)).join(", ")}
                      </Table.DataCell>
                      <Table.DataCell align="right">{allocated}</Table.DataCell>
                      <Table.DataCell align="right">{refused}</Table.DataCell>
                    </Table.Row>
                  );
                })}
              </Table.Body>
            </Table>
          </div>
        )}
        {allocations.length === maxShown && <BodyLong>{texts.latestHundred}</BodyLong>}
      </VStack>
    </PageDocument>
  );
}

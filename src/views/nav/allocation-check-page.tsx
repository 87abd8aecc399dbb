import {
  Alert,
  BodyLong,
  Button,
  Heading,
  HStack,
  List,
  Table,
  Tag,
  VStack,
} from "@navikt/ds-react";
import type { AllocatableOffer } from "../../db/allocations/allocatable-offers.ts";
import { textIn } from "../../domain/language.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import type { AllocationChoice } from "./allocate-page.tsx";
import { HiddenFields } from "../ui/hidden-fields.tsx";
import { recipientName } from "./recipient-name.ts";
import { RefusalTable, type ShownRefusal } from "./refusal-table.tsx";
import { Csrf } from "../ui/post-form.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** Shown one by one up to here; beyond, their number says more. */
const maxNames = 30;

/** What the choice means, before it happens. */
export function AllocationCheckPage({
  frame,
  choice,
  recipients,
  offers,
  refusals,
  requestKey,
}: {
  frame: PageFrame;
  choice: AllocationChoice;
  recipients: Recipient[];
  offers: AllocatableOffer[];
  /** As far as can be foreseen. */
  refusals: ShownRefusal[];
  /** The same form sent twice allocates once. */
  requestKey: string;
}) {
  const texts = staffTexts(frame.language);
  const each = recipients.length * choice.count;
  const total = each * offers.length;
  const possible = total - refusals.length * choice.count;
  const willBe = choice.mode === "all" ? total : possible;
  const someCan = possible > 0;
  const pointless = refusals.length > 0 && (choice.mode === "all" || !someCan);
  return (
    <PageDocument frame={frame} title={texts.checkHeading} tab="allocate">
      <VStack gap="space-24">
        <Heading size="large" level="1">
          {texts.checkHeading}
        </Heading>
        <BodyLong size="large" weight="semibold">
          {texts.checkSummary(recipients.length, offers.length, choice.count, total)}
        </BodyLong>
        <div>
          <Heading size="small" level="2" spacing>
            {texts.toWhom}
          </Heading>
          {recipients.length > maxNames ? (
            <details>
              <summary>{`${recipients.length} ${texts.recipients.toLowerCase()}`}</summary>
              <BodyLong>{recipients.map(recipientName).join(", ")}</BodyLong>
            </details>
          ) : (
            <List>
              {recipients.map((recipient) => (
                <List.Item key={recipient.id}>
                  {`${recipientName(recipient)}, ${texts.born(recipient.birthYear)}`}
                </List.Item>
              ))}
            </List>
          )}
        </div>
        <div className="wide" role="region" aria-label={texts.offers} tabIndex={0}>
          <Table size="small">
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell scope="col">{texts.offer}</Table.HeaderCell>
                <Table.HeaderCell scope="col" align="right">
                  {texts.leftNow}
                </Table.HeaderCell>
                <Table.HeaderCell scope="col" align="right">
                  {texts.needed}
                </Table.HeaderCell>
                <Table.HeaderCell scope="col" align="right">
                  {texts.leftAfter}
                </Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {offers.map(({ id, title, quota, allocated }) => {
                const left = quota - allocated;
                return (
                  <Table.Row key={id}>
                    <Table.HeaderCell scope="row">{textIn(title, frame.language)}</Table.HeaderCell>
                    <Table.DataCell align="right">{left}</Table.DataCell>
                    <Table.DataCell align="right">{each}</Table.DataCell>
                    <Table.DataCell align="right">
                      {each > left ? (
                        <Tag variant="error" size="small">
                          {texts.notEnough(each - left)}
                        </Tag>
                      ) : (
                        left - each
                      )}
                    </Table.DataCell>
                  </Table.Row>
                );
              })}
            </Table.Body>
          </Table>
        </div>
        {refusals.length > 0 && (
          <section aria-labelledby="refused">
            <Heading size="small" level="2" id="refused" spacing>
              {texts.willBeRefused(refusals.length)}
            </Heading>
            <RefusalTable frame={frame} refusals={refusals} />
          </section>
        )}
        {pointless ? (
          <Alert variant="warning">{someCan ? texts.allOrNothing : texts.nothingPossible}</Alert>
        ) : (
          <BodyLong>{choice.mode === "all" ? texts.allOrNothing : texts.asManyAsPossible}</BodyLong>
        )}
        <HStack gap="space-16">
          {!pointless && (
            <form method="post" action="/nav/allocate">
              <Csrf frame={frame} />
              <HiddenFields choice={choice} />
              <input type="hidden" name="mode" value={choice.mode} />
              <input type="hidden" name="key" value={requestKey} />
              <Button>{texts.allocateNow(willBe)}</Button>
            </form>
          )}
          {pointless && someCan && (
            <form method="post" action="/nav/allocate">
              <Csrf frame={frame} />
              <HiddenFields choice={choice} />
              <input type="hidden" name="mode" value="possible" />
              <input type="hidden" name="key" value={requestKey} />
              <Button>{texts.allocatePossible(possible)}</Button>
            </form>
          )}
          <form method="post" action="/nav/allocate/choose">
            <Csrf frame={frame} />
            <HiddenFields choice={choice} />
            <input type="hidden" name="mode" value={choice.mode} />
            <Button variant="tertiary">{texts.changeChoice}</Button>
          </form>
        </HStack>
      </VStack>
    </PageDocument>
  );
}

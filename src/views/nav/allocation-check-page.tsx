import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import { Alert, BodyLong, Heading, HStack, List, Tag } from "@navikt/ds-react";
import type { AllocatableOffer } from "../../db/allocations/allocatable-offers.ts";
import { textIn } from "../../domain/language.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { drawTexts } from "../texts/draw-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import { HeadedSection } from "../ui/headed-section.tsx";
import type { AllocationChoice } from "./allocate-page.tsx";
import { AllocateButton, ChangeChoiceButton } from "./choice-forms.tsx";
import { countRecipients } from "./count-recipients.ts";
import { HoldingTable, type ShownHolding } from "./holding-table.tsx";
import { recipientName } from "./recipient-name.ts";
import { RefusalTable, type ShownRefusal } from "./refusal-table.tsx";
import { SaveListFields } from "./save-list-fields.tsx";

/** Limit of recipients that are listed without being folded. */
const maxNames = 30;

interface Props {
  frame: PageFrame;
  choice: AllocationChoice;
  recipients: Recipient[];
  offers: AllocatableOffer[];
  /** Refusals that the preview predicts. */
  refusals: ShownRefusal[];
  /** What the recipients hold of the offers already. */
  holdings: ShownHolding[];
  /** What is wrong with the name under which the recipients are to be saved. */
  listFault?: string | undefined;
  /** Idempotency key of the form. */
  requestKey: string;
}

/** Confirmation page: the effect of the choice before it is allocated. */
export function AllocationCheckPage({
  choice,
  recipients,
  offers,
  refusals,
  holdings,
  listFault,
  ...form
}: Props) {
  const { frame } = form;
  const texts = staffTexts(frame.language);
  const each = recipients.length * choice.count;
  const total = each * offers.length;
  const possible = total - refusals.length * choice.count;
  const willBe = choice.mode === "all" ? total : possible;
  const [few] = offers.filter(
    (offer) => offers.length === 1 && recipients.length > ticketsLeft(offer),
  );
  const someCan = possible > 0;
  const save = <SaveListFields frame={frame} name={choice.listName} fault={listFault} />;
  const pointless = refusals.length > 0 && (choice.mode === "all" || !someCan);
  return (
    <ContentPage
      frame={{ ...frame, path: "/nav/allocate" }}
      title={texts.checkHeading}
      tab="allocate"
    >
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
      <DataTable
        label={texts.offers}
        rows={offers}
        columns={[
          {
            name: texts.offer,
            className: "wraps",
            cell: ({ title }) => textIn(title, frame.language),
          },
          { name: texts.leftNow, align: "right", cell: ticketsLeft },
          { name: texts.needed, align: "right", cell: () => each },
          {
            name: texts.leftAfter,
            align: "right",
            cell: (offer) =>
              each > ticketsLeft(offer) ? (
                <Tag variant="error" size="small">
                  {texts.notEnough(each - ticketsLeft(offer))}
                </Tag>
              ) : (
                ticketsLeft(offer) - each
              ),
          },
        ]}
      />
      {few && (
        <section aria-labelledby="draw">
          <Heading size="small" level="2" id="draw" spacing>
            {drawTexts(frame.language).tooFew}
          </Heading>
          <BodyLong spacing>{drawTexts(frame.language).tooFewHelp}</BodyLong>
          <PostButton
            frame={frame}
            action="/nav/draws/new"
            values={{ recipient: recipients.map(({ id }) => id), offer: few.id }}
          >
            {drawTexts(frame.language).begin}
          </PostButton>
        </section>
      )}
      {holdings.length > 0 && (
        <HeadedSection heading={texts.holdAlready(countRecipients(holdings))}>
          <HoldingTable frame={frame} holdings={holdings} />
        </HeadedSection>
      )}
      {refusals.length > 0 && (
        <section aria-labelledby="refused">
          <Heading size="small" level="2" id="refused" spacing>
            {texts.willBeRefused(countRecipients(refusals))}
          </Heading>
          <RefusalTable frame={frame} refusals={refusals} />
        </section>
      )}
      {pointless ? (
        <Alert variant="warning">{someCan ? texts.allOrNothing : texts.nothingPossible}</Alert>
      ) : (
        <BodyLong>{choice.mode === "all" ? texts.allOrNothing : texts.asManyAsPossible}</BodyLong>
      )}
      <HStack gap="space-16" align="end">
        {!pointless && (
          <AllocateButton {...form} choice={choice} text={texts.allocateNow(willBe)}>
            {save}
          </AllocateButton>
        )}
        {pointless && someCan && (
          <AllocateButton
            {...form}
            choice={{ ...choice, mode: "possible" }}
            text={texts.allocatePossible(possible)}
          >
            {save}
          </AllocateButton>
        )}
        <ChangeChoiceButton frame={frame} choice={choice} />
      </HStack>
    </ContentPage>
  );
}

import { offerPace } from "../../domain/offers/offer-pace.ts";
import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import { offerCategories } from "../../domain/offers/offer.ts";
import { BodyShort, HGrid, Radio, RadioGroup, Select, Textarea, VStack } from "@navikt/ds-react";
import type { AllocatableOffer } from "../../db/allocations/allocatable-offers.ts";
import { textIn } from "../../domain/language.ts";
import type { RecipientFilter } from "../../domain/recipients/recipient-filter.ts";
import type { RecipientList } from "../../domain/lists/recipient-list.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { paceSentence } from "../texts/pace-texts.ts";
import { filterTexts } from "../texts/filter-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import type { Faults } from "../ui/faults.tsx";
import { FormPage } from "../ui/form-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { Choices } from "./choices.tsx";
import { RecipientFilterFields } from "./recipient-filter-fields.tsx";
import { recipientName } from "./recipient-name.ts";
import { SaveListFields } from "./save-list-fields.tsx";

/** The officer's choice, which each page of the allocation carries. */
export interface AllocationChoice {
  recipientIds: string[];
  offerIds: string[];
  /** References as pasted text. */
  pasted: string;
  count: number;
  mode: "all" | "possible";
  /** Under which the chosen recipients are saved as a list; empty: they are not. */
  listName: string;
}

/** Limit of tickets of one offer for one recipient in one allocation, against typing errors. */
export const maxEach = 10;

interface AllocatePageProps {
  frame: PageFrame;
  recipients: Recipient[];
  filter: RecipientFilter;
  municipalities: ReadonlyMap<string, string>;
  /** Saved ones, among which the filter chooses. */
  lists: RecipientList[];
  /** How many recipients pass the filter. */
  found: number;
  /** How many can be chosen at once. */
  most: number;
  offers: AllocatableOffer[];
  /** When the page is made: how long tickets last counts from here. */
  at: Date;
  choice: AllocationChoice;
  faults: Faults;
}

/** `/nav/allocate`: choice of recipients and offers. The next page asks for confirmation. */
export function AllocatePage(props: AllocatePageProps) {
  const { frame, recipients, filter, municipalities, lists, found, most } = props;
  const { offers, at, choice, faults } = props;
  const texts = staffTexts(frame.language);
  const itemOf = (offer: AllocatableOffer) => {
    const { provider, ageFrom, ageTo, validity, allocatedLately: lately } = offer;
    const left = ticketsLeft(offer);
    const facts = [provider, texts.ages(ageFrom, ageTo), texts.leftShort(left)].join(", ");
    const pace = offerPace({ lately, left, until: validity.until, at });
    return {
      value: offer.id,
      text: textIn(offer.title, frame.language),
      description: `${facts}. ${paceSentence(pace, frame.language)}`,
    };
  };
  return (
    <FormPage
      frame={{ ...frame, path: "/nav/allocate" }}
      title={texts.allocate}
      tab="allocate"
      scripts={["allocate.js"]}
      action="/nav/allocate/check"
      className=""
      intro={texts.allocateIntro}
      faults={faults}
      submit={texts.continue}
    >
      <HGrid gap="space-32" columns={{ xs: 1, md: 2 }}>
        <VStack gap="space-16">
          <RecipientFilterFields {...{ frame, filter, municipalities, lists, found, most }} />
          {found > recipients.length && (
            <BodyShort>{filterTexts(frame.language).shown(recipients.length, found)}</BodyShort>
          )}
          <Choices
            frame={frame}
            id="recipients"
            name="recipient"
            legend={texts.chooseRecipients}
            error={faults.get("recipients")}
            chosen={choice.recipientIds}
            empty={texts.noRecipients}
            groups={[
              {
                items: recipients.map((recipient) => ({
                  value: recipient.id,
                  text: recipientName(recipient),
                  description: texts.born(recipient.birthYear),
                })),
              },
            ]}
          />
          <details open={choice.pasted !== "" || faults.has("pasted")}>
            <summary>{texts.pasteRows}</summary>
            <Textarea
              id="pasted"
              name="pasted"
              label={texts.pasteReferences}
              description={texts.pasteHelp}
              defaultValue={choice.pasted}
              error={faults.get("pasted")}
              minRows={4}
            />
          </details>
          <SaveListFields frame={frame} name={choice.listName} fault={faults.get("listName")} />
        </VStack>
        <Choices
          frame={frame}
          id="offers"
          name="offer"
          legend={texts.chooseOffers}
          error={faults.get("offers")}
          chosen={choice.offerIds}
          empty={texts.noOffers}
          groups={offerCategories.map((category) => ({
            heading: texts.categories[category],
            items: offers.filter((offer) => offer.category === category).map(itemOf),
          }))}
        />
      </HGrid>
      <Select
        id="count"
        name="count"
        label={texts.count}
        defaultValue={choice.count}
        error={faults.get("count")}
        className="narrow"
      >
        {Array.from({ length: maxEach }, (_, index) => (
          <option key={index}>{index + 1}</option>
        ))}
      </Select>
      <RadioGroup name="mode" legend={texts.mode} defaultValue={choice.mode}>
        <Radio value="all">{texts.modes.all}</Radio>
        <Radio value="possible">{texts.modes.possible}</Radio>
      </RadioGroup>
    </FormPage>
  );
}

import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import {
  BodyShort,
  Checkbox,
  CheckboxGroup,
  HGrid,
  Radio,
  RadioGroup,
  Select,
  Textarea,
  TextField,
  VStack,
} from "@navikt/ds-react";
import type { AllocatableOffer } from "../../db/allocations/allocatable-offers.ts";
import { textIn } from "../../domain/language.ts";
import type { RecipientFilter } from "../../domain/recipients/recipient-filter.ts";
import type { RecipientList } from "../../domain/lists/recipient-list.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { filterTexts } from "../texts/filter-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import type { Faults } from "../ui/faults.tsx";
import { FormPage } from "../ui/form-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
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
  choice: AllocationChoice;
  faults: Faults;
}

/** `/nav/allocate`: choice of recipients and offers. The next page asks for confirmation. */
export function AllocatePage(props: AllocatePageProps) {
  const { frame, recipients, filter, municipalities, lists, found, most } = props;
  const { offers, choice, faults } = props;
  const texts = staffTexts(frame.language);
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
            items={recipients.map((recipient) => ({
              value: recipient.id,
              text: recipientName(recipient),
              description: texts.born(recipient.birthYear),
            }))}
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
          items={offers.map((offer) => ({
            value: offer.id,
            text: textIn(offer.title, frame.language),
            description: [
              offer.provider,
              texts.ages(offer.ageFrom, offer.ageTo),
              texts.leftShort(ticketsLeft(offer)),
            ].join(", "),
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

interface ChoicesProps {
  frame: PageFrame;
  id: string;
  name: string;
  legend: string;
  error: string | undefined;
  chosen: string[];
  empty: string;
  items: { value: string; text: string; description: string }[];
}

/** List of checkboxes; the script adds a search field and a count. */
function Choices({ frame, id, name, legend, error, chosen, empty, items }: ChoicesProps) {
  const texts = staffTexts(frame.language);
  return (
    <CheckboxGroup id={id} legend={legend} error={error} defaultValue={chosen} tabIndex={-1}>
      {items.length === 0 ? (
        <BodyShort>{empty}</BodyShort>
      ) : (
        <div data-choices={texts.chosen(0).replace("0", "%")}>
          <div hidden data-search>
            <TextField label={texts.search} size="small" autoComplete="off" />
          </div>
          <div className="choices">
            {items.map(({ value, text, description }) => (
              <Checkbox key={value} name={name} value={value} description={description}>
                {text}
              </Checkbox>
            ))}
          </div>
          <p className="aksel-body-short aksel-body-short--small" role="status" data-chosen />
        </div>
      )}
    </CheckboxGroup>
  );
}

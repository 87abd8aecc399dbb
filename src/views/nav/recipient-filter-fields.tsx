import { Button, HStack, Link, Select, TextField, VStack } from "@navikt/ds-react";
import { holdings, type RecipientFilter } from "../../domain/recipients/recipient-filter.ts";
import type { RecipientList } from "../../domain/lists/recipient-list.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { filterTexts } from "../texts/filter-texts.ts";
import { savedListTexts } from "../texts/saved-list-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { Options } from "../ui/options.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** Which recipients the page lists, and the button that chooses all that are found. */
export function RecipientFilterFields({
  frame,
  filter,
  municipalities,
  lists,
  found,
  most,
}: {
  frame: PageFrame;
  filter: RecipientFilter;
  municipalities: ReadonlyMap<string, string>;
  lists: RecipientList[];
  /** How many pass the filter. */
  found: number;
  /** How many can be chosen at once. */
  most: number;
}) {
  const texts = filterTexts(frame.language);
  const names = staffTexts(frame.language);
  const saved = savedListTexts(frame.language);
  const optionOf = ({ name, municipality, count }: RecipientList) => {
    const place = municipalities.size > 1 ? municipalities.get(municipality) : undefined;
    return saved.option(place === undefined ? name : `${name}, ${place}`, count);
  };
  const { holding, ...rest } = filter;
  const isFiltering =
    holding !== "any" || Object.values(rest).some((each) => each !== undefined) || found > most;
  const action = { formAction: "/nav/allocate/choose", size: "small", name: "do" } as const;
  return (
    <details open={isFiltering}>
      <summary>{texts.title}</summary>
      <VStack gap="space-16" align="start">
        <HStack gap="space-16" wrap align="end">
          {lists.length > 0 && (
            <Select
              name="list"
              label={saved.filter}
              defaultValue={filter.listId ?? ""}
              size="small"
            >
              <option value="">{saved.anyone}</option>
              <Options of={lists.map((list) => [list.id, optionOf(list)])} />
            </Select>
          )}
          {municipalities.size > 1 && (
            <Select
              name="municipality"
              label={names.municipality}
              defaultValue={filter.municipality ?? ""}
              size="small"
            >
              <option value="">{names.all}</option>
              <Options of={municipalities} />
            </Select>
          )}
          <TextField
            name="ageFrom"
            label={texts.ageFrom}
            defaultValue={filter.ageFrom ?? ""}
            inputMode="numeric"
            size="small"
            className="narrow"
          />
          <TextField
            name="ageTo"
            label={texts.ageTo}
            defaultValue={filter.ageTo ?? ""}
            inputMode="numeric"
            size="small"
            className="narrow"
          />
          <Select
            name="language"
            label={names.holderLanguage}
            defaultValue={filter.language ?? ""}
            size="small"
          >
            <option value="">{names.all}</option>
            <Options of={Object.entries(languageNames)} />
          </Select>
          <Select name="holding" label={texts.holding} defaultValue={filter.holding} size="small">
            <Options of={holdings.map((each) => [each, texts.holdings[each]] as const)} />
          </Select>
        </HStack>
        <HStack gap="space-16" align="center">
          <Button {...action} value="find" variant="secondary">
            {names.show}
          </Button>
          {found > 0 && (
            <Button {...action} value="all" variant="secondary">
              {texts.chooseAll(Math.min(found, most), found)}
            </Button>
          )}
          {lists.length > 0 && <Link href="/nav/lists">{saved.allLists}</Link>}
        </HStack>
      </VStack>
    </details>
  );
}

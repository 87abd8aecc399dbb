import { BodyShort, Checkbox, CheckboxGroup, Detail, TextField } from "@navikt/ds-react";
import { staffTexts } from "../texts/staff-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";

interface Item {
  value: string;
  text: string;
  description: string;
}

interface ChoicesProps {
  frame: PageFrame;
  id: string;
  name: string;
  legend: string;
  error: string | undefined;
  chosen: string[];
  empty: string;
  /** Those without an item are left out. */
  groups: { heading?: string; items: Item[] }[];
}

/** List of checkboxes, in groups with or without a heading; the script adds a search field and a count. */
export function Choices({ frame, id, name, legend, error, chosen, empty, groups }: ChoicesProps) {
  const texts = staffTexts(frame.language);
  const filled = groups.filter(({ items }) => items.length > 0);
  return (
    <CheckboxGroup id={id} legend={legend} error={error} defaultValue={chosen} tabIndex={-1}>
      {filled.length === 0 ? (
        <BodyShort>{empty}</BodyShort>
      ) : (
        <div data-choices={texts.chosen(0).replace("0", "%")}>
          <div hidden data-search>
            <TextField label={texts.search} size="small" autoComplete="off" />
          </div>
          <div className="choices">
            {filled.map(({ heading, items }, group) => (
              <div
                key={group}
                role={heading === undefined ? undefined : "group"}
                aria-labelledby={heading === undefined ? undefined : `${id}-${group}`}
                data-group
              >
                {heading !== undefined && (
                  <Detail id={`${id}-${group}`} weight="semibold">
                    {heading}
                  </Detail>
                )}
                {items.map(({ value, text, description }) => (
                  <Checkbox key={value} name={name} value={value} description={description}>
                    {text}
                  </Checkbox>
                ))}
              </div>
            ))}
          </div>
          <p className="aksel-body-short aksel-body-short--small" role="status" data-chosen />
        </div>
      )}
    </CheckboxGroup>
  );
}

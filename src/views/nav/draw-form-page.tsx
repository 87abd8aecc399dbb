import { BodyLong, Button, Checkbox, Fieldset, HStack, Select, TextField } from "@navikt/ds-react";
import { againReasons } from "../../domain/reasons.ts";
import { drawCriteria, type DrawCriterion } from "../../domain/draws/draw.ts";
import { textIn, type Texts } from "../../domain/language.ts";
import { drawTexts } from "../texts/draw-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { DateField } from "../ui/date-field.tsx";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import { FormPage } from "../ui/form-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { Options } from "../ui/options.tsx";
import { HiddenFields } from "../ui/post-form.tsx";

/** The form as typed. */
export interface DrawForm extends Record<DrawCriterion, string> {
  recipient: string[];
  offer: string;
  agesFrom: string;
  agesTo: string;
  publishedOn: string;
  siblings: boolean;
  seats: string;
  againBecause: string;
}

interface Props {
  frame: PageFrame;
  title: Texts;
  left: number;
  values: DrawForm;
  faults: Faults;
}

/** `/nav/draws/new`: the criteria and their order, before the list is fixed. */
export function DrawFormPage({ frame, title, left, values, faults }: Props) {
  const texts = drawTexts(frame.language);
  const { recipient, offer, siblings, ...typed } = values;
  const field = fieldProps(faults, typed);
  return (
    <FormPage
      frame={{ ...frame, path: "/nav/allocate" }}
      title={texts.tooFew}
      tab="allocate"
      action="/nav/draws"
      intro={textIn(title, frame.language)}
      faults={faults}
      submit={texts.commit}
      beside={
        <Button formAction="/nav/allocate/choose" variant="tertiary">
          {staffTexts(frame.language).changeChoice}
        </Button>
      }
    >
      <HiddenFields values={{ recipient, offer }} />
      <div id="recipients" tabIndex={-1}>
        <BodyLong>{texts.intro(recipient.length, left)}</BodyLong>
      </div>
      <Fieldset
        id="criteria"
        legend={texts.criteria}
        description={texts.criteriaHelp}
        error={faults.get("criteria")}
        tabIndex={-1}
      >
        {drawCriteria.map((name) => (
          <Select key={name} {...field(name)} label={texts.names[name]}>
            <option value="">{texts.unused}</option>
            <Options of={drawCriteria.map((_, i) => [String(i + 1), texts.rank(i + 1)])} />
          </Select>
        ))}
      </Fieldset>
      <HStack gap="space-16" align="end">
        <TextField
          {...field("agesFrom")}
          label={texts.agesFrom}
          error={faults.get("ages")}
          id="ages"
          inputMode="numeric"
          htmlSize={6}
        />
        <TextField {...field("agesTo")} label={texts.agesTo} inputMode="numeric" htmlSize={6} />
      </HStack>
      <DateField {...field("publishedOn")} label={texts.publishedOn} />
      <Checkbox name="siblings" value="yes" defaultChecked={siblings}>
        {texts.siblings}
      </Checkbox>
      <TextField {...field("seats")} label={texts.seats} inputMode="numeric" htmlSize={6} />
      <Select {...field("againBecause")} label={texts.again} description={texts.againHelp}>
        <option value="">{texts.first}</option>
        <Options of={againReasons.map((reason) => [reason, texts.reasons[reason]])} />
      </Select>
    </FormPage>
  );
}

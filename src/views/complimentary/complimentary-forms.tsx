import { Button, Heading, Radio, RadioGroup, Select, TextField, VStack } from "@navikt/ds-react";
import { handOutForms, mostHandedOut } from "../../domain/complimentary/hand-out.ts";
import { languages } from "../../domain/language.ts";
import { complimentaryTexts } from "../texts/complimentary-texts.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import { Options } from "../ui/options.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { HiddenFields, PostForm } from "../ui/post-form.tsx";

/** The two forms as typed. `key` lets a form that is sent twice hand out once. */
export interface ComplimentaryValues {
  setAside: string;
  /** Of the number that is set aside now. */
  revision: string;
  count: string;
  form: string;
  /** Of tickets and page. */
  language: string;
  key: string;
}

export interface FormProps {
  frame: PageFrame;
  action: string;
  values: ComplimentaryValues;
  faults: Faults;
}

/** Form that hands tickets out. */
export function HandOutForm({ frame, action, values, faults }: FormProps) {
  const texts = complimentaryTexts(frame.language);
  const { key, form, language } = values;
  const field = fieldProps(faults, { count: values.count });
  return (
    <PostForm frame={frame} action={action} className="form">
      <HiddenFields values={{ key }} />
      <VStack gap="space-24">
        <Heading size="medium" level="2">
          {texts.handOutHeading}
        </Heading>
        <TextField
          {...field("count")}
          label={texts.count}
          description={texts.countHelp(mostHandedOut)}
          inputMode="numeric"
          htmlSize={6}
        />
        <Select label={texts.language} name="language" defaultValue={language} className="medium">
          <Options of={languages.map((each) => [each, languageNames[each]])} />
        </Select>
        <RadioGroup legend={texts.form} name="form" defaultValue={form}>
          {handOutForms.map((each) => (
            <Radio key={each} value={each}>
              {texts.forms[each]}
            </Radio>
          ))}
        </RadioGroup>
        <div>
          <Button>{texts.handOutButton}</Button>
        </div>
      </VStack>
    </PostForm>
  );
}

import { Button, Checkbox, Radio, RadioGroup, VStack } from "@navikt/ds-react";
import { paymentSheetTexts } from "../texts/payment-sheet-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { Faults } from "../ui/faults.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { OthersChanges, type OthersChange } from "../ui/others-changes.tsx";
import { HiddenFields, PostButton, PostForm } from "../ui/post-form.tsx";
import { PaymentColumnFields, type TypedColumn } from "./payment-column.tsx";

/** As typed; `shown` is the form as it was opened, and `revision` what that was of. */
export interface SheetValues {
  revision: string;
  shown: string;
  separator: string;
  decimal: string;
  hasHeader: boolean;
  columns: TypedColumn[];
}

interface Props {
  values: SheetValues;
  /** What another has changed since the form was opened. */
  others?: OthersChange[] | undefined;
  frame: PageFrame;
  municipality: string;
  /** Name of the municipality. */
  name: string;
  faults: Faults;
  notice: string | undefined;
}

/** Empty rows at the end, for new columns. */
const spare = 3;

/** `/culture/settlements/columns/{municipality}`: the columns of its payments file. */
export function PaymentSheetPage({ frame, municipality, name, values, ...form }: Props) {
  const texts = paymentSheetTexts(frame.language);
  const path = `/culture/settlements/columns/${municipality}`;
  const rows = [
    ...values.columns,
    ...Array.from({ length: spare }, () => ({ heading: "", field: "", value: "" })),
  ];
  return (
    <ContentPage
      frame={{ ...frame, path }}
      title={texts.title(name)}
      tab="settlements"
      notice={form.notice}
      intro={texts.intro}
      faults={form.faults}
    >
      <OthersChanges changes={form.others} language={frame.language} />
      <PostForm frame={frame} action={path} className="sheet">
        <HiddenFields values={{ revision: values.revision, shown: values.shown }} />
        <VStack gap="space-24" align="start">
          {rows.map((column, place) => (
            <PaymentColumnFields
              key={place}
              frame={frame}
              number={place + 1}
              column={column}
              fault={place === 0 ? form.faults.get("columns") : undefined}
            />
          ))}
          <RadioGroup name="separator" legend={texts.separator} defaultValue={values.separator}>
            {([";", ","] as const).map((each) => (
              <Radio key={each} value={each}>
                {texts.separators[each]}
              </Radio>
            ))}
          </RadioGroup>
          <RadioGroup name="decimal" legend={texts.decimal} defaultValue={values.decimal}>
            {([",", "."] as const).map((each) => (
              <Radio key={each} value={each}>
                {texts.decimals[each]}
              </Radio>
            ))}
          </RadioGroup>
          <Checkbox name="hasHeader" value="true" defaultChecked={values.hasHeader}>
            {texts.hasHeader}
          </Checkbox>
          <Button>{texts.save}</Button>
        </VStack>
      </PostForm>
      <PostButton frame={frame} action={`${path}/remove`} values={{ revision: values.revision }}>
        {texts.usual}
      </PostButton>
    </ContentPage>
  );
}

import { HGrid, Select, TextField } from "@navikt/ds-react";
import { paymentFields } from "../../domain/statistics/payment-sheet.ts";
import { paymentSheetTexts } from "../texts/payment-sheet-texts.ts";
import { settlementTexts } from "../texts/settlement-texts.ts";
import { Options } from "../ui/options.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** A column as typed; an empty field is a fixed value. */
export interface TypedColumn {
  heading: string;
  field: string;
  value: string;
}

interface Props {
  frame: PageFrame;
  number: number;
  column: TypedColumn;
  fault: string | undefined;
}

/** The fields of one column of the payment file. */
export function PaymentColumnFields({ frame: { language }, number, column, fault }: Props) {
  const texts = paymentSheetTexts(language);
  const { headings } = settlementTexts(language);
  return (
    <HGrid columns={{ xs: 1, md: 3 }} gap="space-8" data-row>
      <TextField
        id={number === 1 ? "columns" : `heading-${String(number)}`}
        name="heading"
        label={texts.heading(number)}
        defaultValue={column.heading}
        error={fault}
        autoComplete="off"
        size="small"
      />
      <Select name="field" label={texts.field(number)} defaultValue={column.field} size="small">
        <Options
          of={[["", texts.fixed], ...paymentFields.map((each) => [each, headings[each]] as const)]}
        />
      </Select>
      <TextField
        name="value"
        label={texts.value(number)}
        defaultValue={column.value}
        autoComplete="off"
        size="small"
      />
    </HGrid>
  );
}

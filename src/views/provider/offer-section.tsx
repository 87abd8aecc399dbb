import { Heading, VStack } from "@navikt/ds-react";
import type { ReactNode } from "react";
import type { OfferTexts, StaffLanguage } from "../texts/staff-texts.ts";
import type { OfferFormValues } from "./offer-form-values.ts";
import { fieldProps, type Faults } from "../ui/faults.tsx";

/** Data from which each section of an offer's form is rendered. */
export interface FieldContext {
  texts: OfferTexts;
  values: OfferFormValues;
  faults: Faults;
  language: StaffLanguage;
}

type Single = {
  [K in keyof OfferFormValues]: OfferFormValues[K] extends string ? K : never;
}[keyof OfferFormValues];

/** Returns the properties that all inputs of the offer's form have. */
export const fieldOf = ({ values, faults }: Pick<FieldContext, "values" | "faults">) =>
  fieldProps<Single>(faults, values);

/** Whether the form is of an offer that is not stored yet. */
export const isNew = ({ revision }: OfferFormValues): boolean => revision === "";

/** Section of the form with a heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <VStack as="section" gap="space-24">
      <Heading size="medium" level="2">
        {title}
      </Heading>
      {children}
    </VStack>
  );
}

import { Button, HStack, Select, TextField, VStack } from "@navikt/ds-react";
import type { auditTexts } from "../texts/audit-texts.ts";
import type { reasonTexts } from "../texts/reason-texts.ts";
import { DateField } from "../ui/date-field.tsx";
import type { Faults } from "../ui/faults.tsx";
import { fieldProps } from "../ui/faults.tsx";
import { Options } from "../ui/options.tsx";

/** The filter as typed. */
export type TrailValues = Record<
  "from" | "until" | "actor" | "action" | "subject" | "reason",
  string
>;

interface Props {
  values: TrailValues;
  faults: Faults;
  texts: ReturnType<typeof auditTexts>;
  reasons: ReturnType<typeof reasonTexts>["names"];
}

/** Chooses what the page lists. Its address holds ids alone. */
export function TrailFilter({ values, faults, texts, reasons }: Props) {
  const field = fieldProps(faults, values);
  const actions = Object.entries(texts.actions).toSorted(([, a], [, b]) =>
    a.localeCompare(b, "nb"),
  );
  return (
    <form method="get" action="/auditor" aria-label={texts.filter}>
      <VStack gap="space-16" align="start">
        <HStack gap="space-16" wrap align="start">
          {(["from", "until"] as const).map((name) => (
            <DateField
              key={name}
              id={name}
              name={name}
              label={texts[name]}
              defaultValue={values[name]}
              error={faults.get(name)}
            />
          ))}
          <Select id="action" name="action" label={texts.what} defaultValue={values.action}>
            <option value="">{texts.all}</option>
            <Options of={actions} />
          </Select>
          <Select id="reason" name="reason" label={texts.reason} defaultValue={values.reason}>
            <option value="">{texts.all}</option>
            <Options of={Object.entries(reasons)} />
          </Select>
        </HStack>
        <HStack gap="space-16" wrap align="start">
          <TextField {...field("actor")} label={texts.actor} description={texts.actorHelp} />
          <TextField {...field("subject")} label={texts.subject} description={texts.subjectHelp} />
        </HStack>
        <Button size="small" variant="secondary">
          {texts.show}
        </Button>
      </VStack>
    </form>
  );
}

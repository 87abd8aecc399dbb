import { Fieldset, HStack, TextField, VStack } from "@navikt/ds-react";
import { doorsBefore } from "../../domain/offers/usual-doors.ts";
import { DateField } from "../ui/date-field.tsx";
import { isNew, type FieldContext } from "./offer-section.tsx";

/** Rows of an offer's sessions: those that are filled in, and room for more. */
export function OfferSessionFields({ texts, values, faults }: FieldContext) {
  const rows = Math.max(3, values.sessionDate.length + 1);
  return (
    <Fieldset
      id="sessions"
      tabIndex={-1}
      legend={texts.sessions}
      description={
        isNew(values)
          ? `${texts.sessionsHelp} ${texts.doorsUnlessTyped(doorsBefore(values.activity))}`
          : texts.sessionsHelp
      }
      error={faults.get("sessions")}
    >
      {Array.from({ length: rows }, (_, i) => (
        <VStack key={i} as="fieldset" gap="space-16" className="session" data-row>
          <legend>{texts.session(i + 1)}</legend>
          <DateField
            name="sessionDate"
            id={`sessionDate-${i}`}
            label={texts.eventDate}
            defaultValue={values.sessionDate[i] ?? ""}
          />
          <HStack gap="space-16">
            {(
              [
                ["sessionStart", texts.eventStart],
                ["sessionEnd", texts.eventEnd],
                ["sessionDoors", `${texts.eventDoors} ${texts.optional}`],
              ] as const
            ).map(([name, label]) => (
              <TextField
                key={name}
                name={name}
                id={`${name}-${i}`}
                type="time"
                label={label}
                defaultValue={values[name][i] ?? ""}
              />
            ))}
          </HStack>
          <DateField
            name="sessionRepeat"
            id={`sessionRepeat-${i}`}
            label={`${texts.sessionRepeat} ${texts.optional}`}
            defaultValue={values.sessionRepeat[i] ?? ""}
          />
        </VStack>
      ))}
    </Fieldset>
  );
}

import { Checkbox, Fieldset, HStack, TextField, VStack } from "@navikt/ds-react";
import { formatWeekdays } from "../../domain/date-text.ts";
import { fieldOf, type FieldContext } from "./offer-section.tsx";

const week = [1, 2, 3, 4, 5, 6, 7];

/** Opening hours: the same on all weekdays, and folded those of single ones. */
export function OfferHoursFields({
  isRunning = false,
  ...context
}: FieldContext & { isRunning?: boolean }) {
  const { texts, values, faults, language } = context;
  const field = fieldOf(context);
  const { dayOpens, dayCloses, dayClosed } = values;
  return (
    <Fieldset
      id="hours"
      tabIndex={-1}
      legend={`${texts.hours} ${texts.optional}`}
      description={isRunning ? `${texts.hoursHelp} ${texts.hoursChange}` : texts.hoursHelp}
      error={faults.get("hours")}
    >
      <HStack gap="space-16">
        <TextField {...field("hoursOpens")} type="time" label={texts.opens} />
        <TextField {...field("hoursCloses")} type="time" label={texts.closes} />
      </HStack>
      <details open={[...dayOpens, ...dayCloses, ...dayClosed].some((typed) => typed !== "")}>
        <summary>{texts.hoursByDay}</summary>
        <VStack gap="space-16" paddingBlock="space-8">
          <p className="quiet">{texts.hoursByDayHelp}</p>
          <input type="hidden" name="dayClosed" value="" />
          {week.map((weekday, i) => (
            <VStack key={weekday} as="fieldset" gap="space-8" className="session">
              <legend>{formatWeekdays([weekday], language)}</legend>
              <HStack gap="space-16">
                <TextField
                  name="dayOpens"
                  id={`dayOpens-${i}`}
                  type="time"
                  label={texts.opens}
                  defaultValue={dayOpens[i] ?? ""}
                />
                <TextField
                  name="dayCloses"
                  id={`dayCloses-${i}`}
                  type="time"
                  label={texts.closes}
                  defaultValue={dayCloses[i] ?? ""}
                />
              </HStack>
              <Checkbox
                name="dayClosed"
                value={String(weekday)}
                defaultChecked={dayClosed.includes(String(weekday))}
                size="small"
              >
                {texts.closed}
              </Checkbox>
            </VStack>
          ))}
        </VStack>
      </details>
    </Fieldset>
  );
}

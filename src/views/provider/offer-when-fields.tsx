import {
  BodyShort,
  Checkbox,
  CheckboxGroup,
  HStack,
  Radio,
  RadioGroup,
  TextField,
  VStack,
} from "@navikt/ds-react";
import { formatDays, formatWeekdays } from "../../domain/date-text.ts";
import { doorsBefore } from "../../domain/offers/usual-doors.ts";
import { DateField } from "../ui/date-field.tsx";
import { OfferHoursFields } from "./offer-hours-fields.tsx";
import { OfferSessionFields } from "./offer-session-fields.tsx";
import { fieldOf, isNew, Section, type FieldContext } from "./offer-section.tsx";

/** Day and hours of an event. */
export function OfferEventFields(context: FieldContext) {
  const { texts, values } = context;
  const field = fieldOf(context);
  return (
    <VStack gap="space-24">
      <DateField {...field("event.date")} label={texts.eventDate} />
      <HStack gap="space-16">
        <TextField {...field("event.start")} type="time" label={texts.eventStart} />
        <TextField {...field("event.end")} type="time" label={texts.eventEnd} />
        <TextField
          {...field("event.doors")}
          type="time"
          label={`${texts.eventDoors} ${texts.optional}`}
        />
      </HStack>
      {isNew(values) && (
        <BodyShort>{texts.doorsUnlessTyped(doorsBefore(values.activity))}</BodyShort>
      )}
      <DateField
        {...field("event.endDate")}
        label={`${texts.eventEndDate} ${texts.optional}`}
        description={texts.eventEndDateHelp}
      />
    </VStack>
  );
}

/** Period of validity or hours of an event; the stylesheet hides the fields of the kind not chosen. */
export function OfferWhenFields(context: FieldContext & { easters: [string, string][] }) {
  const { texts, values, faults, language, easters } = context;
  const field = fieldOf(context);
  const rows = Math.max(2, values.closedFrom.length + 1);
  return (
    <Section title={texts.when}>
      <RadioGroup
        id="whenKind"
        name="whenKind"
        legend={texts.whenLegend}
        defaultValue={values.whenKind}
      >
        {(["period", "event", "sessions"] as const).map((kind) => (
          <Radio key={kind} value={kind} className={`when-${kind}`}>
            {texts.whenKinds[kind]}
          </Radio>
        ))}
      </RadioGroup>
      <div className="for-event">
        <OfferEventFields {...context} />
      </div>
      <div className="for-sessions">
        <OfferSessionFields {...context} />
      </div>
      <VStack gap="space-24" className="for-period">
        <HStack gap="space-16">
          <DateField {...field("validFrom")} label={texts.validFrom} />
          <DateField {...field("validUntil")} label={texts.validUntil} />
        </HStack>
        <CheckboxGroup
          id="weekdays"
          tabIndex={-1}
          legend={texts.weekdays}
          description={texts.weekdaysHelp}
          defaultValue={values.weekdays}
          error={faults.get("weekdays")}
          className="columns"
        >
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
            <Checkbox key={weekday} name="weekdays" value={String(weekday)}>
              {formatWeekdays([weekday], language)}
            </Checkbox>
          ))}
        </CheckboxGroup>
        <OfferHoursFields {...context} />
        <CheckboxGroup
          id="blackout"
          tabIndex={-1}
          legend={`${texts.blackout} ${texts.optional}`}
          defaultValue={values.easter}
          error={faults.get("blackout")}
        >
          {easters.map(([first, last]) => (
            <Checkbox key={first} name="easter" value={first.slice(0, 4)}>
              {texts.easter(`${formatDays([first, last], language)} ${first.slice(0, 4)}`)}
            </Checkbox>
          ))}
        </CheckboxGroup>
        {Array.from({ length: rows }, (_, i) => (
          <HStack key={i} gap="space-16" data-row>
            {(["closedFrom", "closedUntil"] as const).map((name) => (
              <DateField
                key={name}
                name={name}
                id={`${name}-${i}`}
                label={texts[name](i + 1)}
                defaultValue={values[name][i] ?? ""}
              />
            ))}
          </HStack>
        ))}
      </VStack>
    </Section>
  );
}

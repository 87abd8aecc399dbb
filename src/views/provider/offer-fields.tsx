import {
  Checkbox,
  CheckboxGroup,
  Heading,
  HStack,
  Radio,
  RadioGroup,
  Select,
  Textarea,
  TextField,
  VStack,
} from "@navikt/ds-react";
import type { ReactNode } from "react";
import { offerCategories } from "../../domain/offer.ts";
import { formatDays, formatWeekdays } from "../format-date.ts";
import type { OfferTexts } from "../texts/provider-texts.ts";
import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { DateField } from "./date-field.tsx";
import type { OfferFormValues } from "./offer-form-values.ts";
import type { Faults } from "./provider-faults.tsx";

export interface FieldContext {
  texts: OfferTexts;
  values: OfferFormValues;
  faults: Faults;
  language: StaffLanguage;
}

type Single = {
  [K in keyof OfferFormValues]: OfferFormValues[K] extends string ? K : never;
}[keyof OfferFormValues];

const fieldOf =
  ({ values, faults }: Pick<FieldContext, "values" | "faults">) =>
  (name: Single) => ({
    id: name,
    name,
    defaultValue: values[name],
    error: faults.get(name),
    autoComplete: "off",
  });

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

/** What the ticket is called and gives, in every language. */
export function TextFields(context: FieldContext & { fixedCategory?: boolean }) {
  const { texts, values, faults, language, fixedCategory = false } = context;
  const field = fieldOf(context);
  const others = ["nn", "en", "sma"] as const;
  const isOpen = others.some(
    (one) =>
      values[`title.${one}`] !== "" ||
      values[`description.${one}`] !== "" ||
      faults.has(`title.${one}`) ||
      faults.has(`description.${one}`),
  );
  const { categories } = staffTexts(language);
  return (
    <Section title={texts.what}>
      {!fixedCategory && (
        <Select {...field("category")} label={texts.category} className="medium">
          {offerCategories.map((category) => (
            <option key={category} value={category}>
              {categories[category]}
            </option>
          ))}
        </Select>
      )}
      <TextField {...field("title.nb")} label={texts.titleNb} description={texts.titleHelp} />
      <Textarea
        {...field("description.nb")}
        label={`${texts.descriptionNb} ${texts.optional}`}
        description={texts.descriptionHelp}
        minRows={3}
        resize="vertical"
      />
      <details open={isOpen}>
        <summary>{texts.otherLanguages}</summary>
        <VStack gap="space-24" paddingBlock="space-8">
          <p className="quiet">{texts.otherLanguagesHelp}</p>
          {others.map((one) => (
            <VStack key={one} gap="space-16">
              <TextField {...field(`title.${one}`)} label={texts.titleIn(texts.languages[one])} />
              <Textarea
                {...field(`description.${one}`)}
                label={texts.descriptionIn(texts.languages[one])}
                minRows={2}
                resize="vertical"
              />
            </VStack>
          ))}
        </VStack>
      </details>
    </Section>
  );
}

const shortDay = (weekday: number, language: StaffLanguage) => formatWeekdays([weekday], language);

/** A period, or the hours of an event; the other one's fields are hidden where the browser can. */
export function WhenFields(context: FieldContext & { easters: [string, string][] }) {
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
        {(["period", "event"] as const).map((kind) => (
          <Radio key={kind} value={kind} className={`when-${kind}`}>
            {texts.whenKinds[kind]}
          </Radio>
        ))}
      </RadioGroup>
      <VStack gap="space-24" className="for-event">
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
      </VStack>
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
              {shortDay(weekday, language)}
            </Checkbox>
          ))}
        </CheckboxGroup>
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
          <HStack key={i} gap="space-16">
            <DateField
              name="closedFrom"
              id={`closedFrom-${i}`}
              label={texts.closedFrom(i + 1)}
              defaultValue={values.closedFrom[i] ?? ""}
            />
            <DateField
              name="closedUntil"
              id={`closedUntil-${i}`}
              label={texts.closedUntil(i + 1)}
              defaultValue={values.closedUntil[i] ?? ""}
            />
          </HStack>
        ))}
      </VStack>
    </Section>
  );
}

/** How many, and what one of them gives. */
export function AmountFields(context: FieldContext) {
  const { texts, values } = context;
  const field = fieldOf(context);
  const number = { inputMode: "numeric", className: "number" } as const;
  return (
    <Section title={texts.howMany}>
      <TextField {...field("quota")} {...number} label={texts.quota} />
      <TextField {...field("perRecipient")} {...number} label={texts.perRecipient} />
      <TextField
        {...field("companions")}
        inputMode="numeric"
        label={texts.companions}
        description={texts.companionsHelp}
        className="number"
      />
      <RadioGroup name="usesKind" legend={texts.usesLegend} defaultValue={values.usesKind}>
        {(["once", "times", "unlimited"] as const).map((kind) => (
          <Radio key={kind} value={kind} className={`uses-${kind}`}>
            {texts.usesKinds[kind]}
          </Radio>
        ))}
      </RadioGroup>
      <div className="for-times">
        <TextField {...field("uses")} {...number} label={texts.uses} />
      </div>
      <div className="for-many">
        <TextField
          {...field("usesPerDay")}
          {...number}
          label={`${texts.usesPerDay} ${texts.optional}`}
        />
      </div>
      <TextField
        {...field("claimWithinDays")}
        inputMode="numeric"
        label={`${texts.claimWithinDays} ${texts.optional}`}
        className="number"
      />
    </Section>
  );
}

/** Which children. */
export function WhomFields(
  context: FieldContext & { municipalities: ReadonlyMap<string, string> },
) {
  const { texts, values, faults, municipalities } = context;
  const field = fieldOf(context);
  return (
    <Section title={texts.forWhom}>
      <HStack gap="space-16">
        <TextField
          {...field("ageFrom")}
          inputMode="numeric"
          label={texts.ageFrom}
          className="age"
        />
        <TextField {...field("ageTo")} inputMode="numeric" label={texts.ageTo} className="age" />
      </HStack>
      <CheckboxGroup
        id="municipalities"
        tabIndex={-1}
        legend={texts.municipalities}
        defaultValue={values.municipalities}
        error={faults.get("municipalities")}
        className={municipalities.size > 12 ? "columns choices" : "columns"}
      >
        {[...municipalities].map(([number, name]) => (
          <Checkbox key={number} name="municipalities" value={number}>
            {name}
          </Checkbox>
        ))}
      </CheckboxGroup>
    </Section>
  );
}

/** Where it is, and what the municipality pays. */
export function PlaceFields(context: FieldContext) {
  const { texts } = context;
  const field = fieldOf(context);
  return (
    <>
      <Section title={texts.where}>
        <TextField {...field("place.name")} label={`${texts.placeName} ${texts.optional}`} />
        <TextField {...field("place.address")} label={`${texts.placeAddress} ${texts.optional}`} />
      </Section>
      <Section title={texts.money}>
        <TextField
          {...field("refund")}
          inputMode="decimal"
          label={texts.refund}
          description={texts.refundHelp}
          className="number"
        />
      </Section>
    </>
  );
}

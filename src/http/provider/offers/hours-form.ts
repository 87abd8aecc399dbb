import { lineOf, ordered, type OpeningHours } from "../../../domain/offers/opening-hours.ts";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";

type HoursValues = Pick<
  OfferFormValues,
  "hoursOpens" | "hoursCloses" | "dayOpens" | "dayCloses" | "dayClosed"
>;

const week = [1, 2, 3, 4, 5, 6, 7];
// A browser's field of a time of day has no 24:00.
const [midnight, endOfDay] = ["00:00", "24:00"];

/**
 * The opening hours as typed: those of a weekday, or of all, but not of a day that is ticked as closed; null without any.
 * What is no time is left to validation, as are days that are closed where no day is open.
 */
export function hoursOfForm(values: HoursValues): OpeningHours[] | null {
  const { dayClosed } = values;
  const lines = week.flatMap((weekday, i) => {
    const opens = values.dayOpens[i] || values.hoursOpens;
    const closes = values.dayCloses[i] || values.hoursCloses;
    if ((opens === "" && closes === "") || dayClosed.includes(String(weekday))) return [];
    return [{ weekdays: [weekday], opens, closes: closes === midnight ? endOfDay : closes }];
  });
  if (lines.length > 0) return ordered(lines);
  return dayClosed.length === 0 ? null : [{ weekdays: week, opens: "", closes: "" }];
}

/** The form's values of an offer's opening hours: the hours of most days for all, and what other days have instead. */
export function hoursValues(hours: readonly OpeningHours[] = []): HoursValues {
  const typed = (time = "") => (time === endOfDay ? midnight : time);
  const [usual] = hours.toSorted((a, b) => b.weekdays.length - a.weekdays.length);
  const ownOf = (weekday: number) => {
    const line = lineOf(hours, weekday);
    return line === usual ? undefined : line;
  };
  const isClosed = (weekday: number) => usual !== undefined && !lineOf(hours, weekday);
  return {
    hoursOpens: usual?.opens ?? "",
    hoursCloses: typed(usual?.closes),
    dayOpens: usual ? week.map((weekday) => ownOf(weekday)?.opens ?? "") : [],
    dayCloses: usual ? week.map((weekday) => typed(ownOf(weekday)?.closes)) : [],
    dayClosed: week.filter(isClosed).map(String),
  };
}

import { lineOf, ordered, type OpeningHours } from "../../domain/offers/opening-hours.ts";
import type { OfferFormValues } from "../../views/provider/offer-form-values.ts";

type HoursValues = Pick<OfferFormValues, "hoursOpens" | "hoursCloses" | "dayOpens" | "dayCloses">;

const week = [1, 2, 3, 4, 5, 6, 7];
// A browser's field of a time of day has no 24:00.
const [midnight, endOfDay] = ["00:00", "24:00"];

/** The opening hours as typed: those of a weekday, or of all; null without any. What is no time is left to validation. */
export function hoursOfForm(values: HoursValues): OpeningHours[] | null {
  const lines = week.flatMap((weekday, i) => {
    const opens = values.dayOpens[i] || values.hoursOpens;
    const closes = values.dayCloses[i] || values.hoursCloses;
    if (opens === "" && closes === "") return [];
    return [{ weekdays: [weekday], opens, closes: closes === midnight ? endOfDay : closes }];
  });
  return lines.length === 0 ? null : ordered(lines);
}

/** The form's values of an offer's opening hours. */
export function hoursValues(hours: readonly OpeningHours[] = []): HoursValues {
  const [first] = hours;
  const typed = (time: string) => (time === endOfDay ? midnight : time);
  if (first?.weekdays.length === week.length) {
    const { opens, closes } = first;
    return { hoursOpens: opens, hoursCloses: typed(closes), dayOpens: [], dayCloses: [] };
  }
  const lineOfDay = (weekday: number) => lineOf(hours, weekday);
  return {
    hoursOpens: "",
    hoursCloses: "",
    dayOpens: week.map((weekday) => lineOfDay(weekday)?.opens ?? ""),
    dayCloses: week.map((weekday) => typed(lineOfDay(weekday)?.closes ?? "")),
  };
}

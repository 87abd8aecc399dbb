import type { Texts } from "../../domain/language.ts";
import { startsOf } from "../../domain/offers/event-days.ts";
import { isoInOslo } from "../../domain/period.ts";
import type { TicketContent } from "../content.ts";

export function relevance(content: TicketContent) {
  const [first, ...others] = startsOf(content).map((start) => start.toISOString());
  if (first === undefined) return {};
  // Both spellings: that of iOS 18 and that of iOS 26.
  const relevantDates = [first, ...others].map((date) => ({ relevantDate: date, date }));
  return { relevantDate: first, relevantDates };
}

export function locationsOf({ place, isPlaceOnlyRead = false }: TicketContent) {
  if (isPlaceOnlyRead || place?.latitude === undefined || place.longitude === undefined) return {};
  return { locations: [{ latitude: place.latitude, longitude: place.longitude }] };
}

/**
 * What the phone may know of an event beside showing it: it offers the way there and the calendar. Without
 * `preferredStyleSchemes` the ticket keeps its classic form, since a poster shows no barcode (docs/apple.md).
 */
export function semanticsOf(
  { event, place, style, title, isPlaceOnlyRead = false }: TicketContent,
  text: (texts: Texts) => string,
) {
  if (style !== "event" || !event) return {};
  return {
    semantics: {
      eventType: "PKEventTypeGeneric" as const,
      eventName: text(title),
      eventStartDate: isoInOslo(event.start),
      eventEndDate: isoInOslo(event.end),
      ...(place && !isPlaceOnlyRead && { venueName: place.name }),
      ...(!isPlaceOnlyRead &&
        place?.latitude !== undefined &&
        place.longitude !== undefined && {
          venueLocation: { latitude: place.latitude, longitude: place.longitude },
        }),
    },
  };
}

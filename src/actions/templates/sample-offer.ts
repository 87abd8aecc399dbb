import type { Offer } from "../../domain/offers/offer.ts";
import { addDays, dayInOslo, startOfDay } from "../../domain/period.ts";
import type { FieldSource, TemplateDefinition } from "../../domain/templates/template.ts";

const eventSources = new Set<string>(["doors", "eventDate", "eventStart"] satisfies FieldSource[]);
const hour = 60 * 60 * 1000;

/** Creates an offer with a value for every field of the template, for trials and previews. */
export function sampleOffer({
  definition: { fields, style },
  providerId,
  at,
}: {
  definition: TemplateDefinition;
  providerId: string;
  at: Date;
}): Offer {
  const isEvent =
    style === "event" ||
    Object.values(fields)
      .flat()
      .some(({ value }) => "source" in value && eventSources.has(value.source));
  const today = dayInOslo(at);
  const evening = startOfDay(addDays(today, 30)).getTime() + 18 * hour;
  const start = new Date(evening);
  const hoursFrom = (hours: number) => new Date(start.getTime() + hours * hour);
  return {
    id: "00000000-0000-4000-8000-000000000000",
    providerId,
    state: "open",
    templateId: "00000000-0000-4000-8000-000000000000",
    templateVersion: 1,
    contentVersion: 1,
    title: { nb: "Eksempelbillett", nn: "Døme på billett", en: "Sample ticket" },
    description: {
      nb: "Slik ser billetten ut.",
      nn: "Slik ser billetten ut.",
      en: "This is how the ticket looks.",
    },
    category: "other",
    quota: 1,
    allocated: 0,
    validity: { from: startOfDay(today), until: startOfDay(addDays(today, 90)) },
    ...(isEvent && { event: { doors: hoursFrom(-1), start, end: hoursFrom(2) } }),
    ageFrom: 0,
    ageTo: 25,
    municipalities: [],
    perRecipient: 1,
    companions: 1,
    uses: 10,
    refundPerAdmissionOre: 0,
    place: {
      name: "Bergstaden",
      address: "Torget 1, 7374 Røros",
      latitude: 62.5764,
      longitude: 11.3873,
    },
  };
}

import type { HolderTicket } from "../../src/views/holder/holder-ticket.ts";

const oslo = (text: string) => new Date(text);

/** One ticket of each kind, as a holder may have them side by side. */
export const ticketCases: (HolderTicket & { barcode: string })[] = [
  {
    serialNumber: "AAAAAAAAAAAAAAAAAAAAAA",
    offerId: "offer",
    ticketNumber: "123456786",
    state: "active",
    title: { nb: "Dagskort i skitrekket", en: "Day lift pass" },
    description: { nb: "Ett dagskort på valgfri dag i sesongen." },
    provider: "Hovdelia skisenter",
    validity: { from: oslo("2026-12-19T00:00:00+01:00"), until: oslo("2027-04-12T00:00:00+02:00") },
    blackout: [["2027-03-25", "2027-03-29"]],
    uses: 1,
    usesLeft: 1,
    admits: 1,
    place: { name: "Hovdelia skisenter", address: "Skiveien 40, 7380 Ålen" },
    claimUntil: oslo("2027-01-20T00:00:00+01:00"),
    returnAt: null,
    fetchedAt: null,
    notes: [
      {
        label: { nb: "Vilkår", en: "Terms" },
        text: { nb: "Vis koden ved inngangen.", en: "Show the code at the entrance." },
      },
    ],
    colors: { background: "#0b3d62", foreground: "#ffffff", label: "#bfe0f5" },
    barcode: `J2${"A".repeat(176)}`,
  },
  {
    serialNumber: "BBBBBBBBBBBBBBBBBBBBBB",
    offerId: "offer",
    ticketNumber: "123456786",
    state: "active",
    title: { nb: "Julekonsert for hele familien", en: "Family Christmas concert" },
    provider: "Storsalen kulturhus",
    validity: { from: oslo("2026-12-05T00:00:00+01:00"), until: oslo("2026-12-06T00:00:00+01:00") },
    event: {
      doors: oslo("2026-12-05T16:00:00+01:00"),
      start: oslo("2026-12-05T17:00:00+01:00"),
      end: oslo("2026-12-05T19:00:00+01:00"),
    },
    uses: 1,
    usesLeft: 1,
    admits: 2,
    place: { name: "Storsalen kulturhus", address: "Kulturplassen 2, 7374 Røros" },
    claimUntil: null,
    returnAt: null,
    fetchedAt: null,
    notes: [
      {
        label: { nb: "Vilkår", en: "Terms" },
        text: { nb: "Vis koden ved inngangen.", en: "Show the code at the entrance." },
      },
    ],
    colors: { background: "#5a1028", foreground: "#ffffff", label: "#f6c9a8" },
    barcode: `J2${"B".repeat(176)}`,
  },
  {
    serialNumber: "CCCCCCCCCCCCCCCCCCCCCC",
    offerId: "offer",
    ticketNumber: "123456786",
    state: "active",
    title: { nb: "Klippekort, 10 bad", en: "Punch card, 10 swims" },
    provider: "Fjellbadet",
    validity: { from: oslo("2026-09-01T00:00:00+02:00"), until: oslo("2027-07-01T00:00:00+02:00") },
    weekdays: [6, 7],
    uses: 10,
    usesLeft: 7,
    usesPerDay: 1,
    admits: 1,
    claimUntil: null,
    returnAt: null,
    fetchedAt: oslo("2026-11-01T00:00:00+01:00"),
    notes: [
      {
        label: { nb: "Vilkår", en: "Terms" },
        text: { nb: "Vis koden ved inngangen.", en: "Show the code at the entrance." },
      },
    ],
    colors: { background: "#e6f7f5", foreground: "#06302c", label: "#23605a" },
    barcode: `J2${"C".repeat(176)}`,
  },
];

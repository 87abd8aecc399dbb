import sharp from "sharp";
import type { TicketContent, TicketState } from "../../src/wallets/content.ts";
import { testNow } from "./builders.ts";

/** A concert with something in every slot, unless told otherwise. */
export function aContent(overrides: Partial<TicketContent> = {}): TicketContent {
  const start = new Date("2027-03-12T19:00:00+01:00");
  return {
    offerId: "0f2b7c1e-5d0a-4c55-9c8e-6a3c1f4d2b90",
    contentVersion: 1,
    style: "event",
    organizationName: "Bergstaden kulturhus",
    title: { nb: "Vårkonsert", nn: "Vårkonsert", en: "Spring concert" },
    logoText: { nb: "Kulturhuset", en: "House of Culture" },
    colors: { background: "#123b5d", foreground: "#ffffff", label: "#cfe3f3" },
    fields: [
      {
        slot: "header",
        key: "start",
        label: { nb: "Start", en: "Starts" },
        value: { kind: "instant", at: start, precision: "minute" },
        changeMessage: { nb: "Ny tid: %@", en: "New time: %@" },
      },
      {
        slot: "primary",
        key: "title",
        label: { nb: "Konsert", en: "Concert" },
        value: { kind: "text", text: { nb: "Vårkonsert", nn: "Vårkonsert", en: "Spring concert" } },
      },
      {
        slot: "secondary",
        key: "left",
        label: { nb: "Igjen", nn: "Att", en: "Left" },
        value: { kind: "ticket", source: "usesLeft" },
        changeMessage: { nb: "%@ igjen", nn: "%@ att", en: "%@ left" },
      },
      {
        slot: "back",
        key: "number",
        label: { nb: "Nummer", en: "Number" },
        value: { kind: "ticket", source: "ticketNumber" },
      },
    ],
    validity: {
      from: new Date("2027-03-12T00:00:00+01:00"),
      until: new Date("2027-03-13T00:00:00+01:00"),
    },
    event: { start, end: new Date("2027-03-12T21:00:00+01:00") },
    place: {
      name: "Storsalen",
      address: "Bergmannsgata 1",
      latitude: 62.5747,
      longitude: 11.3842,
    },
    admits: 2,
    ...overrides,
  };
}

export function aTicketState(overrides: Partial<TicketState> = {}): TicketState {
  return {
    serialNumber: "R7bJ0o1l2QmX9c_4-zTgVw",
    usesLeft: 3,
    lastsUntil: null,
    partsLeft: null,
    endedAt: null,
    ticketNumber: "123 456 786",
    barcode: "J2ABCD2345",
    barcodeText: "123 456 786",
    ...overrides,
  };
}

export const anEndedTicketState = (overrides: Partial<TicketState> = {}): TicketState =>
  aTicketState({ endedAt: new Date(testNow.getTime() - 60_000), barcode: "", ...overrides });

/** A PNG that does not compress: as large as it looks. */
export async function aPng(width: number, height: number): Promise<Buffer> {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
  return sharp({ create: { width, height, channels: 3, background: "#888", noise } })
    .png()
    .toBuffer();
}

/** Icon, logo and strip of an event ticket in the sizes that every phone asks for. */
export async function eventImages(): Promise<Map<string, Buffer>> {
  const slots: [string, number, number][] = [
    ["icon.png", 38, 38],
    ["icon@2x.png", 76, 76],
    ["icon@3x.png", 114, 114],
    ["logo.png", 160, 50],
    ["strip.png", 375, 98],
    ["google-hero.png", 1032, 336],
  ];
  return new Map(
    await Promise.all(
      slots.map(async ([name, width, height]): Promise<[string, Buffer]> => [
        name,
        await aPng(width, height),
      ]),
    ),
  );
}

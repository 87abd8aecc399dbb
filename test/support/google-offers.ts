import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Offer } from "../../src/domain/offers/offer.ts";
import type { TemplateDefinition, TicketStyle } from "../../src/domain/templates/template.ts";
import { contentOf, type TicketContent } from "../../src/wallets/content.ts";
import type { GoogleOffer, GoogleTicket } from "../../src/wallets/google/google-wallet.ts";
import { aTemplateDefinition } from "./builders.ts";

/** What the shipped templates' folder holds, by slug. */
export function shippedDefinitions(): Map<string, TemplateDefinition> {
  const folder = new URL("../../templates/", import.meta.url);
  const slugs = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory());
  return new Map(
    slugs.map(({ name }) => {
      const text = readFileSync(new URL(`${name}/template.json`, folder), "utf8");
      return [name, JSON.parse(text) as TemplateDefinition];
    }),
  );
}

const offer: Offer = {
  id: "5b0c2f7e-4d7b-4c1e-9a53-6c2e0a3d1f10",
  providerId: "0d7c5a52-37a5-4c55-8f1c-0a5a4de0a0b1",
  state: "open",
  templateId: "7a1fc6b0-2a0d-4c1c-b1a5-7d8a86a7a001",
  templateVersion: 1,
  contentVersion: 1,
  title: { nb: "Dagskort i skitrekket", nn: "Dagskort i skitrekket", en: "Day lift pass" },
  description: { nb: "Gjelder alle heiser.", en: "Valid for all lifts." },
  category: "ski",
  quota: 80,
  allocated: 0,
  validity: {
    from: new Date("2026-12-19T00:00:00+01:00"),
    until: new Date("2027-07-01T00:00:00+02:00"),
  },
  event: {
    doors: new Date("2027-01-15T18:00:00+01:00"),
    start: new Date("2027-01-15T19:00:00+01:00"),
    end: new Date("2027-01-15T21:00:00+01:00"),
  },
  ageFrom: 5,
  ageTo: 16,
  municipalities: ["5025"],
  perRecipient: 1,
  companions: 1,
  uses: 5,
  refundPerAdmissionOre: 0,
  place: {
    name: "Hovdelia skisenter",
    address: "Skiveien 40, 7380 Ålen",
    latitude: 62.8392,
    longitude: 11.2911,
  },
};

const imageHashes = new Map([
  ["google-logo.png", "a".repeat(64)],
  ["google-hero.png", "b".repeat(64)],
]);

/** An offer with all that an offer may have, in the builders' template unless told otherwise. */
export function aGoogleOffer({
  style,
  definition = aTemplateDefinition,
  content,
  terms,
}: {
  style?: TicketStyle;
  definition?: TemplateDefinition;
  content?: Partial<TicketContent>;
  terms?: Partial<Offer>;
} = {}): GoogleOffer {
  const styled = style === undefined ? definition : { ...definition, style };
  const made = contentOf(
    styled,
    { ...offer, id: randomUUID(), ...terms },
    { name: "Hovdelia skisenter" },
  );
  return { content: { ...made, ...content }, imageHashes };
}

export function aGoogleTicket(overrides: Partial<GoogleTicket> = {}): GoogleTicket {
  const serialNumber = randomBytes(16).toString("base64url");
  return {
    serialNumber,
    state: "active",
    usesLeft: 5,
    lastsUntil: null,
    partsLeft: null,
    endedAt: null,
    ticketNumber: "123 456 786",
    barcode: `J2${serialNumber}`,
    barcodeText: "123 456 786",
    language: "nb",
    erased: false,
    withLocation: true,
    ...overrides,
  };
}

import { randomBytes, randomUUID } from "node:crypto";
import type { Pool } from "../../src/db/connect.ts";
import { toOfferRow } from "../../src/db/offers/offer-row.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import type { Language } from "../../src/domain/language.ts";
import { hasEnded, type PassState } from "../../src/domain/passes/pass.ts";
import type { TemplateDefinition } from "../../src/domain/templates/template.ts";
import { KeyRing } from "../../src/key-ring.ts";

/** In the middle of the default offer's validity: what tests' clocks show. */
export const testNow = new Date("2027-01-15T10:00:00Z");

const testSecret = Buffer.alloc(32, 7);
export const testKeyRing = new KeyRing([{ id: "test", secret: testSecret }]);
/** The same as SECRET_KEYS, for a process of its own. */
export const testSecretKeys = `test:${testSecret.toString("base64")}`;

const newSerialNumber = () => randomBytes(16).toString("base64url");

/** Inserts the municipality if it is not there yet, and answers its number. */
export async function aMunicipality(db: Pool, number = "5025"): Promise<string> {
  await db("municipalities")
    .insert({ number, name: `Kommune ${number}` })
    .onConflict()
    .ignore();
  return number;
}

/** A number with a right check digit, made from eight digits; some eight digits have none. */
function organisationNumber(): string {
  for (;;) {
    const digits = Array.from(randomBytes(8), (byte) => byte % 10);
    const sum = [3, 2, 7, 6, 5, 4, 3, 2].reduce((s, w, i) => s + w * (digits[i] ?? 0), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return digits.join("") + String(check);
  }
}

export interface BuiltProvider {
  id: string;
  slug: string;
  name: string;
  organisationNumber: string;
}

/** A provider that the culture office has approved; it came before anything that tests tell of. */
export async function aProvider(
  db: Pool,
  {
    municipality = "5025",
    state = "approved",
    name = "Hovdelia skisenter",
  }: { municipality?: string; state?: "invited" | "approved" | "suspended"; name?: string } = {},
): Promise<BuiltProvider> {
  await aMunicipality(db, municipality);
  const provider = {
    id: randomUUID(),
    slug: `provider-${randomBytes(5).toString("hex")}`,
    name,
    organisationNumber: organisationNumber(),
  };
  await db("providers").insert({
    id: provider.id,
    slug: provider.slug,
    name,
    organisation_number: provider.organisationNumber,
    municipality_number: municipality,
    state,
    contact_email: "post@provider.example",
    created_at: "2026-01-01T00:00:00+01:00",
  });
  return provider;
}

export const aTemplateDefinition: TemplateDefinition = {
  name: { nb: "Dagskort", en: "Day pass" },
  style: "coupon",
  colors: { background: "#123b5d", foreground: "#ffffff", label: "#cfe3f3" },
  fields: {
    header: [],
    primary: [{ key: "title", label: { nb: "Billett" }, value: { source: "title" } }],
    secondary: [
      { key: "until", label: { nb: "Gyldig til" }, value: { source: "validUntil" } },
      { key: "admits", label: { nb: "Gjelder" }, value: { source: "admits" } },
    ],
    auxiliary: [{ key: "left", label: { nb: "Igjen" }, value: { source: "usesLeft" } }],
    back: [{ key: "number", label: { nb: "Nummer" }, value: { source: "ticketNumber" } }],
  },
};

/** A template without images: enough for whatever does not render. */
export async function aTemplate(
  db: Pool,
  {
    providerId,
    definition = aTemplateDefinition,
  }: { providerId?: string; definition?: TemplateDefinition } = {},
): Promise<{ id: string; version: number }> {
  const id = randomUUID();
  await db("templates").insert({
    id,
    provider_id: providerId ?? null,
    slug: providerId === undefined ? `template-${randomBytes(5).toString("hex")}` : null,
  });
  await db("template_versions").insert({
    template_id: id,
    version: 1,
    definition: JSON.stringify(definition),
  });
  return { id, version: 1 };
}

/** An open day pass for ages 2 to 16 of Røros, 1 October 2026 to 30 June 2027, unless told otherwise. */
export async function anOffer(db: Pool, overrides: Partial<Offer> = {}): Promise<Offer> {
  const providerId = overrides.providerId ?? (await aProvider(db)).id;
  const template =
    overrides.templateId === undefined
      ? await aTemplate(db, { providerId })
      : { id: overrides.templateId, version: overrides.templateVersion ?? 1 };
  const offer: Offer = {
    id: randomUUID(),
    state: "open",
    contentVersion: 1,
    title: { nb: "Dagskort i skitrekket", en: "Day lift pass" },
    category: "ski",
    quota: 100,
    allocated: 0,
    validity: {
      from: new Date("2026-10-01T00:00:00+02:00"),
      until: new Date("2027-07-01T00:00:00+02:00"),
    },
    ageFrom: 2,
    ageTo: 16,
    municipalities: ["5025"],
    perRecipient: 1,
    companions: 0,
    uses: 1,
    refundPerAdmissionOre: 0,
    ...overrides,
    providerId,
    templateId: template.id,
    templateVersion: template.version,
  };
  for (const number of offer.municipalities) await aMunicipality(db, number);
  await db("offers").insert({
    ...toOfferRow(offer),
    id: offer.id,
    provider_id: offer.providerId,
    state: offer.state,
    template_version: offer.templateVersion,
    content_version: offer.contentVersion,
    allocated: offer.allocated,
  });
  await db("offer_municipalities").insert(
    offer.municipalities.map((number) => ({ offer_id: offer.id, municipality_number: number })),
  );
  return offer;
}

export interface BuiltRecipient {
  id: string;
  reference: string;
  municipality: string;
  birthYear: number;
}

/** A ten-year-old of Røros who reads Bokmål and gets a text message. */
export async function aRecipient(
  db: Pool,
  {
    reference = `SAK-${randomBytes(5).toString("hex")}`,
    municipality = "5025",
    birthYear = 2017,
    language = "nb",
    delivery = "sms",
    phone = "+4799999999",
    email,
    label,
    protectedAddress = false,
    keyRing = testKeyRing,
  }: {
    reference?: string;
    municipality?: string;
    birthYear?: number;
    language?: Language;
    delivery?: "sms" | "email" | "print" | "none";
    phone?: string;
    email?: string;
    label?: string;
    protectedAddress?: boolean;
    keyRing?: KeyRing;
  } = {},
): Promise<BuiltRecipient> {
  await aMunicipality(db, municipality);
  const id = randomUUID();
  const sealed = (
    column: "reference_sealed" | "label_sealed" | "contact_sealed" | "protected_address_sealed",
    text: string,
  ) => keyRing.encrypt({ column: `recipients.${column}`, row: id }, text);
  await db("recipients").insert({
    id,
    municipality_number: municipality,
    reference_lookup: keyRing.hmac("reference", reference),
    reference_sealed: sealed("reference_sealed", reference),
    label_sealed: label === undefined ? null : sealed("label_sealed", label),
    contact_sealed: sealed("contact_sealed", JSON.stringify({ phone, email })),
    birth_year: birthYear,
    language,
    delivery,
    protected_address_sealed: sealed("protected_address_sealed", protectedAddress ? "1" : "0"),
    restricted: protectedAddress,
  });
  return { id, reference, municipality, birthYear };
}

/** Many ten-year-olds of Røros at once, who are told nothing: for crowds. */
export async function aCrowd(
  db: Pool,
  count: number,
  {
    municipality = "5025",
    keyRing = testKeyRing,
  }: { municipality?: string; keyRing?: KeyRing } = {},
): Promise<string[]> {
  await aMunicipality(db, municipality);
  const crowd = randomBytes(5).toString("hex");
  const references = Array.from({ length: count }, (_, i) => `SAK-${crowd}-${i}`);
  const ids = references.map(() => randomUUID());
  const sealed = (row: string) =>
    keyRing.encrypt({ column: "recipients.reference_sealed", row }, "SAK");
  await db.raw(
    `insert into recipients (id, municipality_number, reference_lookup, reference_sealed,
       birth_year, language, delivery)
     select new.id, ?, new.lookup, new.sealed, 2017, 'nb', 'none'
     from unnest(?::uuid[], ?::bytea[], ?::bytea[]) as new (id, lookup, sealed)`,
    [municipality, ids, references.map((each) => keyRing.hmac("reference", each)), ids.map(sealed)],
  );
  return references;
}

/** The bare decision; its tickets are made by `aPass({ allocationId })`. */
export async function anAllocation(
  db: Pool,
  {
    municipalities = ["5025"],
    allocated = 1,
  }: { municipalities?: string[]; allocated?: number } = {},
): Promise<string> {
  const id = randomUUID();
  await db("allocations").insert({
    id,
    municipalities,
    mode: "all",
    allocated,
    refused: 0,
    created_by: "test",
    // Of a ticket that is built as issued, no one is told.
    issued_at: testNow,
  });
  return id;
}

export interface BuiltPass {
  serialNumber: string;
  offerId: string;
  recipientId: string;
  allocationId: string;
}

/**
 * Inserts tickets again when one draws a ticket number that its provider has given out: of a thousand tickets that happens in
 * five of a thousand test runs. Not in a transaction.
 */
export async function drawingAgain(insert: () => PromiseLike<unknown>): Promise<void> {
  for (let isDone = false; !isDone;) {
    isDone = await insert().then(
      () => true,
      (error: unknown) => {
        if ((error as { constraint?: string }).constraint !== "passes_ticket_number") throw error;
        return false;
      },
    );
  }
}

/** An active ticket of a new offer and recipient, unless told otherwise. Takes one of the quota as an allocation would. */
export async function aPass(
  db: Pool,
  {
    serialNumber = newSerialNumber(),
    state = "active",
    offer,
    recipientId,
    allocationId,
    usesLeft,
    version = 1,
    createdAt = testNow,
    lastModified = createdAt,
    fetchedAt = null,
    claimUntil = null,
    endedAt = hasEnded(state) ? createdAt : null,
  }: {
    serialNumber?: string;
    state?: PassState;
    offer?: Offer;
    recipientId?: string;
    allocationId?: string;
    usesLeft?: number | null;
    version?: number;
    createdAt?: Date;
    lastModified?: Date;
    fetchedAt?: Date | null;
    claimUntil?: Date | null;
    endedAt?: Date | null;
  } = {},
): Promise<BuiltPass> {
  const its = offer ?? (await anOffer(db));
  const pass = {
    serialNumber,
    offerId: its.id,
    recipientId: recipientId ?? (await aRecipient(db)).id,
    allocationId: allocationId ?? (await anAllocation(db)),
  };
  const row = {
    serial_number: serialNumber,
    allocation_id: pass.allocationId,
    offer_id: pass.offerId,
    recipient_id: pass.recipientId,
    state,
    uses_left: usesLeft === undefined ? (state === "used" ? 0 : its.uses) : usesLeft,
    content_version: its.contentVersion,
    version,
    last_modified: new Date(Math.floor(lastModified.getTime() / 1000) * 1000),
    created_at: createdAt,
    issued_at: state === "pending" ? null : createdAt,
    fetched_at: fetchedAt,
    claim_until: claimUntil,
    ended_at: endedAt,
  };
  await drawingAgain(() => db("passes").insert(row));
  if (!["revoked", "returned", "lapsed"].includes(state)) {
    await db("offers").where({ id: pass.offerId }).increment("allocated", 1);
  }
  return pass;
}

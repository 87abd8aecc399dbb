import { randomBytes } from "node:crypto";
import { createGoogleSaveLink } from "../../src/actions/google/create-google-save-link.ts";
import type { Deps } from "../../src/actions/deps.ts";
import type { Pool } from "../../src/db/connect.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import type { TemplateDefinition, TicketStyle } from "../../src/domain/templates/template.ts";
import type { GoogleSandbox } from "../../src/sandbox/google/google-sandbox.ts";
import {
  anAllocation,
  anOffer,
  aPass,
  aProvider,
  aRecipient,
  aTemplate,
  aTemplateDefinition,
  drawingAgain,
} from "./builders.ts";

export interface TicketsInGoogle {
  offer: Offer;
  serialNumbers: string[];
}

/** Tickets of one new offer, saved to Google Wallet. */
export async function ticketsInGoogle(
  deps: Pick<Deps, "db" | "clock" | "keyRing" | "logger" | "google">,
  {
    style = "coupon",
    count = 1,
    ...terms
  }: { style?: TicketStyle; count?: number } & Partial<Offer> = {},
): Promise<TicketsInGoogle> {
  const { db } = deps;
  const provider = await aProvider(db);
  const definition: TemplateDefinition = { ...aTemplateDefinition, style };
  const template = await aTemplate(db, { providerId: provider.id, definition });
  const offer = await anOffer(db, {
    providerId: provider.id,
    templateId: template.id,
    templateVersion: template.version,
    quota: 20_000,
    uses: 5,
    ...terms,
  });
  const serialNumbers: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { id: recipientId } = await aRecipient(db);
    serialNumbers.push((await aPass(db, { offer, recipientId })).serialNumber);
  }
  await createGoogleSaveLink(deps, { serialNumbers });
  return { offer, serialNumbers };
}

/** Creates tickets that are saved at the stand-in for Google, without a request. */
export async function crowdInGoogle(
  deps: Pick<Deps, "db" | "clock" | "keyRing" | "logger" | "google">,
  {
    db,
    sandbox,
    count,
    ...terms
  }: { db: Pool; sandbox: GoogleSandbox; count: number } & Partial<Offer>,
): Promise<TicketsInGoogle> {
  const { offer, serialNumbers } = await ticketsInGoogle(deps, terms);
  const [model = ""] = serialNumbers;
  const entry = sandbox.store.all().find(({ body }) => String(body["id"]).endsWith(model));
  if (!entry) throw new Error("Google has no ticket to copy.");
  const allocationId = await anAllocation(db, { allocated: count });
  const { id: recipientId } = await aRecipient(db);
  const more = Array.from({ length: count - 1 }, () => randomBytes(16).toString("base64url"));
  await drawingAgain(() =>
    db.raw(
      `insert into passes (serial_number, allocation_id, offer_id, recipient_id, state, uses_left,
         content_version, last_modified, created_at, issued_at, fetched_at,
         google_version, google_digest)
       select serial, ?::uuid, offer_id, ?::uuid, state, uses_left, content_version,
         last_modified, created_at, issued_at, fetched_at, 1, 'copied'
       from passes, unnest(?::text[]) as serial where serial_number = ?`,
      [allocationId, recipientId, more, model],
    ),
  );
  await db("offers").where({ id: offer.id }).increment("allocated", more.length);
  for (const serialNumber of more) {
    const id = String(entry.body["id"]).replace(model, serialNumber);
    sandbox.store.put(id, { ...entry, body: { ...entry.body, id } });
  }
  return { offer, serialNumbers: [...serialNumbers, ...more] };
}

/** Revokes all tickets of the offer in one statement, so that Google is owed every one of them. */
export async function revokeAllOf(db: Pool, { id }: Offer): Promise<void> {
  await db.raw(
    `update passes set state = 'revoked', ended_at = now()
     from (
       select serial_number from passes where offer_id = ? order by serial_number for no key update
     ) as locked
     where passes.serial_number = locked.serial_number`,
    [id],
  );
}

import type { Language } from "../../domain/language.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { TemplateDefinition, TicketStyle } from "../../domain/templates/template.ts";
import type { Db } from "../connect.ts";
import { deleteRefusals } from "./google-refusals.ts";

/** A ticket as Google is to be told of it, and what Google was told last. */
export interface GooglePass {
  serialNumber: string;
  offerId: string;
  style: TicketStyle;
  state: PassState;
  usesLeft: number | null;
  endedAt: Date | null;
  version: number;
  /** 0: Google has no object yet. */
  googleVersion: number;
  /** What Google's object shows; null where nobody noted it. */
  digest: string | null;
  erased: boolean;
  /** The holder's; Bokmål once nobody knows whose it was. */
  language: Language;
  protectedAddress: boolean;
}

/** Those of the tickets that there are, in the order asked for. */
export async function findGooglePasses(db: Db, serialNumbers: string[]): Promise<GooglePass[]> {
  const { rows } = await db.raw<{ rows: GooglePass[] }>(
    `select passes.serial_number as "serialNumber", passes.offer_id as "offerId",
       template_versions.definition ->> 'style' as style, passes.state,
       passes.uses_left as "usesLeft", passes.ended_at as "endedAt", passes.version,
       passes.google_version as "googleVersion", passes.google_digest as digest,
       passes.erased_at is not null as erased, coalesce(recipients.language, 'nb') as language,
       coalesce(recipients.protected_address, true) as "protectedAddress"
     from unnest(?::text[]) with ordinality as asked (serial_number, position)
     join passes on passes.serial_number = asked.serial_number
     join offers on offers.id = passes.offer_id
     join template_versions on template_versions.template_id = offers.template_id
       and template_versions.version = offers.template_version
     left join recipients on recipients.id = passes.recipient_id
     order by asked.position`,
    [serialNumbers],
  );
  return rows;
}

/** Those of the offers whose class Google has not, or not as the offer now reads. */
export async function offersBehindInGoogle(db: Db, offerIds: string[]): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select id from offers where id = any(?::uuid[]) and google_version < content_version
     order by id`,
    [offerIds],
  );
  return rows.map(({ id }) => id);
}

/** What a class is drawn from: the template without the bytes of its images. */
export async function findGoogleTemplate(
  db: Db,
  templateId: string,
  version: number,
): Promise<{ definition: TemplateDefinition; imageHashes: Map<string, string> } | undefined> {
  const { rows } = await db.raw<{
    rows: { definition: TemplateDefinition; images: Record<string, string> | null }[];
  }>(
    `select template_versions.definition, (
       select jsonb_object_agg(template_images.name, template_images.hash) from template_images
       where template_images.template_id = template_versions.template_id
         and template_images.version = template_versions.version
         and template_images.name in ('google-logo.png', 'google-hero.png')
     ) as images
     from template_versions where template_id = ? and version = ?`,
    [templateId, version],
  );
  const found = rows[0];
  return (
    found && {
      definition: found.definition,
      imageHashes: new Map(Object.entries(found.images ?? {})),
    }
  );
}

/** Which content version Google's class shows, 0 without a class, and how it looks. */
export async function findGoogleClass(
  db: Db,
  offerId: string,
): Promise<{ googleVersion: number; digest: string | null } | undefined> {
  const { rows } = await db.raw<{ rows: { googleVersion: number; digest: string | null }[] }>(
    `select google_version as "googleVersion", google_digest as digest from offers where id = ?`,
    [offerId],
  );
  return rows[0];
}

/**
 * Google's class shows this content version. Never goes back: a slower writer may come later. What
 * was refused before is forgotten, and whatever kept Google's door shut is worth another try.
 */
export async function markClassInGoogle(
  db: Db,
  offerId: string,
  { version, digest }: { version: number; digest: string },
): Promise<void> {
  await db.raw(
    `update offers set google_version = ?, google_digest = ?
     where id = ? and google_version <= ?`,
    [version, digest, offerId, version],
  );
  await deleteRefusals(db, offerId, [offerId]);
}

/** Google's objects show these versions of tickets of one offer; otherwise as for the class. */
export async function markObjectsInGoogle(
  db: Db,
  offerId: string,
  shown: { serialNumber: string; version: number; digest: string }[],
): Promise<void> {
  if (shown.length === 0) return;
  const serialNumbers = shown.map(({ serialNumber }) => serialNumber);
  await db.raw(
    `update passes set google_version = locked.version, google_digest = locked.digest
     from (
       select passes.serial_number, shown.version, shown.digest
       from unnest(?::text[], ?::int[], ?::text[]) as shown (serial_number, version, digest)
       join passes on passes.serial_number = shown.serial_number
         and passes.google_version <= shown.version
       order by passes.serial_number for no key update of passes
     ) as locked
     where passes.serial_number = locked.serial_number`,
    [serialNumbers, shown.map(({ version }) => version), shown.map(({ digest }) => digest)],
  );
  await deleteRefusals(db, offerId, serialNumbers);
}

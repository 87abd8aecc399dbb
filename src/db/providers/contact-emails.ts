import type { Provider } from "../../domain/providers/provider.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

const place = (row: string) => ({ column: "providers.contact_email_sealed", row }) as const;

/** The providers with their contact addresses, which only the culture office reads. */
export async function withContactEmails(
  db: Db,
  keyRing: KeyRing,
  providers: Provider[],
): Promise<Provider[]> {
  const ids = providers.map(({ id }) => id);
  const rows = await sql(db, { ids }).rows<{
    id: string;
    sealed: Buffer | null;
    plain: string | null;
  }>(`
    select id, contact_email_sealed as sealed, contact_email as plain from providers
    where id = any(:ids::uuid[])`);
  const emails = new Map(
    rows.map(({ id, sealed, plain }) => [id, sealed ? keyRing.decrypt(place(id), sealed) : plain]),
  );
  return providers.map((provider) => {
    const contactEmail = emails.get(provider.id);
    return typeof contactEmail === "string" ? { ...provider, contactEmail } : provider;
  });
}

export async function setContactEmail(
  trx: Trx,
  keyRing: KeyRing,
  { id, email }: { id: string; email: string },
): Promise<void> {
  await sql(trx, { id, sealed: keyRing.encrypt(place(id), email) }).count(`
    update providers set contact_email_sealed = :sealed, contact_email = null where id = :id`);
}

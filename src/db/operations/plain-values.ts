import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export interface PlainValue {
  id: string;
  plain: string;
}

/** Values from before their column was encrypted, and what takes their place. */
export interface PlainColumn {
  find: (db: Db, limit: number) => Promise<PlainValue[]>;
  replace: (trx: Trx, values: (PlainValue & { sealed: Buffer })[]) => Promise<number>;
}

const arraysOf = (values: (PlainValue & { sealed: Buffer })[]) => ({
  ids: values.map(({ id }) => id),
  plains: values.map(({ plain }) => plain),
  sealed: values.map((value) => value.sealed),
});

const given = `unnest(:ids::uuid[], :plains::text[], :sealed::bytea[]) as given (id, plain, sealed)`;

export const plainContactEmails: PlainColumn = {
  find: (db, limit) =>
    sql(db, { limit }).rows(`
      select id, contact_email as plain from providers where contact_email is not null limit :limit`),
  replace: (trx, values) =>
    sql(trx, arraysOf(values)).count(`
      update providers set contact_email = null, contact_email_sealed = given.sealed from ${given}
      where providers.id = given.id and providers.contact_email = given.plain`),
};

export const plainProtectedAddresses: PlainColumn = {
  find: (db, limit) =>
    sql(db, { limit }).rows(`
      select id, protected_address::int::text as plain from recipients
      where protected_address is not null limit :limit`),
  replace: (trx, values) =>
    sql(trx, arraysOf(values)).count(`
      update recipients set protected_address = null, protected_address_sealed = given.sealed
      from ${given}
      where recipients.id = given.id and recipients.protected_address::int::text = given.plain`),
};

export const plainReasons: PlainColumn = {
  find: (db, limit) =>
    sql(db, { limit }).rows(`
      select id, reason as plain from revocation_reasons where reason is not null limit :limit`),
  replace: (trx, values) =>
    sql(trx, arraysOf(values)).count(`
      update revocation_reasons set reason = null, reason_sealed = given.sealed from ${given}
      where revocation_reasons.id = given.id`),
};

/** `sealed` is the key's look-up hash. */
export const plainIdempotencyKeys: PlainColumn = {
  find: (db, limit) =>
    sql(db, { limit }).rows(`
      select id, key as plain from idempotency_keys where key is not null limit :limit`),
  replace: (trx, values) =>
    sql(trx, arraysOf(values)).count(`
      update idempotency_keys set key = null, key_hash = given.sealed from ${given}
      where idempotency_keys.id = given.id`),
};

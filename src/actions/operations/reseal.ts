import { lookupFor } from "../../db/lookups.ts";
import {
  plainContactEmails,
  plainIdempotencyKeys,
  plainProtectedAddresses,
  plainReasons,
  type PlainColumn,
} from "../../db/operations/plain-values.ts";
import { replaceValues, valuesWithout } from "../../db/operations/reseal.ts";
import { derivedLinks, sealLinks } from "../../db/recipients/derived-links.ts";
import { isProtected } from "../../db/recipients/protected-address.ts";
import { recipientsToFillIn, setRestricted } from "../../db/recipients/restricted.ts";
import { sealedColumnNames, type SealedColumn } from "../../key-ring.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

const chunk = 500;

type Resealing = Pick<Deps, "db" | "keyRing">;

/**
 * Encrypts everything anew that is not encrypted under the current key and bound to its row, in small
 * batches while the service runs: a value that changes meanwhile is left, since it was encrypted anew;
 * one that the ring's keys cannot read is left, too, and shows in `getKeyStatus`. Safe to run twice and
 * to be killed. Returns how many values it encrypted.
 */
export async function reseal(deps: Resealing): Promise<number> {
  let total = await sealPlainValues(deps);
  total += await fillInRestricted(deps);
  total += await untilNone(async () => {
    const links = await derivedLinks(deps.db, deps.keyRing, chunk);
    return unitOfWork(deps, ({ trx }) => sealLinks(trx, deps.keyRing, links));
  });
  for (const column of sealedColumnNames) total += await resealColumn(deps, column);
  return total;
}

async function resealColumn({ db, keyRing }: Resealing, column: SealedColumn): Promise<number> {
  let total = 0;
  let after = "";
  for (;;) {
    const batch = { prefix: keyRing.currentPrefix, after, limit: chunk };
    const found = await valuesWithout(db, column, batch);
    const last = found.at(-1);
    if (!last) return total;
    const values = found.flatMap((value) => {
      const place = { column, row: value.id };
      const text = readable(() => keyRing.decrypt(place, value.sealed));
      return text === undefined ? [] : [{ ...value, anew: keyRing.encrypt(place, text) }];
    });
    total += await unitOfWork({ db }, ({ trx }) => replaceValues(trx, column, values));
    after = last.id;
  }
}

/** Encrypts what stood in the clear before its column was encrypted. */
async function sealPlainValues({ db, keyRing }: Resealing): Promise<number> {
  const { hash } = await lookupFor(db, keyRing, "idempotency");
  const under = (column: SealedColumn) => (plain: string, row: string) =>
    keyRing.encrypt({ column, row }, plain);
  const columns: [PlainColumn, (plain: string, row: string) => Buffer][] = [
    [plainContactEmails, under("providers.contact_email_sealed")],
    [plainProtectedAddresses, under("recipients.protected_address_sealed")],
    [plainReasons, under("revocation_reasons.reason_sealed")],
    [plainIdempotencyKeys, hash],
  ];
  let total = 0;
  for (const [column, seal] of columns) {
    total += await untilNone(async () => {
      const found = await column.find(db, chunk);
      const values = found.map(({ id, plain }) => ({ id, plain, sealed: seal(plain, id) }));
      return unitOfWork({ db }, ({ trx }) => column.replace(trx, values));
    });
  }
  return total;
}

/**
 * Fills the clear column by which the wall hides recipients, for rows of earlier releases. A flag that no key of the
 * ring decrypts counts as protected.
 */
async function fillInRestricted({ db, keyRing }: Resealing): Promise<number> {
  return untilNone(async () => {
    const found = await recipientsToFillIn(db, chunk);
    const flags = found.map(({ id, ...row }) => ({
      id,
      protectedAddress: readable(() => isProtected(keyRing, id, row)) ?? true,
    }));
    await unitOfWork({ db }, ({ trx }) => setRestricted(trx, flags));
    return found.length;
  });
}

/** Undefined for a value that cannot be decrypted: the others must not wait for it. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

async function untilNone(work: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let done = await work(); done > 0; done = await work()) total += done;
  return total;
}

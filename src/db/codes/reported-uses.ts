import type { ReportedCode, UseQuestion } from "../../domain/codes/reported-use.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** A provider's codes; of one offer where it is named. */
export interface CodePool {
  providerId: string;
  offerId: string | null;
}

export interface FoundCode extends ReportedCode {
  id: string;
  offerId: string;
  hash: Buffer;
  serialNumber: string | null;
}

/** The codes with these look-up hashes, without those of offers that were approved without reports of use. */
export async function findReportedCodes(
  db: Db,
  pool: CodePool,
  hashes: Buffer[],
): Promise<FoundCode[]> {
  const rows = await sql(db, { ...pool, hashes }).rows<
    Omit<FoundCode, "ticket"> & {
      isTakenBack: boolean | null;
      fetchedAt: Date | null;
      validFrom: Date;
      validUntil: Date;
    }
  >(`
    select codes.id, codes.offer_id, codes.code_hash as hash, codes.serial_number, codes.state, codes.question,
      passes.state in ('revoked', 'returned', 'lapsed') as is_taken_back, passes.fetched_at, offers.valid_from, offers.valid_until
    from provider_codes as codes join offers on offers.id = codes.offer_id
    left join passes on passes.serial_number = codes.serial_number
    where codes.provider_id = :providerId and codes.code_hash = any(:hashes::bytea[])
      and (:offerId::uuid is null or codes.offer_id = :offerId)
      and offers.own_codes ->> 'reportsUse' <> 'none'`);
  return rows.map(({ isTakenBack, fetchedAt, validFrom, validUntil, ...code }) => ({
    ...code,
    ticket:
      isTakenBack === null
        ? null
        : { isTakenBack, fetchedAt, validity: { from: validFrom, until: validUntil } },
  }));
}

/** Locks the tickets that bear the codes, in the order of their serial numbers, until the transaction ends. */
export async function lockTicketsOfCodes(
  trx: Trx,
  pool: CodePool,
  hashes: Buffer[],
): Promise<void> {
  await sql(trx, { ...pool, hashes }).count(`
    select from passes
    where serial_number in (
      select serial_number from provider_codes
      where provider_id = :providerId and code_hash = any(:hashes::bytea[])
        and (:offerId::uuid is null or offer_id = :offerId))
    order by serial_number for no key update`);
}

/**
 * Counts a use of each of the locked tickets that has one left. It is recorded under the id of the ticket's code, so
 * that the database takes it once.
 */
export async function countReportedUses(
  trx: Trx,
  uses: { serialNumber: string; usedAt: Date }[],
  at: Date,
): Promise<void> {
  const serialNumbers = uses.map(({ serialNumber }) => serialNumber);
  const moments = uses.map(({ usedAt }) => usedAt.toISOString());
  const { count } = sql(trx, { serialNumbers, moments, at });
  await count(`
    with used as (
      update passes
      set uses_left = uses_left - 1, state = case state when 'active' then 'used' else state end,
        ended_at = case state when 'active' then :at::timestamptz else ended_at end
      where serial_number = any(:serialNumbers::text[]) and state in ('active', 'expired')
        and uses_left > 0
      returning serial_number, offer_id, uses_left
    )
    insert into redemptions (scan_id, serial_number, offer_id, scanned_at, received_at, accepted,
      admitted, uses_left)
    select codes.id::text, used.serial_number, used.offer_id, reported.used_at, :at, true, 1,
      used.uses_left
    from used join provider_codes as codes on codes.serial_number = used.serial_number
    join unnest(:serialNumbers::text[], :moments::timestamptz[]) as reported (serial_number, used_at)
      on reported.serial_number = used.serial_number`);
  await count(`
    update provider_codes set state = 'used'
    where serial_number = any(:serialNumbers::text[]) and state = 'revealed'`);
}

/** Records the question that the report of a code's use raises. */
export async function insertUseQuestions(
  trx: Trx,
  questions: { id: string; question: UseQuestion }[],
  at: Date,
): Promise<void> {
  const ids = questions.map(({ id }) => id);
  const reasons = questions.map(({ question }) => question);
  await sql(trx, { ids, reasons, at }).count(`
    update provider_codes as codes set question = asked.question, questioned_at = :at
    from unnest(:ids::uuid[], :reasons::text[]) as asked (id, question)
    where codes.id = asked.id and codes.question is null`);
}

/** A code with a question whose text is still stored. */
export interface QuestionedCode {
  id: string;
  codeSealed: Buffer;
  question: UseQuestion;
  questionedAt: Date;
}

/** The offer's codes whose reported use is a question, the latest first. */
export function listQuestionedCodes(db: Db, offerId: string): Promise<QuestionedCode[]> {
  return sql(db, { offerId }).rows(`
    select id, code_sealed, question, questioned_at from provider_codes
    where offer_id = :offerId and question is not null and code_sealed is not null
    order by questioned_at desc, id`);
}

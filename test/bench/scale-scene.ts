import type { Pool } from "../../src/db/connect.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import { aCrowd, anAllocation, anOffer } from "../support/builders.ts";
import { aDoor } from "../support/scans.ts";

/** A season has a million tickets: in each municipality ten offers of a thousand. */
export const ticketsOfASeason = 1_000_000;
const municipalities = 100;
const offersEach = 10;
const ticketsEach = 1_000;
const recipientsEach = 2_000;

const numbers = Array.from({ length: municipalities }, (_, i) => String(1000 + i));

/** A municipality whose season is asked about, with a scanner of its provider's. */
export interface Place {
  municipality: string;
  references: string[];
  offer: Offer;
  door: Awaited<ReturnType<typeof aDoor>>;
}

/** Municipalities with children, a provider and its scanner, and a model for their offers. */
export async function somePlaces(db: Pool): Promise<Place[]> {
  const places: Place[] = [];
  for (const municipality of numbers) {
    const references = await aCrowd(db, recipientsEach, { municipality });
    const offer = await anOffer(db, { quota: ticketsEach, municipalities: [municipality] });
    const door = await aDoor(db, offer.providerId);
    await anAllocation(db, { municipalities: [municipality] });
    places.push({ municipality, references, offer, door });
  }
  return places;
}

/** 22 characters of a hash: scattered over the index like a real one, and the same in every run. */
const serial = `translate(encode(substr(sha256((offer.id::text || number)::bytea), 1, 16), 'base64'), '+/=', '-_')`;

/** What the statements of a season read; `years` ago it was, and 0 is the one that runs. */
const tables = `
  create table bench_models as
    select offers.*, offer_municipalities.municipality_number as town, allocations.id as allocation_id,
      door_devices.id as door_id
    from offers join offer_municipalities on offer_id = offers.id
    join allocations on allocations.municipalities = array[municipality_number]
    join door_devices on door_devices.provider_id = offers.provider_id;
  create table bench_children as
    select id, municipality_number as town,
      row_number() over (partition by municipality_number order by id) - 1 as position
    from recipients;
  create index on bench_children (town, position);
  create table bench_offers (id uuid, town text, allocation_id uuid, door_id uuid, provider_id uuid,
    years int, position int);
  insert into claim_links (recipient_id, token_hash, code_hash, secrets_sealed)
    select id, sha256(id::text::bytea), sha256(('code' || id)::bytea), '\\x00'
    from bench_children where position >= 10;
  insert into devices (device_library_identifier, push_token, pushed_epoch, pushed_snapshot)
    select md5('d' || id), encode(sha256(('t' || id)::bytea), 'hex'), change_epoch(),
      pg_current_snapshot()
    from bench_children;`;

const offers = `
  insert into bench_offers
    select gen_random_uuid(), town, allocation_id, door_id, provider_id, :years, position
    from bench_models cross join generate_series(0, ${offersEach - 1}) as position;
  insert into offers
    select made.* from bench_offers as its
    join offers as model on model.id = (select id from bench_models where bench_models.town = its.town)
    cross join lateral jsonb_populate_record(model, jsonb_build_object('id', its.id,
      'allocated', ${ticketsEach}, 'state', case its.years when 0 then 'open' else 'closed' end,
      'valid_from', model.valid_from - its.years * interval '1 year',
      'valid_until', model.valid_until - its.years * interval '1 year')) as made
    where its.years = :years;
  insert into offer_municipalities (offer_id, municipality_number)
    select id, town from bench_offers where years = :years;`;

/**
 * A season's tickets: of the one that runs a fifth is used and three in five are on a phone; those of an earlier one
 * are anonymised, but a tenth of the latest.
 */
const passes = `
  insert into passes (serial_number, allocation_id, offer_id, provider_id, ticket_number,
    municipality_number, recipient_id, state, uses_left, content_version, version, pushed_version,
    change_epoch, change_transaction, last_modified, created_at, issued_at, fetched_at, ended_at, erased_at,
    token_key_id, provider_ticket_id)
  select ${serial}, case when not past.erased then offer.allocation_id end, offer.id, offer.provider_id,
    case when not past.erased
      then lpad(((offer.years * ${offersEach} + offer.position) * ${ticketsEach} + number)::text, 9, '0') end,
    offer.town, child.id,
    case when years > 0 then 'expired' when number % 5 = 0 then 'used' else 'active' end,
    case when years = 0 and number % 5 = 0 then 0 else 1 end, 1, 2, 2, change_epoch(), 1 + number % 2,
    past.day + interval '1 day', past.day, past.day, case when number % 5 < 4 then past.day end,
    case when years > 0 or number % 5 = 0 then past.day + interval '80 days' end,
    case when past.erased then past.day + interval '150 days' end, 'test',
    case when not past.erased then gen_random_uuid() end
  from bench_offers as offer cross join generate_series(1, ${ticketsEach}) as number
  cross join lateral (
    select years > 1 or years = 1 and number % 10 > 0 as erased,
      '2026-10-10 00:00:00+02'::timestamptz - years * interval '1 year' as day
  ) as past
  left join bench_children as child on not past.erased and child.town = offer.town
    and child.position = (offer.position * ${ticketsEach} + number) % ${recipientsEach}
  where years = :years;
  insert into redemptions (door_device_id, scan_id, serial_number, offer_id, scanned_at, received_at, accepted,
    admitted, uses_left, municipality_number)
  select offer.door_id, gen_random_uuid()::text, case years when 0 then ${serial} end, offer.id,
    past.day, past.day, true, 1, 0, offer.town
  from bench_offers as offer cross join generate_series(5, ${ticketsEach}, 5) as number
  cross join lateral (
    select '2026-12-10 18:00:00+01'::timestamptz - years * interval '1 year' as day
  ) as past
  where years = :years;`;

const phones = `
  insert into registrations (device_library_identifier, serial_number, version)
    select md5('d' || recipient_id), serial_number, 2 from passes
    where state = 'active' and fetched_at is not null;
  insert into phone_fetches (serial_number, version, served)
    select serial_number, 2, 1 from registrations;`;

const filled = ["passes", "redemptions"];

interface Index {
  name: string;
  definition: string;
}

/** Drops the indexes that belong to no constraint, and returns how to make them again. */
async function dropIndexes(owner: Pool): Promise<Index[]> {
  const { rows } = await owner.raw<{ rows: Index[] }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where schemaname = 'public' and tablename = any(?)
       and indexname not in (select conname from pg_constraint)`,
    [filled],
  );
  for (const { name } of rows) await owner.raw(`drop index ${name}`);
  return rows;
}

/**
 * Fills seasons from `from` years ago to `to` years ago, 0 with all that it shares with the others: triggers and
 * foreign keys are off meanwhile, and the indexes are made afterwards.
 */
export async function fillSeasons(owner: Pool, from: number, to: number): Promise<void> {
  const indexes = await dropIndexes(owner);
  await owner.transaction(async (trx) => {
    await trx.raw("set local session_replication_role = replica; set local statement_timeout = 0");
    if (from === 0) await trx.raw(tables);
    for (let years = from; years <= to; years += 1) {
      await trx.raw((offers + passes).replaceAll(":years", String(years)));
    }
    if (from === 0) await trx.raw(phones);
  });
  await owner.transaction(async (trx) => {
    await trx.raw("set local maintenance_work_mem = '1GB'; set local statement_timeout = 0");
    for (const { definition } of indexes) await trx.raw(definition);
  });
  await owner.raw("vacuum (analyze)");
  await owner.raw("checkpoint");
}

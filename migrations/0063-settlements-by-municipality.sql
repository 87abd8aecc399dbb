-- Who pays for a ticket: the municipality of the child that got it, also once the ticket is anonymised.
alter table passes add column municipality_number text references municipalities;
-- of an anonymised ticket's use; null: the provider's municipality pays
alter table redemptions add column municipality_number text references municipalities;

create or replace function number_pass() returns trigger language plpgsql as $$
begin
  select provider_id into new.provider_id from offers where id = new.offer_id;
  new.ticket_number := new_ticket_number();
  if new.municipality_number is null then
    new.municipality_number := coalesce(
      (select municipality_number from recipients where id = new.recipient_id),
      (select municipality_number from providers where id = new.provider_id));
  end if;
  return new;
end
$$;

-- A ticket that was used in a month already stated has been paid by the provider's municipality, as all were, and
-- stays with it: statements that are paid are not divided again.
update passes
set municipality_number = case
  when recipients.id is null or exists (
    select from redemptions join settlement_statements as stated
      on stated.provider_id = passes.provider_id
      and stated.month = to_char(redemptions.scanned_at at time zone 'Europe/Oslo', 'YYYY-MM')
    where redemptions.serial_number = passes.serial_number and redemptions.accepted)
  then providers.municipality_number
  else recipients.municipality_number
end
from passes as own
join providers on providers.id = own.provider_id
left join recipients on recipients.id = own.recipient_id
where own.serial_number = passes.serial_number;
alter table passes alter column municipality_number set not null;

create or replace view counted_redemptions as
select id, door_device_id, scan_id, serial_number, offer_id, scanned_at, received_at, admitted,
  refund_ore, municipality_number
from redemptions
where accepted
  and not exists (
    select from extra_admissions where extra_admissions.redemption_id = redemptions.id)
  and not exists (
    select from redemption_undos where redemption_undos.redemption_id = redemptions.id);

-- As before, with the municipality that pays.
create or replace view redemption_refunds as
with counted as (
  select redemptions.id, offers.provider_id, redemptions.offer_id,
    to_char(redemptions.scanned_at at time zone 'Europe/Oslo', 'YYYY-MM') as month,
    redemptions.scanned_at, redemptions.admitted, redemptions.refund_ore as fixed_ore,
    coalesce(passes.replaced_by, passes.serial_number) as ticket,
    offers.refund_per, offers.refund_per_admission_ore::bigint as rate,
    offers.refund_cap_per_ticket_ore as cap,
    coalesce(passes.municipality_number, redemptions.municipality_number,
      providers.municipality_number) as municipality_number
  from counted_redemptions as redemptions
  join offers on offers.id = redemptions.offer_id
  join providers on providers.id = offers.provider_id
  left join passes on passes.serial_number = redemptions.serial_number
), numbered as (
  select *,
    row_number() over (partition by provider_id, offer_id, ticket order by scanned_at, id) as use,
    row_number() over (
      partition by provider_id, offer_id, ticket, month order by scanned_at, id) as use_of_month
  from counted
), priced as (
  select *,
    case refund_per
      when 'ticket' then case when use = 1 then rate else 0 end
      when 'month' then case when use_of_month = 1 then rate else 0 end
      when 'code' then 0
      else admitted * rate
    end as price
  from numbered
), claimed as (
  select *,
    sum(price) over (partition by provider_id, offer_id, ticket order by scanned_at, id) as so_far
  from priced
)
select id, provider_id, offer_id, month, ticket, admitted,
  (case
    when fixed_ore is not null then fixed_ore
    when ticket is not null then least(so_far, cap) - least(so_far - price, cap)
    -- Of a ticket that was anonymised before its use arrived, nothing is known of earlier ones.
    when refund_per is null and cap is null then price
    else 0
  end)::bigint as refund_ore,
  municipality_number
from claimed;

-- of an anonymised ticket's code; null: the provider's municipality pays
alter table provider_codes add column municipality_number text references municipalities;

-- As before, a municipality a row. In the month in which an offer reaches its cap, each pays its share of what is
-- left; rounded so that the shares add up.
create or replace view settlements as
with counted as (
  select provider_id, offer_id, month, municipality_number, 1 as uses, admitted as admissions,
    0 as codes_shown, refund_ore
  from redemption_refunds
  union all
  select codes.provider_id, codes.offer_id, to_char(codes.revealed_on, 'YYYY-MM'),
    coalesce(passes.municipality_number, codes.municipality_number, providers.municipality_number),
    0, 0, 1, offers.refund_per_admission_ore::bigint
  from provider_codes as codes
  join offers on offers.id = codes.offer_id
  join providers on providers.id = codes.provider_id
  left join passes on passes.serial_number = codes.serial_number
  where codes.revealed_on is not null and offers.refund_per = 'code'
), monthly as (
  select provider_id, offer_id, month, municipality_number, sum(uses)::int as uses,
    sum(admissions)::int as admissions, sum(codes_shown)::int as codes_shown,
    sum(refund_ore) as refund_ore
  from counted group by provider_id, offer_id, month, municipality_number
), claimed as (
  select *,
    sum(refund_ore) over (partition by provider_id, offer_id order by month) as so_far,
    sum(refund_ore) over (partition by provider_id, offer_id, month) as of_month,
    sum(refund_ore) over (
      partition by provider_id, offer_id, month order by municipality_number) as of_month_so_far
  from monthly
), payable as (
  select claimed.*, offers.refund_per_admission_ore,
    least(so_far, offers.refund_cap_ore) - least(so_far - of_month, offers.refund_cap_ore) as payable
  from claimed join offers on offers.id = claimed.offer_id
)
select provider_id, offer_id, month, uses, admissions, refund_per_admission_ore,
  (case when of_month = 0 then 0 else
    round(payable * of_month_so_far / of_month)
    - round(payable * (of_month_so_far - refund_ore) / of_month) end)::bigint as refund_ore,
  codes_shown, municipality_number
from payable;

-- As before; a use and a code keep the municipality that pays for them.
create or replace function anonymise_passes(serial_numbers text[], moment timestamptz) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update redemptions set refund_ore = refunds.refund_ore
  from redemption_refunds as refunds
  where refunds.id = redemptions.id and redemptions.refund_ore is null
    and refunds.offer_id = any(array(
      select offers.id from passes join offers on offers.id = passes.offer_id
      where passes.serial_number = any(serial_numbers)
        and (offers.refund_per is not null or offers.refund_cap_per_ticket_ore is not null)))
    and refunds.ticket = any(array(
      select coalesce(replaced_by, serial_number) from passes
      where serial_number = any(serial_numbers)));

  insert into allocation_counts (allocation_id, offer_id, state, tickets, fetched)
  select allocation_id, offer_id, state, count(*), count(fetched_at) from passes
  where serial_number = any(serial_numbers) and allocation_id is not null
  group by allocation_id, offer_id, state order by allocation_id, offer_id, state
  on conflict (allocation_id, offer_id, state) do update
  set tickets = allocation_counts.tickets + excluded.tickets,
    fetched = allocation_counts.fetched + excluded.fetched;

  update redemption_undos set undone_at = date_trunc('day', undone_at, 'Europe/Oslo')
  from redemptions
  where redemptions.id = redemption_id and serial_number = any(serial_numbers);
  update redemptions set serial_number = null, scan_id = id::text, uses_left = null,
    municipality_number = passes.municipality_number,
    scanned_at = date_trunc('day', scanned_at, 'Europe/Oslo'),
    received_at = date_trunc('day', received_at, 'Europe/Oslo')
  from passes
  where passes.serial_number = redemptions.serial_number
    and redemptions.serial_number = any(serial_numbers);
  update audit_events set subject = 'anonymised' where subject = any(serial_numbers);
  delete from revocation_reasons where serial_number = any(serial_numbers);
  delete from google_events where serial_number = any(serial_numbers);
  delete from google_refusals where serial_number = any(serial_numbers);
  delete from google_notices where id = any(serial_numbers);
  delete from google_leases
  where key in (select 'object ' || serial_number from unnest(serial_numbers) as serial_number)
    and until <= now() and coalesce(in_doubt_until <= now(), true);
  update provider_codes set serial_number = null, code_sealed = null,
    municipality_number = passes.municipality_number
  from passes
  where passes.serial_number = provider_codes.serial_number
    and provider_codes.serial_number = any(serial_numbers);

  update passes set recipient_id = null, message_id = null, allocation_id = null, ticket_number = null,
    held_until = null,
    created_at = date_trunc('day', created_at, 'Europe/Oslo'),
    issued_at = date_trunc('day', issued_at, 'Europe/Oslo'),
    fetched_at = date_trunc('day', fetched_at, 'Europe/Oslo'),
    claim_until = date_trunc('day', claim_until, 'Europe/Oslo'),
    ended_at = date_trunc('day', ended_at, 'Europe/Oslo'),
    erased_at = coalesce(erased_at, moment)
  where serial_number = any(serial_numbers);
end
$$;

-- What a statement says of payment: the rate of the value added tax that its sums contain, and who stated it.
alter table providers
  add column account_number text check (account_number ~ '^[0-9]{11}$'),
  -- who entered the account number
  add column account_set_by text,
  add column vat_percent int not null default 0 check (vat_percent in (0, 12, 15, 25)),
  add constraint account_has_setter check ((account_number is null) = (account_set_by is null));
alter table settlement_statements
  add column stated_by text not null default 'system',
  add column vat_percent int not null default 0,
  add constraint settlement_statements_stated_by unique (provider_id, month, stated_by);

-- What was stated until now was paid by the provider's municipality.
alter table settlement_statement_lines
  add column municipality_number text references municipalities;
update settlement_statement_lines as lines set municipality_number = providers.municipality_number
from providers where providers.id = lines.provider_id;
alter table settlement_statement_lines
  alter column municipality_number set not null,
  drop constraint settlement_statement_lines_pkey,
  add primary key (provider_id, month, used_in, offer_id, municipality_number);

-- The paying municipality's approval of its part of a statement, with what it was of.
create table settlement_attestations (
  provider_id uuid not null,
  month text not null,
  municipality_number text not null references municipalities,
  stated_by text not null,
  attested_by text not null,
  attested_at timestamptz not null,
  refund_ore bigint not null,
  account_number text,
  account_set_by text,
  primary key (provider_id, month, municipality_number),
  foreign key (provider_id, month, stated_by)
    references settlement_statements (provider_id, month, stated_by),
  constraint two_people
    check (attested_by <> stated_by and attested_by is distinct from account_set_by)
);
grant select, insert on settlement_attestations to join_api;
revoke update, delete on settlement_attestations from join_api;

-- What is attested stays: a later difference is a line of the next statement.
create function refuse_line_of_attested() returns trigger language plpgsql as $$
begin
  if exists (
    select from settlement_attestations as attested
    where attested.provider_id = new.provider_id and attested.month = new.month
      and attested.municipality_number = new.municipality_number)
  then
    raise exception 'the statement is attested'
      using errcode = 'check_violation', constraint = 'attested_stays';
  end if;
  return new;
end
$$;
create trigger attested_stays before insert on settlement_statement_lines
  for each row execute function refuse_line_of_attested();

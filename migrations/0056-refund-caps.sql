-- What a refund is for, and the most that one ticket and the whole offer can claim. The view that settlements are
-- read from holds the caps, so that no statement can pass them.
alter table offers
  -- null: each admission; ticket: one that is used at all; month: each month in which a ticket is used
  add column refund_per text check (refund_per in ('ticket', 'month')),
  add column refund_cap_per_ticket_ore int check (refund_cap_per_ticket_ore > 0),
  add column refund_cap_ore int check (refund_cap_ore > 0);

-- What a use of an anonymised ticket was worth, which cannot be computed again; null before.
alter table redemptions add column refund_ore bigint;

create or replace view counted_redemptions as
select id, door_device_id, scan_id, serial_number, offer_id, scanned_at, received_at, admitted,
  refund_ore
from redemptions
where accepted
  and not exists (
    select from extra_admissions where extra_admissions.redemption_id = redemptions.id)
  and not exists (
    select from redemption_undos where redemption_undos.redemption_id = redemptions.id);

-- What each use is worth: the uses of a ticket, and of those that it replaced, claim in their order until the
-- ticket's cap. Every window is of one provider's offer and ticket, so that a condition on these reads no others.
create view redemption_refunds as
with counted as (
  select redemptions.id, offers.provider_id, redemptions.offer_id,
    to_char(redemptions.scanned_at at time zone 'Europe/Oslo', 'YYYY-MM') as month,
    redemptions.scanned_at, redemptions.admitted, redemptions.refund_ore as fixed_ore,
    coalesce(passes.replaced_by, passes.serial_number) as ticket,
    offers.refund_per, offers.refund_per_admission_ore::bigint as rate,
    offers.refund_cap_per_ticket_ore as cap
  from counted_redemptions as redemptions
  join offers on offers.id = redemptions.offer_id
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
  end)::bigint as refund_ore
from claimed;
revoke all on redemption_refunds from join_api;

-- As before, by what each use is worth; an offer's months claim in their order until the offer's cap.
create or replace view settlements as
with monthly as (
  select provider_id, offer_id, month, count(*)::int as uses, sum(admitted)::int as admissions,
    sum(refund_ore) as refund_ore
  from redemption_refunds group by provider_id, offer_id, month
), claimed as (
  select *, sum(refund_ore) over (partition by provider_id, offer_id order by month) as so_far
  from monthly
)
select claimed.provider_id, claimed.offer_id, claimed.month, claimed.uses, claimed.admissions,
  offers.refund_per_admission_ore,
  (least(so_far, offers.refund_cap_ore)
    - least(so_far - claimed.refund_ore, offers.refund_cap_ore))::bigint as refund_ore
from claimed join offers on offers.id = claimed.offer_id;

-- As before; the end of the grace leaves an anonymised ticket, and the uses keep what they were worth where
-- that depends on the ticket's other uses.
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
    scanned_at = date_trunc('day', scanned_at, 'Europe/Oslo'),
    received_at = date_trunc('day', received_at, 'Europe/Oslo')
  where serial_number = any(serial_numbers);
  update audit_events set subject = 'anonymised' where subject = any(serial_numbers);
  delete from revocation_reasons where serial_number = any(serial_numbers);
  delete from google_events where serial_number = any(serial_numbers);
  delete from google_refusals where serial_number = any(serial_numbers);
  delete from google_notices where id = any(serial_numbers);
  delete from google_leases
  where key in (select 'object ' || serial_number from unnest(serial_numbers) as serial_number)
    and until <= now() and coalesce(in_doubt_until <= now(), true);
  update provider_codes set serial_number = null, code_sealed = null
  where serial_number = any(serial_numbers);

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

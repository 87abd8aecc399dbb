-- Complimentary tickets: ordinary tickets beside an offer's quota, which the provider or the culture office hands out
-- by claim link or on paper. They have no recipient and no allocation, and the municipality refunds none of their uses.

create table complimentary_quotas (
  offer_id uuid primary key references offers on delete cascade,
  -- how many the provider sets aside, and how many of them are out
  set_aside int not null check (set_aside between 0 and 10000),
  given int not null default 0,
  constraint complimentary_never_exceeded check (0 <= given and given <= set_aside)
);

-- What was handed out at one time.
create table hand_outs (
  id uuid primary key default gen_random_uuid(),
  offer_id uuid not null references offers,
  given_by text not null check (given_by in ('provider', 'culture')),
  form text not null check (form in ('links', 'print')),
  tickets int not null check (tickets > 0),
  created_at timestamptz not null
);
create index on hand_outs (offer_id);

grant select, insert, update on complimentary_quotas to join_api;
grant select, insert on hand_outs to join_api;
-- No policy for join_officer: NAV sees none of them.
alter table complimentary_quotas enable row level security;
create policy service on complimentary_quotas to join_api using (true);
alter table hand_outs enable row level security;
create policy service on hand_outs to join_api using (true);

-- A link is a recipient's, or that of one ticket of a hand-out, whose language it holds.
alter table claim_links
  alter column recipient_id drop not null,
  add column hand_out_id uuid references hand_outs,
  add column language text check (language in ('nb', 'nn', 'en', 'sma')),
  add constraint link_has_one_holder check (
    (recipient_id is null) = (hand_out_id is not null) and (recipient_id is null) = (language is not null));
create index on claim_links (hand_out_id) where hand_out_id is not null;

alter table passes
  add column complimentary boolean not null default false,
  -- the link that opens a complimentary ticket; null once it is anonymised
  add column claim_link_id uuid references claim_links,
  add constraint complimentary_has_no_recipient check (
    not complimentary or num_nonnulls(recipient_id, allocation_id, message_id) = 0),
  add constraint link_of_complimentary check (claim_link_id is null or complimentary);
create unique index passes_claim_link on passes (claim_link_id) where claim_link_id is not null;

create function forget_claim_link() returns trigger language plpgsql as $$
begin
  new.claim_link_id := null;
  return new;
end
$$;
create trigger forget_claim_link before update of erased_at on passes
  for each row when (old.claim_link_id is not null and new.erased_at is not null)
  execute function forget_claim_link();

-- An anonymised ticket is nobody's, a complimentary one is not NAV's.
drop policy officer on passes;
create policy officer on passes to join_officer
  using (recipient_id is null and not complimentary
    or exists (select from recipients where recipients.id = passes.recipient_id));

-- Stays where the ticket is anonymised: its uses are never refunded.
alter table redemptions add column complimentary boolean not null default false;

create or replace view counted_redemptions as
select id, door_device_id, scan_id, serial_number, offer_id, scanned_at, received_at, admitted,
  refund_ore, municipality_number, complimentary
from redemptions
where accepted
  and not exists (
    select from extra_admissions where extra_admissions.redemption_id = redemptions.id)
  and not exists (
    select from redemption_undos where redemption_undos.redemption_id = redemptions.id)
  and not exists (
    select from reentries where reentries.redemption_id = redemptions.id);

-- As before, without the uses of complimentary tickets: they claim nothing and use up no cap.
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
  where not redemptions.complimentary
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

create or replace view ticket_deliveries as
select passes.serial_number, passes.offer_id, passes.last_modified,
  count(*)::int as phones,
  count(*) filter (
    where registrations.version >= passes.version
      or passes.pushed_version >= passes.version
      or push_covers(devices.pushed_epoch, devices.pushed_snapshot,
        passes.change_epoch, passes.change_transaction))::int as pushed,
  (count(*) filter (where registrations.version >= passes.version)
    + least(
      count(*) filter (where registrations.version < passes.version),
      coalesce(
        max(phone_fetches.served) filter (where phone_fetches.version = passes.version), 0))
  )::int as current,
  passes.complimentary
from registrations
join passes on passes.serial_number = registrations.serial_number
join devices on devices.device_library_identifier = registrations.device_library_identifier
left join phone_fetches on phone_fetches.serial_number = registrations.serial_number
group by passes.serial_number;

-- What NAV is told of: its owner's rights see that a ticket is complimentary, which NAV's do not.
create view google_refusals_for_nav as
select google_refusals.* from google_refusals
where not exists (
  select from passes
  where passes.serial_number = google_refusals.serial_number and passes.complimentary);
grant select on google_refusals_for_nav to join_api;
revoke insert, update, delete on google_refusals_for_nav from join_api;

-- A refund by agreement for each code of the provider's own that is shown: it is burnt then, whether or not its use is known.
alter table offers
  drop constraint offers_refund_per_check,
  add constraint offers_refund_per_check check (refund_per in ('ticket', 'month', 'code'));

-- The day in Oslo on which the code was first shown.
alter table provider_codes add column revealed_on date;
create or replace function update_code_of_pass() returns trigger language plpgsql as $$
begin
  if new.fetched_at is not null then
    update provider_codes
    set state = 'revealed',
      revealed_on = coalesce(revealed_on, (new.fetched_at at time zone 'Europe/Oslo')::date)
    where serial_number = new.serial_number and (state = 'reserved' or state = 'used' and new.state = 'active');
    update provider_codes set state = 'used'
    where serial_number = new.serial_number and state = 'revealed' and new.state = 'used';
  elsif new.state in ('revoked', 'returned', 'lapsed', 'expired') then
    update provider_codes set state = 'free', serial_number = null
    where serial_number = new.serial_number and state = 'reserved';
  end if;
  return null;
end
$$;

alter table settlement_statement_lines add column codes_shown int not null default 0;

-- As before; where shown codes claim, their uses claim nothing.
create or replace view redemption_refunds as
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
  end)::bigint as refund_ore
from claimed;

-- As before, with the codes that were shown in the month where the refund is for these; each once, since it is shown once.
create or replace view settlements as
with counted as (
  select provider_id, offer_id, month, 1 as uses, admitted as admissions, 0 as codes_shown, refund_ore
  from redemption_refunds
  union all
  select codes.provider_id, codes.offer_id, to_char(codes.revealed_on, 'YYYY-MM'), 0, 0, 1,
    offers.refund_per_admission_ore::bigint
  from provider_codes as codes join offers on offers.id = codes.offer_id
  where codes.revealed_on is not null and offers.refund_per = 'code'
), monthly as (
  select provider_id, offer_id, month, sum(uses)::int as uses, sum(admissions)::int as admissions,
    sum(codes_shown)::int as codes_shown, sum(refund_ore) as refund_ore
  from counted group by provider_id, offer_id, month
), claimed as (
  select *, sum(refund_ore) over (partition by provider_id, offer_id order by month) as so_far
  from monthly
)
select claimed.provider_id, claimed.offer_id, claimed.month, claimed.uses, claimed.admissions,
  offers.refund_per_admission_ore,
  (least(so_far, offers.refund_cap_ore)
    - least(so_far - claimed.refund_ore, offers.refund_cap_ore))::bigint as refund_ore,
  claimed.codes_shown
from claimed join offers on offers.id = claimed.offer_id;

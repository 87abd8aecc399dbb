-- How often a statement's line claims its rate: people let in, tickets, months of a ticket, or shown codes. Its refund is that many
-- times the rate, or less where a cap is reached. Null: stated before, where a cap had cut what was counted.
alter table settlement_statement_lines add column units int;

update settlement_statement_lines as lines
set units = case
  when offers.refund_per = 'code' then lines.codes_shown
  when offers.refund_per is null then lines.admissions
  when offers.refund_cap_ore is null and offers.refund_cap_per_ticket_ore is null
    and lines.refund_per_admission_ore > 0
    then lines.refund_ore / lines.refund_per_admission_ore
end
from offers where offers.id = lines.offer_id;

-- How many tickets, or months of a ticket, claim their rate in a month. With the owner's rights, as `settlements`.
create view settlement_claims as
select refunds.provider_id, refunds.offer_id, refunds.month, refunds.municipality_number,
  count(*) filter (where refunds.refund_ore > 0)::int as claims
from redemption_refunds as refunds join offers on offers.id = refunds.offer_id
where offers.refund_per in ('ticket', 'month')
group by refunds.provider_id, refunds.offer_id, refunds.month, refunds.municipality_number;
grant select on settlement_claims to join_api;

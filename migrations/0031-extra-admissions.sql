-- Scans that were admitted offline although the ticket had no use left for them, or had ended: each is a
-- question to the provider. Redemptions are never changed, so a row here takes one out of the counts.
create table extra_admissions (
  redemption_id uuid primary key references redemptions,
  reason text not null
);
grant select, insert on extra_admissions to join_api;
revoke update, delete on extra_admissions from join_api;

-- The accepted scans that took a use: what statistics and settlements count.
create view counted_redemptions as
select id, door_device_id, scan_id, serial_number, offer_id, scanned_at, received_at, admitted
from redemptions
where accepted and not exists (
  select from extra_admissions where extra_admissions.redemption_id = redemptions.id);

create or replace view settlements as
  select
    offers.provider_id,
    offers.id as offer_id,
    to_char(redemptions.scanned_at at time zone 'Europe/Oslo', 'YYYY-MM') as month,
    count(*)::int as uses,
    sum(redemptions.admitted)::int as admissions,
    offers.refund_per_admission_ore,
    (sum(redemptions.admitted) * offers.refund_per_admission_ore)::bigint as refund_ore
  from counted_redemptions as redemptions
  join offers on offers.id = redemptions.offer_id
  group by offers.provider_id, offers.id, month;

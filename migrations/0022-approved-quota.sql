-- How many tickets the culture office has said yes to. Where it pays for each person let in, the
-- provider cannot raise the quota above that; without a refund it may.
alter table offers add column approved_quota int;
update offers set approved_quota = quota where state in ('open', 'paused', 'closed');
alter table offers add constraint refund_within_approved_quota
  check (approved_quota is null or refund_per_admission_ore = 0 or quota <= approved_quota);

-- A trigger, so that no action that approves can forget it.
create function keep_approved_quota() returns trigger language plpgsql as $$
begin
  new.approved_quota := new.quota;
  return new;
end
$$;
create trigger keep_approved_quota before update of state on offers
  for each row when (old.state = 'submitted' and new.state = 'open')
  execute function keep_approved_quota();

-- What the culture office is asked to approve has a ceiling. What was approved before goes on.
create function refuse_refund_without_ceiling() returns trigger language plpgsql as $$
begin
  raise exception 'a refund for each of unlimited uses needs a cap'
    using errcode = 'check_violation', constraint = 'refund_has_ceiling';
end
$$;
create trigger refund_has_ceiling before update of state on offers
  for each row
  when (new.state = 'submitted' and old.state in ('draft', 'returned')
    and new.refund_per_admission_ore > 0 and new.refund_per is null
    and new.uses is null and new.uses_per_day is null and new.valid_for is null
    and new.refund_cap_ore is null and new.refund_cap_per_ticket_ore is null)
  execute function refuse_refund_without_ceiling();

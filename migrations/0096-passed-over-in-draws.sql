-- A winner that cannot get a ticket any more stops no draw: it is passed over at the confirmation, and stands so in the draw.
alter table draws
  add column passed_over jsonb
    constraint passed_over_is_a_list check (jsonb_typeof(passed_over) = 'array'),
  add constraint passed_over_when_confirmed check (passed_over is null or state = 'confirmed'),
  drop constraint draws_again_because_check,
  add constraint draws_again_because_check check (again_because in
    ('more_tickets', 'list_was_wrong', 'criteria_were_wrong', 'complaint_upheld', 'winner_cannot'));

create or replace function refuse_illegal_draw() returns trigger language plpgsql as $$
declare
  written text[];
begin
  if tg_op = 'INSERT' then
    if new.state = 'committed' and new.list is null then return new; end if;
    raise exception 'a draw begins with its commitment alone'
      using errcode = 'check_violation', constraint = 'legal_draw';
  end if;
  written := case
    when old.list is null and new.state = 'committed' then '{list, list_hash}'
    when old.state = new.state then '{seed_sealed}'
    when old.state = 'committed' and new.state = 'closed' then '{state, seed, seed_sealed}'
    when old.state = 'closed' and new.state = 'confirmed' then '{state, allocation_id, passed_over}'
    when old.state in ('committed', 'closed') and new.state = 'stopped' then '{state}'
  end;
  if written is null or to_jsonb(new) - written <> to_jsonb(old) - written then
    raise exception 'a draw cannot change so from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'legal_draw';
  end if;
  return new;
end
$$;

alter table audit_events
  drop constraint reason_code_is_known,
  add constraint reason_code_is_known check (
    not detail ? 'reasonCode' or coalesce(case
      when action in ('pass.revoked', 'allocation.revoked') then detail ->> 'reasonCode' in
        ('wrong_child', 'family_asked', 'moved', 'cancelled', 'duplicate', 'other')
      when action = 'recipient.removed' then detail ->> 'reasonCode' in
        ('family_asked', 'not_needed', 'wrong_entry', 'moved', 'duplicate')
      when action in ('draw.committed', 'draw.stopped') then detail ->> 'reasonCode' in
        ('more_tickets', 'list_was_wrong', 'criteria_were_wrong', 'complaint_upheld', 'winner_cannot')
    end, false)) not valid;

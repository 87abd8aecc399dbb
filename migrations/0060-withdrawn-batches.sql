-- A withdrawn batch takes its codes from tickets that have not shown them; these get another one, or end.
create or replace function refuse_illegal_code_state() returns trigger language plpgsql as $$
begin
  if not (old.state = 'free' and new.state in ('reserved', 'expired', 'withdrawn')
    or old.state = 'reserved' and new.state in ('free', 'revealed', 'withdrawn')
    or old.state = 'revealed' and new.state = 'used'
    or old.state = 'used' and new.state = 'revealed'
    or old.state = 'expired' and new.state = 'withdrawn') then
    raise exception 'a code cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'legal_code_state';
  end if;
  return new;
end
$$;

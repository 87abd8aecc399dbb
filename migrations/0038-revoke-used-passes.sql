-- NAV does not see whether a ticket was used, so it can revoke a used one like any other.
create or replace function refuse_illegal_pass_state() returns trigger language plpgsql as $$
begin
  if not (old.state = 'pending' and new.state in ('active', 'expired', 'revoked', 'returned', 'lapsed')
    or old.state = 'active' and new.state in ('used', 'expired', 'revoked', 'returned', 'lapsed')
    or old.state = 'used' and new.state in ('active', 'revoked')) then
    raise exception 'a pass cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'legal_pass_state';
  end if;
  return new;
end
$$;

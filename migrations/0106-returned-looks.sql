-- A look that the culture office returned is not one that it approved. And a process of before 0101 ends a change without
-- knowing of the look that waits with it.
create or replace function keep_approved_look() returns trigger language plpgsql as $$
begin
  if (new.template_version is distinct from old.pending_template_version or old.pending_returned is not null)
      and not only_colors_differ(new.template_id, old.template_version, new.template_version) then
    raise exception 'the look of offer % was not approved', new.id
      using errcode = 'check_violation', constraint = 'look_is_approved';
  end if;
  return new;
end
$$;

create function end_look_with_change() returns trigger language plpgsql as $$
begin
  new.pending_template_version := null;
  return new;
end
$$;
create trigger end_look_with_change before update of pending_terms on offers
  for each row when (new.pending_terms is null and new.pending_template_version is not null)
  execute function end_look_with_change();

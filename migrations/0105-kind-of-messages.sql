-- What a message is about, also where the one that it copies goes to a child whom the officer sees no more.
create function message_kind(of_message uuid) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when num_nonnulls(cancelled_offer_id, moved_offer_id) > 0 then 'offer'
    when reminds then 'reminder'
    when repeats then 'link'
    else 'tickets' end
  from messages where id = of_message;
$$;
revoke execute on function message_kind(uuid) from public;
grant execute on function message_kind(uuid) to join_api;

-- How fast an offer's tickets go: its places of all municipalities together, of which an officer sees the own tickets
-- alone. The index finds the latest without reading the others.
create index passes_of_offer_by_age on passes (offer_id, created_at);

-- Tickets of an offer that were allocated after the instant and were not taken back; no complimentary one, and a ticket that
-- was replaced for a new phone once. A count alone, which pages round.
create function allocated_since(offer uuid, since timestamptz) returns int
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from passes
  where offer_id = offer and created_at > since and replaced_by is null and not complimentary
    and state not in ('revoked', 'returned', 'lapsed')
$$;
revoke execute on function allocated_since(uuid, timestamptz) from public;
grant execute on function allocated_since(uuid, timestamptz) to join_api;

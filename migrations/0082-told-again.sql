-- A notice that was dropped because its offer had been withdrawn told nothing: it no longer stands in the way of the
-- next one on the same day.
drop index office_notices_offer;
create unique index office_notices_offer on office_notices (contact_id, offer_id, kind, decisions, day)
  where offer_id is not null and state <> 'dropped';

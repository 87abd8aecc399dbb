-- An approved offer's event can move. For a day the holder's page also shows what its tickets said before.
alter table offers
  add column moved_at timestamptz,
  add column moved_from_start timestamptz,
  add column moved_from_place text,
  add constraint moved_says_when check (
    moved_at is not null or num_nonnulls(moved_from_start, moved_from_place) = 0);

alter table messages
  add column moved_offer_id uuid references offers,
  add constraint messages_of_one_kind check (num_nonnulls(cancelled_offer_id, moved_offer_id) <= 1);
-- A second move before the message has left changes what the message says, and adds none.
create unique index messages_owed_move on messages (moved_offer_id, recipient_id)
  where moved_offer_id is not null and state in ('owed', 'failed');

-- A child in two homes: a second guardian with messages and a claim link of its own. How it is reached; the contact
-- stands encrypted beside the first one's.
alter table recipients
  add column second_delivery text check (second_delivery in ('sms', 'email')),
  -- whether the label was written since families read it on a link that shows several children
  add column label_shown boolean not null default false,
  add constraint second_guardian_beside_first check (second_delivery is null or delivery in ('sms', 'email'));

-- A recipient has one link of its own, as before. Beside it stand links with `extra_recipient_id`: the second
-- guardian's, and those that a contact got for a sibling who is reached elsewhere by now.
alter table claim_links
  add column extra_recipient_id uuid references recipients on delete cascade,
  add column guardian smallint not null default 1 check (guardian in (1, 2)),
  add column inherited boolean not null default false,
  drop constraint link_has_one_holder,
  add constraint link_has_one_holder check (
    num_nonnulls(recipient_id, extra_recipient_id, hand_out_id) = 1
    and (hand_out_id is null) = (language is null)),
  add constraint extra_link check (
    (extra_recipient_id is not null) = (guardian = 2 or inherited));
create unique index one_active_second_link on claim_links (extra_recipient_id)
  where revoked_at is null and guardian = 2 and not inherited;
create index on claim_links (extra_recipient_id) where extra_recipient_id is not null;

drop policy officer on claim_links;
create policy officer on claim_links to join_officer
  using (exists (
    select from recipients
    where recipients.id in (claim_links.recipient_id, claim_links.extra_recipient_id)));

-- The second guardian's copy of a message: what it is about stands in the first one's row.
alter table messages
  add column guardian smallint not null default 1 check (guardian in (1, 2)),
  add column copy_of uuid references messages on delete cascade,
  add constraint second_gets_copies check ((guardian = 2) = (copy_of is not null)),
  add constraint one_copy_each unique (copy_of, recipient_id);

-- As before, and of a copy by what it copies: whether another message leaves depends on what is left of the tickets.
create or replace function owe_message_webhooks() returns trigger language plpgsql as $$
begin
  if new.copy_of is null or exists (
    select from messages as about
    where about.id = new.copy_of and num_nonnulls(about.cancelled_offer_id, about.moved_offer_id) = 0
      and not about.repeats and not about.reminds) then
    perform owe_nav_webhooks('message.failed', new.recipient_id, null, null, new.id, now(), now());
  end if;
  return null;
end
$$;

-- A text of an offer with a word of the deny-list that the provider gives a reason for and the culture office accepts:
-- exactly this text, in this place, of this offer (decision 0055).
create table text_exceptions (
  offer_id uuid not null references offers on delete cascade,
  path text not null check (path ~ '^(title|description)\.(nb|nn|en|sma)$'),
  -- SHA-256 of the text in UTF-8
  text_hash bytea not null check (octet_length(text_hash) = 32),
  reason text not null check (length(reason) between 1 and 500),
  accepted_at timestamptz,
  accepted_by text,
  primary key (offer_id, path, text_hash),
  constraint accepted_by_somebody check ((accepted_at is null) = (accepted_by is null))
);
grant select, insert, delete, update (accepted_at, accepted_by) on text_exceptions to join_api;

create function hash_of_text(texts jsonb, language text) returns bytea language sql immutable as $$
  select sha256(convert_to(texts ->> language, 'UTF8'));
$$;

-- Whether the exception is for a text of these.
create function is_text_of(excepted text_exceptions, title jsonb, description jsonb)
  returns boolean language sql immutable as $$
  select coalesce(excepted.text_hash = hash_of_text(
    case split_part(excepted.path, '.', 1) when 'title' then title else description end,
    split_part(excepted.path, '.', 2)), false);
$$;

-- Gone with the text. At the end of the transaction, since an approval moves a text from the change to the offer.
create function forget_text_exceptions() returns trigger language plpgsql as $$
begin
  delete from text_exceptions using offers
  where offers.id = new.id and text_exceptions.offer_id = new.id
    and not is_text_of(text_exceptions, offers.title, offers.description)
    and not is_text_of(text_exceptions, offers.pending_terms -> 'title', offers.pending_terms -> 'description');
  return null;
end
$$;
create constraint trigger forget_text_exceptions after update of title, description, pending_terms on offers
  deferrable initially deferred for each row execute function forget_text_exceptions();

-- No text holds that is not accepted.
create function require_accepted_texts() returns trigger language plpgsql as $$
begin
  if exists (
    select from text_exceptions
    where offer_id = new.id and accepted_at is null and is_text_of(text_exceptions, new.title, new.description))
  then
    raise exception 'a text of offer % is not accepted', new.id using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger require_accepted_texts after update of state, title, description on offers
  for each row when (new.state in ('open', 'paused'))
  execute function require_accepted_texts();

-- What holds already was never up for review, and is not asked for afterwards.
create function refuse_late_text_exception() returns trigger language plpgsql as $$
begin
  if new.accepted_at is not null or exists (
    select from offers
    where id = new.offer_id and state not in ('draft', 'returned')
      and not is_text_of(new, pending_terms -> 'title', pending_terms -> 'description'))
  then
    raise exception 'offer % takes no exception now', new.offer_id using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger refuse_late_text_exception before insert on text_exceptions
  for each row execute function refuse_late_text_exception();

create function keep_accepted_text() returns trigger language plpgsql as $$
begin
  raise exception 'what was accepted stays' using errcode = 'check_violation';
end
$$;
create trigger keep_accepted_text before update on text_exceptions
  for each row when (old.accepted_at is not null)
  execute function keep_accepted_text();

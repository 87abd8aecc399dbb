-- What Google holds of a class or an object, as a hash of the last body it took: a new version that
-- shows the same (another offer's title, on a ticket that bears no title) is no call.
alter table offers add column google_digest text;
alter table passes add column google_digest text;

create index on google_leases (holder);

create index passes_to_sync_of_offer on passes (offer_id, serial_number)
  where google_version > 0 and google_version < version;

-- When the next request may leave, for all processes together. One row.
create table google_pace (
  "only" boolean primary key default true check ("only"),
  next_at timestamptz not null default now(),
  -- Google asked to be left alone until then
  rest_until timestamptz not null default now()
);
insert into google_pace default values;

-- What Google will not take until somebody does something about it.
create table google_refusals (
  -- the offer's id for a class, the serial number for an object
  id text primary key,
  kind text not null check (kind in ('class', 'object')),
  offer_id uuid not null references offers,
  serial_number text references passes,
  -- the content or ticket version that was refused: the next one is tried
  version int not null,
  status int,
  message text not null,
  field text,
  at timestamptz not null,
  -- somebody asked for another attempt
  again boolean not null default false,
  check ((kind = 'object') = (serial_number is not null))
);
create index on google_refusals (offer_id);
create index on google_refusals (serial_number);

-- Phones were told of this version of a class or an object; three a day are allowed.
create table google_notices (
  id text not null,
  version int not null,
  at timestamptz not null,
  primary key (id, version)
);
create index on google_notices (at);

-- The last comparison of an offer's tickets with what Google holds.
create table google_reconciliations (
  offer_id uuid primary key references offers,
  at timestamptz not null,
  compared int not null,
  repaired int not null,
  -- Google has them, we do not
  unknown int not null
);

-- An id at Google is of one vertical for ever, so a template's style is settled with the first ticket.
create function refuse_another_style() returns trigger language plpgsql as $$
begin
  if (select definition ->> 'style' from template_versions
      where template_id = old.template_id and version = old.template_version)
    is distinct from
     (select definition ->> 'style' from template_versions
      where template_id = new.template_id and version = new.template_version)
    and (old.google_version > 0 or exists (select from passes where offer_id = old.id)) then
    raise exception 'an offer with tickets keeps its template''s style'
      using errcode = 'check_violation', constraint = 'style_settled';
  end if;
  return new;
end
$$;
create trigger style_settled before update of template_id, template_version on offers
  for each row
  when (old.template_id <> new.template_id or old.template_version <> new.template_version)
  execute function refuse_another_style();

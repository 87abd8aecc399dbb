create table offers (
  id uuid primary key default gen_random_uuid(),
  provider_id uuid not null references providers,
  state text not null default 'draft'
    check (state in ('draft', 'submitted', 'returned', 'open', 'paused', 'closed')),
  template_id uuid not null,
  template_version int not null,
  -- raised with every change of what a ticket shows
  content_version int not null default 1 check (content_version > 0),
  title jsonb not null check (title ? 'nb'),
  description jsonb check (description ? 'nb'),
  category text not null,
  quota int not null check (quota > 0),
  allocated int not null default 0,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  weekdays int[] check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7] and cardinality(weekdays) > 0),
  blackout jsonb,
  event_doors timestamptz,
  event_start timestamptz,
  event_end timestamptz,
  age_from int not null check (age_from between 0 and 25),
  age_to int not null check (age_to between 0 and 25),
  per_recipient int not null check (per_recipient > 0),
  companions int not null check (companions between 0 and 20),
  uses int check (uses > 0),
  uses_per_day int check (uses_per_day > 0),
  claim_within_days int check (claim_within_days > 0),
  refund_per_admission_ore int not null default 0 check (refund_per_admission_ore >= 0),
  place jsonb,
  -- the content version that Google's class shows; 0: no class yet
  google_version int not null default 0,
  created_at timestamptz not null default now(),
  foreign key (template_id, template_version) references template_versions,
  constraint quota_never_exceeded check (0 <= allocated and allocated <= quota),
  constraint valid_half_open check (valid_from < valid_until),
  check (age_from <= age_to),
  check ((event_start is null) = (event_end is null)),
  check (event_start < event_end),
  check (event_doors is null or event_doors <= event_start)
);
create index on offers (provider_id);
create index on offers (template_id, template_version);
create index offers_under_review on offers (provider_id) where state = 'submitted';

create table offer_municipalities (
  offer_id uuid not null references offers,
  municipality_number text not null references municipalities,
  primary key (offer_id, municipality_number)
);
create index on offer_municipalities (municipality_number);

create table reviews (
  id uuid primary key default gen_random_uuid(),
  offer_id uuid not null references offers,
  decision text not null check (decision in ('approved', 'returned')),
  reason text,
  reviewer text not null,
  created_at timestamptz not null default now(),
  check (decision = 'approved' or reason <> '')
);
create index on reviews (offer_id);

create function refuse_illegal_offer_state() returns trigger language plpgsql as $$
begin
  if not (old.state, new.state) in (
    ('draft', 'submitted'), ('returned', 'submitted'),
    ('submitted', 'open'), ('submitted', 'returned'),
    ('open', 'paused'), ('paused', 'open'),
    ('open', 'closed'), ('paused', 'closed')
  ) then
    raise exception 'an offer cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'legal_offer_state';
  end if;
  return new;
end
$$;
create trigger legal_offer_state before update of state on offers
  for each row when (old.state <> new.state) execute function refuse_illegal_offer_state();

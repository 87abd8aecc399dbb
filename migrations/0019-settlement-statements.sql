-- What a provider has been stated for a month. A statement never changes: what turns out different
-- later stands as a line of its own, a correction, in the next one.
create table settlement_statements (
  provider_id uuid not null references providers,
  month text not null check (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  stated_at timestamptz not null,
  primary key (provider_id, month)
);

create table settlement_statement_lines (
  provider_id uuid not null,
  month text not null,
  -- earlier than month: a correction
  used_in text not null check (used_in <= month),
  offer_id uuid not null references offers,
  uses int not null,
  admissions int not null,
  refund_per_admission_ore int not null,
  refund_ore bigint not null,
  primary key (provider_id, month, used_in, offer_id),
  foreign key (provider_id, month) references settlement_statements
);
create index on settlement_statement_lines (offer_id);
revoke update, delete on settlement_statements, settlement_statement_lines from join_api;

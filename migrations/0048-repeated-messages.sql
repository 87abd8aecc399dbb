-- Messages by which an officer sends the claim link again, with all active tickets.
alter table messages add column repeats boolean not null default false;

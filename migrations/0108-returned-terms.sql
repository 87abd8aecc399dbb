-- What the culture office returned, to say what has changed once it is sent again. Null where a process of before returned it.
alter table reviews
  add column terms jsonb check (jsonb_typeof(terms) = 'object'),
  add column template_version int,
  add constraint terms_of_returned_offers check (
    (terms is null) = (template_version is null) and (terms is null or decision = 'returned' and not of_change));

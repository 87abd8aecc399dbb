-- What was scanned and what was decided stay as recorded. anonymise_passes takes tickets and moments out of
-- redemptions with its owner's rights, and reviews go with an offer that was never open.
revoke update, delete on redemptions, reviews from join_api;
alter table reviews drop constraint reviews_offer_id_fkey,
  add constraint reviews_offer_id_fkey foreign key (offer_id) references offers on delete cascade;

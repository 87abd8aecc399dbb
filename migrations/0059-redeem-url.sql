-- The address at which codes are used on the web has the name that the API gives it.
update offers
set own_codes = own_codes - 'webAddress' || jsonb_build_object('redeemUrl', own_codes -> 'webAddress')
where own_codes ? 'webAddress';

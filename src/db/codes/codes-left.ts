/**
 * SQL: the number of free codes that last as long as the offer's tickets; null where the tickets bear our own
 * barcode.
 */
export const codesLeft = `
  case when offers.own_codes is not null then (
    select count(*)::int from provider_codes
    where provider_codes.offer_id = offers.id and provider_codes.state = 'free'
      and (provider_codes.expires_at is null or provider_codes.expires_at >= offers.valid_until)
  ) end`;

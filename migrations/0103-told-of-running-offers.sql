-- Offices that pay are told of offers since 0097, by a trigger on new reviews: here of those that ran by then.
select owe_office_notice('opened', named.municipality_number, offers.id, null)
from offers
join providers on providers.id = offers.provider_id
join offer_municipalities as named
  on named.offer_id = offers.id and named.municipality_number <> providers.municipality_number
where offers.state in ('open', 'paused') and offers.valid_until > now()
  and named.municipality_number <> all(offers.declined_in)
  and not exists (
    select from office_notices as earlier join culture_contacts as contacts on contacts.id = earlier.contact_id
    where earlier.offer_id = offers.id and earlier.kind = 'opened'
      and contacts.municipality_number = named.municipality_number);

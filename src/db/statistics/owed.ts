/**
 * SQL: the number of units that a stated line claims. Lines of earlier releases have none; where the unit is people
 * or shown codes, the line's own count takes its place. Needs the line's offer.
 */
export const unitsOfLine = `
  coalesce(lines.units, case when offers.refund_per is null then lines.admissions
    when offers.refund_per = 'code' then lines.codes_shown end)`;

/**
 * What the month's statement would say now, by the municipality that pays: the month's use, and what earlier
 * statements lack. The provider is a value of its own in `due`, so that only its redemptions are read.
 */
export const owed = `
  with asked as (select :providerId::uuid as provider_id, :month::text as month),
  stated as (
    select lines.used_in, lines.offer_id, lines.municipality_number, sum(lines.uses) as uses,
      sum(lines.admissions) as admissions, sum(lines.codes_shown) as codes_shown,
      sum(lines.refund_ore) as refund_ore,
      case when bool_and(${unitsOfLine} is not null) then sum(${unitsOfLine}) end as units
    from settlement_statement_lines as lines join asked on asked.provider_id = lines.provider_id
    join offers on offers.id = lines.offer_id
    group by lines.used_in, lines.offer_id, lines.municipality_number
  ),
  due as (
    select settlements.month as used_in, settlements.offer_id, settlements.municipality_number,
      settlements.uses, settlements.admissions, settlements.codes_shown, settlements.refund_ore,
      case offers.refund_per
        when 'ticket' then coalesce(claims, 0)
        when 'month' then coalesce(claims, 0)
        when 'code' then settlements.codes_shown
        else settlements.admissions
      end as units
    from settlements cross join asked
    join offers on offers.id = settlements.offer_id
    left join settlement_claims as claiming
      on claiming.provider_id = :providerId::uuid and claiming.offer_id = settlements.offer_id
      and claiming.month = settlements.month
      and claiming.municipality_number = settlements.municipality_number
    where settlements.provider_id = :providerId::uuid
      and (settlements.month = asked.month or settlements.month < asked.month and exists (
        select 1 from settlement_statements as earlier
        where earlier.provider_id = asked.provider_id and earlier.month = settlements.month))
  ),
  owed as (
    select used_in, offer_id, municipality_number,
      (coalesce(due.uses, 0) - coalesce(stated.uses, 0))::int as uses,
      (coalesce(due.admissions, 0) - coalesce(stated.admissions, 0))::int as admissions,
      (coalesce(due.codes_shown, 0) - coalesce(stated.codes_shown, 0))::int as codes_shown,
      (coalesce(due.refund_ore, 0) - coalesce(stated.refund_ore, 0))::bigint as refund_ore,
      case when stated.offer_id is null or stated.units is not null
        then (coalesce(due.units, 0) - coalesce(stated.units, 0))::int end as units
    from due full join stated using (used_in, offer_id, municipality_number)
  )
  select owed.used_in, owed.offer_id, owed.uses, owed.admissions, owed.codes_shown,
    offers.refund_per_admission_ore, owed.refund_ore, owed.municipality_number, owed.units
  from owed join offers on offers.id = owed.offer_id cross join asked
  where owed.used_in <= asked.month
    and (owed.uses <> 0 or owed.admissions <> 0 or owed.codes_shown <> 0 or owed.refund_ore <> 0)`;

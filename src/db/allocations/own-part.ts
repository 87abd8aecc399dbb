import { isOwnPass } from "../passes/own-passes.ts";

/**
 * For a row of allocations: how much of it is that of `:municipalities`. All of it (`is_whole`) when all of its
 * recipients belonged to them when it was made and none has a protected address that the officer does not see;
 * otherwise what their recipients of today got and were refused, without anonymised tickets, of which no municipality
 * is known.
 */
export const ownPart = `
  select parts.is_whole,
    case when parts.is_whole then allocations.allocated
      else (select count(*) from passes
            where passes.allocation_id = allocations.id and ${isOwnPass}) end::int as allocated,
    case when parts.is_whole then allocations.refused
      else (select coalesce(sum(coalesce((refusal ->> 'count')::int, 1)), 0)
            from jsonb_array_elements(allocations.refusals) as refusal
            join recipients on recipients.id = (refusal ->> 'recipientId')::uuid
              and recipients.municipality_number = any(:municipalities::text[])) end::int as refused
  from (select allocations.municipalities <@ :municipalities::text[]
    and allocations.id <> all (array(select hidden_allocations(false))) as is_whole) as parts`;

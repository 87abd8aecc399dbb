/** When a ticket's time is over that began with its first scan, from `passes` and `offers`; null: it has not begun. */
export const lastsUntil = `
  case when passes.lasts_until is not null
    then least(passes.lasts_until, offers.valid_until) end as lasts_until`;

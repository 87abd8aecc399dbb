-- Times of day at which tickets are accepted, by weekday in Oslo. A day ends at 24:00; a weekday has one line at most.
create function are_hours(hours jsonb) returns boolean language sql immutable as $$
  select jsonb_typeof(hours) = 'array' and jsonb_array_length(hours) between 1 and 7
    and (
      select bool_and(coalesce(
        jsonb_array_length(line -> 'weekdays') > 0
          and line ->> 'opens' ~ '^([01]\d|2[0-3]):[0-5]\d$'
          and line ->> 'closes' ~ '^(([01]\d|2[0-3]):[0-5]\d|24:00)$'
          and (line ->> 'opens') < (line ->> 'closes') collate "C", false))
      from jsonb_array_elements(hours) as line)
    and (
      select count(distinct weekday) = count(*) and bool_and(weekday in ('1', '2', '3', '4', '5', '6', '7'))
      from jsonb_array_elements(hours) as line, jsonb_array_elements_text(line -> 'weekdays') as weekday)
$$;
alter table offers
  -- [{"weekdays": [int], "opens": "HH:MM", "closes": "HH:MM"}]; null: any time of day
  add column hours jsonb check (hours is null or are_hours(hours)),
  add constraint hours_of_a_period check (hours is null or event_start is null and sessions is null),
  -- what tickets said before the hours became shorter; an empty list: any time of day
  add column moved_from_hours jsonb check (
    moved_from_hours is null or moved_from_hours = '[]' or are_hours(moved_from_hours)),
  drop constraint moved_says_when,
  add constraint moved_says_when check (
    moved_at is not null
    or num_nonnulls(moved_from_start, moved_from_doors, moved_from_end, moved_sessions, moved_from_hours,
      moved_from_place) = 0);

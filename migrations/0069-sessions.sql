-- Offers whose tickets are good at any one of several dates.
create function are_sessions(sessions jsonb) returns boolean language sql immutable as $$
  select jsonb_typeof(sessions) = 'array' and jsonb_array_length(sessions) between 1 and 100
    and (
      select bool_and(coalesce(
        (session ->> 'start')::timestamptz < (session ->> 'end')::timestamptz
          and coalesce((session ->> 'doors')::timestamptz <= (session ->> 'start')::timestamptz, true),
        false))
      from jsonb_array_elements(sessions) as session)
$$;
alter table offers
  -- [{"doors": instant, "start": instant, "end": instant}], in their order; null: any time of the validity
  add column sessions jsonb check (sessions is null or are_sessions(sessions)),
  add constraint sessions_or_event check (sessions is null or event_start is null);

-- Anyone may post log lines: a count must not overflow.
alter table phone_log_counts alter column count type bigint;

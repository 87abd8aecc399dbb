-- Why something was done, from a closed list: beside the words, and kept with the event when the words are deleted.
alter table revocation_reasons
  add column code text not null default 'other' constraint code_is_known
    check (code in ('wrong_child', 'family_asked', 'moved', 'cancelled', 'duplicate', 'other')),
  drop constraint revocation_reasons_check,
  add constraint one_reason_in_words check (reason is null or reason_sealed is null),
  add constraint other_has_words
    check (code <> 'other' or reason is not null or reason_sealed is not null);

-- Not validated: events of before have no code, and reading all of them would keep doors waiting.
alter table audit_events add constraint reason_code_is_known check (
  not detail ? 'reasonCode' or coalesce(case
    when action in ('pass.revoked', 'allocation.revoked') then detail ->> 'reasonCode' in
      ('wrong_child', 'family_asked', 'moved', 'cancelled', 'duplicate', 'other')
    when action = 'recipient.removed' then detail ->> 'reasonCode' in
      ('family_asked', 'not_needed', 'wrong_entry', 'moved', 'duplicate')
    when action in ('draw.committed', 'draw.stopped') then detail ->> 'reasonCode' in
      ('more_tickets', 'list_was_wrong', 'criteria_were_wrong', 'complaint_upheld')
  end, false)) not valid;

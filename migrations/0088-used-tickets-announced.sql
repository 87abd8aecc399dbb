-- Tickets to announce, used ones too: NAV sees whether a message about them leaves. The index of active ones is no
-- longer needed; one process of the release before scans more for the minutes until it ends.
create index passes_to_announce on passes (recipient_id)
  where state in ('active', 'used') and message_id is null and recipient_id is not null;
drop index passes_to_notify;

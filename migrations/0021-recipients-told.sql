-- Every sweep asks who of those that get messages was not told of a ticket.
create index recipients_told on recipients (id) where delivery in ('sms', 'email');

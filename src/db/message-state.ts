/** SQL: what became of a row of `messages`; null where there is none. */
export const messageState = `
  case
    when messages.state = 'failed' then 'failed'
    when messages.delivered_at is not null then 'delivered'
    when messages.state = 'sent' then 'handed_over'
    when messages.id is not null then 'waiting' end`;

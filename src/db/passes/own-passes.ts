/**
 * A condition on a row of passes: its recipient is placed in one of `:municipalities` today. A recipient
 * who moved belongs to the new municipality alone, with all tickets.
 */
export const isOwnPass = `exists (
  select from recipients
  where recipients.id = passes.recipient_id
    and recipients.municipality_number = any(:municipalities::text[]))`;

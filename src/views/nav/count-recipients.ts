/** How many recipients the rows are about: one of several offers has a row of each. */
export const countRecipients = (rows: readonly { recipient: string }[]): number =>
  new Set(rows.map(({ recipient }) => recipient)).size;

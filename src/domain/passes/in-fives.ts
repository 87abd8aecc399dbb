/**
 * A count rounded down to a multiple of five, as NAV and those who run the service read one that moves when a single child fetches a ticket: the step
 * of one would tell who it was. Under five it is 0, which pages show as "fewer than 5".
 */
export const inFives = (count: number): number => count - (count % 5);

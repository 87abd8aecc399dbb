import type { HolderTicket } from "./holder-ticket.ts";

/** Tickets that look alike: at least one. */
export type TicketGroup = [HolderTicket, ...HolderTicket[]];

/** What may differ between tickets of one offer and stands on the ticket's face. */
const lookOf = ({ offerId, state, usesLeft, partsLeft, lastsUntil }: HolderTicket) =>
  `${offerId} ${state} ${usesLeft} ${String(partsLeft)} ${String(lastsUntil?.getTime())}`;

/** Groups tickets that look alike, in the order of their first. */
export function ticketGroups(tickets: HolderTicket[]): TicketGroup[] {
  const groups = new Map<string, TicketGroup>();
  for (const ticket of tickets) {
    const group = groups.get(lookOf(ticket));
    if (group) group.push(ticket);
    else groups.set(lookOf(ticket), [ticket]);
  }
  return [...groups.values()];
}

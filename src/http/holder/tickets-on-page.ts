import type { ClaimedTicket } from "../../actions/access/get-claimed-tickets.ts";
import { hasEnded } from "../../domain/passes/pass.ts";

const ticketsPerPage = 10;

/** One page of the tickets: the one asked for, or that of the ticket whose barcode is shown. */
export function ticketsOnPage(
  tickets: ClaimedTicket[],
  { page, shown }: { page: number | undefined; shown: string | undefined },
): { tickets: ClaimedTicket[]; page: number; pages: number } {
  const pages = Math.max(Math.ceil(tickets.length / ticketsPerPage), 1);
  const index = tickets.findIndex(({ serialNumber }) => serialNumber === shown);
  const wanted = page ?? Math.floor(Math.max(index, 0) / ticketsPerPage) + 1;
  const current = Math.min(wanted, pages);
  const first = (current - 1) * ticketsPerPage;
  return { tickets: tickets.slice(first, first + ticketsPerPage), page: current, pages };
}

/** How many tickets of all pages are live, and how many of them are issued. */
export function countsOf(tickets: ClaimedTicket[]): { live: number; ready: number; total: number } {
  const live = tickets.filter(({ state }) => !hasEnded(state));
  const ready = live.filter(({ state }) => state === "active");
  return { live: live.length, ready: ready.length, total: tickets.length };
}

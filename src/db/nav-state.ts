import { navStateOf, type NavState, type StoredState } from "../domain/passes/nav-state.ts";

/** Columns of passes and offers, from which `withNavState` makes the state that NAV sees at `:at`. */
export const navStateColumns = `passes.state, offers.valid_until <= :at as is_over,
  coalesce(offers.cancelled_at < offers.valid_until, false) as is_cancelled`;

/** A row that has `navStateColumns` for the state that NAV sees. */
export type NavStateRow<T> = Omit<T, "state"> & StoredState;

/** The row with the state that NAV sees, and without the stored one. */
export function withNavState<T extends { state: NavState }>(row: NavStateRow<T>): T {
  const { state, isOver, isCancelled, ...rest } = row;
  return { ...rest, state: navStateOf({ state, isOver, isCancelled }) } as unknown as T;
}

/** A condition on a row of passes: NAV sees the ticket as pending or live at `:at`, so that use does not show. */
export const isLiveToNav = `(passes.state in ('pending', 'active', 'used') and exists (
  select from offers where offers.id = passes.offer_id
    and offers.valid_until > :at and offers.cancelled_at is null))`;

import { markIssuedAllocations } from "../../db/integrations/issued-allocations.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

const chunkSize = 500;

/**
 * Tells NAV's webhooks of each allocation whose tickets are all issued, once. Its tickets are of several offers, which
 * are issued apart: so it is read from the rows, and no transaction that issues the last ticket can be missed. Safe to
 * run twice and concurrently.
 */
export async function tellIssuedAllocations({
  clock,
  db,
}: Pick<Deps, "clock" | "db">): Promise<void> {
  for (;;) {
    const marked = await unitOfWork({ db }, ({ trx }) =>
      markIssuedAllocations(trx, { at: clock.now(), limit: chunkSize }),
    );
    if (marked < chunkSize) return;
  }
}

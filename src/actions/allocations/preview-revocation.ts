import { toldAndFetched } from "../../db/allocations/grace.ts";
import { countShownCodes } from "../../db/codes/shown-codes.ts";
import { livePassesOfAllocation } from "../../db/passes/pass-ending.ts";
import { inFives } from "../../domain/in-fives.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";

/** What an officer weighs before live tickets of an allocation are revoked. */
export interface RevocationEffects {
  /** Tickets that would be revoked. */
  count: number;
  /** How many of them bear a code of the provider's own that was shown. */
  codesShown: number;
  /** Recipients who were told of one of them. */
  told: number;
  /** How many of them were fetched, in fives. */
  fetched: number;
}

/** What `revokeAllocation` would do, also with the chosen tickets alone. Throws AppError "forbidden". */
export async function previewRevocation(
  { db, clock }: Pick<Deps, "clock" | "db">,
  {
    actor,
    allocationId,
    serialNumbers,
  }: { actor: Actor; allocationId: string; serialNumbers?: string[] | undefined },
): Promise<RevocationEffects> {
  const visible = { municipalities: requireNav(actor), at: clock.now() };
  const live = await livePassesOfAllocation(db, allocationId, visible);
  const chosen = serialNumbers && new Set(serialNumbers);
  const wanted = chosen ? live.filter((serial) => chosen.has(serial)) : live;
  const [codesShown, { told, fetched }] = await Promise.all([
    countShownCodes(db, wanted),
    toldAndFetched(db, wanted),
  ]);
  return { count: wanted.length, codesShown, told, fetched: inFives(fetched) };
}

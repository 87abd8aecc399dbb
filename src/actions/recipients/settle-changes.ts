import { raiseHolderVersions } from "../../db/passes/pass-holders.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { replaceOutdatedLinks, type SettledChange } from "./replace-outdated-links.ts";
import { tellSiblingsAgain } from "./tell-siblings-again.ts";

export type SettleDeps = Pick<NestableDeps, "clock" | "keyRing"> & Omit<WalletUpdateDeps, "db">;

/**
 * What follows from changes of recipients, which are locked with their households: a new contact or a protected address ends the claim
 * link, siblings who lose theirs by it are sent it again, and an address that is or is no longer protected changes what the tickets show, in both wallets too.
 */
export async function settleChanges(
  unit: UnitOfWork,
  deps: SettleDeps,
  actor: Actor,
  changes: readonly SettledChange[],
): Promise<{ toldAgain: string[] }> {
  const { trx, afterCommit } = unit;
  const bereft = await replaceOutdatedLinks(trx, { keyRing: deps.keyRing, actor }, changes);
  const toldAgain = await tellSiblingsAgain(unit, deps, { actor, changes, bereft });
  const readdressed = changes.filter(({ differences }) =>
    differences.some(({ member }) => member === "protectedAddress"),
  );
  if (readdressed.length === 0) return { toldAgain };
  const ids = readdressed.map(({ recipientId }) => recipientId);
  const serialNumbers = await raiseHolderVersions(trx, ids);
  afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, serialNumbers));
  return { toldAgain };
}

import { outdatedContacts } from "../../domain/recipients/ends-claim-link.ts";
import { raiseHolderVersions } from "../../db/passes/pass-holders.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { passMessagesOn } from "./pass-messages-on.ts";
import { replaceOutdatedLinks, type SettledChange } from "./replace-outdated-links.ts";
import { sendNewLinks } from "./send-new-links.ts";
import { tellSiblingsAgain } from "./tell-siblings-again.ts";

export type SettleDeps = Pick<NestableDeps, "clock" | "keyRing"> & Omit<WalletUpdateDeps, "db">;

/** Recipients to whom the new link is sent, and siblings to whom theirs is sent again. */
interface Settled {
  sentTo: string[];
  toldAgain: string[];
}

/**
 * What follows from changes of recipients, which are locked with their households: a new contact or a protected
 * address ends the claim link, a new contact is sent the new one at once, siblings who lose theirs by it are sent it
 * again, and an address that is or is no longer protected changes what the tickets show, in both wallets too.
 */
export async function settleChanges(
  unit: UnitOfWork,
  deps: SettleDeps,
  actor: Actor,
  changes: readonly SettledChange[],
): Promise<Settled> {
  const { trx, afterCommit } = unit;
  const bereft = await replaceOutdatedLinks(trx, { keyRing: deps.keyRing, actor }, changes);
  const guardians = changes.flatMap(({ recipientId, differences }) =>
    Array.from(outdatedContacts(differences).contacts.keys(), (guardian) => ({
      ...{ recipientId, guardian },
    })),
  );
  const sentTo = await sendNewLinks(unit, deps, { actor, guardians });
  const toldAgain = await tellSiblingsAgain(unit, deps, { actor, changes, bereft });
  await passMessagesOn(trx, deps.keyRing, changes);
  const readdressed = changes.filter(({ differences }) =>
    differences.some(({ member }) => member === "protectedAddress"),
  );
  if (readdressed.length === 0) return { sentTo, toldAgain };
  const ids = readdressed.map(({ recipientId }) => recipientId);
  const serialNumbers = await raiseHolderVersions(trx, ids);
  afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, serialNumbers));
  return { sentTo, toldAgain };
}

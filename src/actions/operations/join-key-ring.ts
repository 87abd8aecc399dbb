import { ensureLookupKeys } from "../../db/lookups.ts";
import {
  deleteInstance,
  findCurrentKey,
  insertSecretKeys,
  lockSecretKeys,
  replaceCurrentKey,
  runningKeyRings,
  upsertInstance,
} from "../../db/operations/secret-keys.ts";
import { barcodeKeyIdOf } from "../../wallets/barcode-signer.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

type Joining = Pick<Deps, "db" | "keyRing">;

/** Why a process may not run with its SECRET_KEYS beside the others. */
export class KeyRingConflict extends Error {}

/**
 * Records the process and its keys, and follows the current key, on which all running processes
 * agree: a key becomes current when every one of them names it first, and not before all know it.
 * Called again and again; `instanceId` is what the first call returned. Throws KeyRingConflict when
 * the process lacks the current key, or has another secret under a known id.
 */
export async function joinKeyRing(
  { db, keyRing }: Joining,
  instanceId?: string,
): Promise<{ instanceId: string; currentId: string }> {
  return unitOfWork({ db }, async ({ trx }) => {
    await lockSecretKeys(trx);
    const keys = keyRing.ids.map((id) => ({
      id,
      fingerprint: keyRing.hmac("fingerprint", "key", id),
      barcodeKeyId: barcodeKeyIdOf(keyRing, id),
    }));
    const [another] = await insertSecretKeys(trx, keys);
    if (another !== undefined) {
      throw new KeyRingConflict(
        `SECRET_KEYS has another secret under the id ${another} than this database was used with.`,
      );
    }
    const agreed = await findCurrentKey(trx);
    if (agreed !== undefined && !keyRing.has(agreed)) {
      throw new KeyRingConflict(
        `SECRET_KEYS lacks the current key ${agreed}. Add it; the command keys status says when a key can go.`,
      );
    }
    const id = await upsertInstance(trx, { id: instanceId, keyIds: keyRing.ids });
    const wanted = new Set((await runningKeyRings(trx)).map(([first]) => first));
    const [next, ...others] = [...wanted];
    const currentId =
      next !== undefined && others.length === 0 ? next : (agreed ?? keyRing.currentId);
    if (currentId !== agreed) await replaceCurrentKey(trx, currentId);
    keyRing.useAsCurrent(currentId);
    await ensureLookupKeys(trx, keyRing);
    return { instanceId: id, currentId };
  });
}

/** Uses the agreed key as current without counting as a running process, for commands. */
export async function followKeyRing({ db, keyRing }: Joining): Promise<void> {
  const agreed = await findCurrentKey(db);
  if (agreed !== undefined) keyRing.useAsCurrent(agreed);
  await unitOfWork({ db }, ({ trx }) => ensureLookupKeys(trx, keyRing));
}

/** Removes a stopping process, so that a new key becomes current without it. */
export const leaveKeyRing = (deps: Pick<Deps, "db">, instanceId: string): Promise<void> =>
  unitOfWork(deps, ({ trx }) => deleteInstance(trx, instanceId));

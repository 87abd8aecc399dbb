import { countByKey } from "../../db/operations/reseal.ts";
import { keyDependents, knownKeys, runningKeyRings } from "../../db/operations/secret-keys.ts";
import { sealedColumnNames } from "../../key-ring.ts";
import type { Deps } from "../deps.ts";

export interface KeyStatus {
  id: string;
  isCurrent: boolean;
  /** Of `processes`: how many hold it, and how many name it first. */
  knownTo: number;
  firstIn: number;
  /**
   * Values that are encrypted under it, by column; `unbound` counts those of releases that did not bind values to
   * their row.
   */
  values: { column: string; count: number; unbound: number }[];
  /** What needs it besides: claim links, and tickets with their barcodes and phones. */
  links: number;
  tickets: number;
  /** About when the last of these tickets is anonymised; null without any. */
  ticketsUntil: Date | null;
  /** Nothing needs it any more. */
  mayGo: boolean;
}

/** Every key that the database was used with, and what still needs it. */
export async function getKeyStatus({
  db,
}: Pick<Deps, "db">): Promise<{ processes: number; keys: KeyStatus[] }> {
  const rings = await runningKeyRings(db);
  const counts = await Promise.all(
    sealedColumnNames.map(async (column) => ({ column, byKey: await countByKey(db, column) })),
  );
  const keys = [];
  for (const { id, isCurrent } of await knownKeys(db)) {
    const values = counts.flatMap(({ column, byKey }) =>
      byKey
        .filter(({ keyId }) => keyId === id)
        .map(({ values: count, bound }) => ({ column, count, unbound: count - bound })),
    );
    const needs = await keyDependents(db, id);
    keys.push({
      id,
      isCurrent,
      knownTo: rings.filter((ring) => ring.includes(id)).length,
      firstIn: rings.filter(([first]) => first === id).length,
      values,
      ...needs,
      mayGo: !isCurrent && values.length === 0 && needs.links === 0 && needs.tickets === 0,
    });
  }
  return { processes: rings.length, keys };
}

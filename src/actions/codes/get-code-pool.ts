import {
  findCodeStock,
  listBatches,
  type CodeBatch,
  type CodeStock,
} from "../../db/codes/code-stock.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireOwnCodes } from "./require-own-codes.ts";

export interface CodePool {
  offer: Offer;
  stock: CodeStock;
  /** The latest first. */
  batches: CodeBatch[];
}

/** The stock of an offer's codes by state, in all and by batch. Throws as `requireOwnCodes`. */
export async function getCodePool(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<CodePool> {
  const { offer } = await requireOwnCodes(db, actor, offerId);
  const [stock, batches] = await Promise.all([
    findCodeStock(db, offer.id),
    listBatches(db, offer.id),
  ]);
  return { offer, stock, batches };
}

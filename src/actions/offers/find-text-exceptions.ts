import { textExceptionsOf } from "../../db/offers/text-exceptions.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { TextException } from "../../domain/offers/text-exceptions.ts";
import type { NestableDeps } from "../deps.ts";

/** The exceptions from the deny-list of offers that the caller has read, by the offer's id. */
export const findTextExceptions = (
  { db }: Pick<NestableDeps, "db">,
  offers: readonly Offer[],
): Promise<Map<string, TextException[]>> =>
  textExceptionsOf(
    db,
    offers.map(({ id }) => id),
  );

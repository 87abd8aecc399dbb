import type { Trx } from "../../db/connect.ts";
import { unknownMunicipalities } from "../../db/municipalities.ts";
import { AppError } from "../../errors.ts";
import { requireCulture } from "./require-culture.ts";
import type { Actor } from "../deps.ts";

/**
 * Throws AppError "forbidden", or "validation_failed" unless the municipality is one of the culture
 * office's and of the scheme.
 */
export async function requireOwnMunicipality(
  trx: Trx,
  actor: Actor,
  municipality: string,
): Promise<void> {
  const isOwn = requireCulture(actor).includes(municipality);
  if (isOwn && (await unknownMunicipalities(trx, [municipality])).length === 0) return;
  throw new AppError("validation_failed", "The municipality is not one of yours.", {
    errors: [{ path: "municipality", code: "unknown", message: "must be one of yours" }],
  });
}

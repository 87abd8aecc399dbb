import { recordAudit } from "../../db/audit.ts";
import { upsertMunicipality, type SchemeMunicipality } from "../../db/municipalities.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Inserts a municipality into the scheme, or renames it. Throws AppError("validation_failed") for a
 * number that is not of four digits, for an empty name, and for a setting out of its range.
 */
export async function createMunicipality(
  { db }: Pick<Deps, "db">,
  { actor, ...municipality }: SchemeMunicipality & { actor: Actor },
): Promise<void> {
  const { number, name, graceMinutes, retentionDays, listMonths } = municipality;
  if (!/^\d{4}$/.test(number) || !/^\p{L}.{0,99}$/u.test(name)) {
    throw new AppError(
      "validation_failed",
      "A municipality has a number of four digits and a name.",
    );
  }
  if (!isWithin(graceMinutes, 0, 1440)) {
    throw new AppError("validation_failed", "The grace is a number of minutes from 0 to 1440.");
  }
  if (!isWithin(retentionDays, 30, 3650)) {
    throw new AppError("validation_failed", "Recipients are kept for 30 to 3650 days.");
  }
  if (!isWithin(listMonths, 2, 14)) {
    throw new AppError("validation_failed", "Saved lists are kept for 2 to 14 months.");
  }
  await unitOfWork({ db }, async ({ trx }) => {
    await upsertMunicipality(trx, { number, name, graceMinutes, retentionDays, listMonths });
    const detail = {
      name,
      ...(graceMinutes !== undefined && { graceMinutes }),
      ...(retentionDays !== undefined && { retentionDays }),
      ...(listMonths !== undefined && { listMonths }),
    };
    await recordAudit(trx, {
      actor: actor.id,
      action: "municipality.added",
      subject: number,
      detail,
    });
  });
}

const isWithin = (value: number | undefined, least: number, most: number): boolean =>
  value === undefined || (Number.isInteger(value) && value >= least && value <= most);

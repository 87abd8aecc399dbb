import { recordAudit } from "../../db/audit.ts";
import { upsertMunicipality } from "../../db/municipalities.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Inserts a municipality into the scheme, or renames it. Throws AppError("validation_failed") for a
 * number that is not of four digits and for an empty name.
 */
export async function createMunicipality(
  { db }: Pick<Deps, "db">,
  {
    actor,
    number,
    name,
    graceMinutes,
  }: { actor: Actor; number: string; name: string; graceMinutes?: number | undefined },
): Promise<void> {
  if (!/^\d{4}$/.test(number) || !/^\p{L}.{0,99}$/u.test(name)) {
    throw new AppError(
      "validation_failed",
      "A municipality has a number of four digits and a name.",
    );
  }
  if (
    graceMinutes !== undefined &&
    !(Number.isInteger(graceMinutes) && graceMinutes >= 0 && graceMinutes <= 1440)
  ) {
    throw new AppError("validation_failed", "The grace is a number of minutes from 0 to 1440.");
  }
  await unitOfWork({ db }, async ({ trx }) => {
    await upsertMunicipality(trx, { number, name, graceMinutes });
    const detail = { name, ...(graceMinutes !== undefined && { graceMinutes }) };
    await recordAudit(trx, {
      actor: actor.id,
      action: "municipality.added",
      subject: number,
      detail,
    });
  });
}

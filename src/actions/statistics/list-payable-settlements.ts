import { municipalityNames } from "../../db/municipalities.ts";
import {
  payableMonths,
  preliminaryPayments,
  statedPayments,
  type PayableMonth,
  type PreliminaryPayment,
  type StatedPayment,
} from "../../db/statistics/payable-settlements.ts";
import { monthInOslo } from "../../domain/period.ts";
import { dueDay, paymentReference, taxOf } from "../../domain/statistics/payable-settlement.ts";
import { sumInFives } from "../../domain/in-fives.ts";
import { AppError } from "../../errors.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";
import { isMonth } from "./settlement-months.ts";

/**
 * What a municipality pays a provider for a month, in øre. A preliminary sum is that of each offer rounded down to
 * five times its rate, and null where none has five uses, since more could point to a child; a stated one is what is
 * to be paid.
 */
export interface PayableSettlement extends Omit<
  StatedPayment,
  "municipality" | "useOre" | "correctionsOre"
> {
  reference: string;
  /** `YYYY-MM-DD`; null while preliminary. */
  dueOn: string | null;
  useOre: number | null;
  correctionsOre: number | null;
  refundOre: number | null;
  netOre: number | null;
  vatOre: number | null;
}

export interface PayingMunicipality {
  municipality: string;
  name: string;
  /** The sum of its settlements; null when one of them is. */
  refundOre: number | null;
  items: PayableSettlement[];
}

/** Lists the months whose settlements the culture office's municipalities pay, the latest first. */
export function listPayableMonths(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<PayableMonth[]> {
  return payableMonths(db, requireCulture(actor));
}

/**
 * Returns what the culture office's municipalities pay each provider for a month, by municipality: as stated, and
 * preliminary where it is not. Throws AppError "forbidden", "not_found" for a month that is none, or to come, or
 * "validation_failed" for another's municipality.
 */
export async function listPayableSettlements(
  { db, clock }: Pick<Deps, "clock" | "db">,
  {
    actor,
    month,
    municipality: asked,
  }: {
    actor: Actor;
    month: string;
    /** This one alone. */
    municipality?: string | undefined;
  },
): Promise<{ month: string; municipalities: PayingMunicipality[] }> {
  const own = requireCulture(actor);
  if (asked !== undefined && !own.includes(asked)) {
    throw new AppError("validation_failed", "The municipality is not one of yours.", {
      errors: [{ path: "municipality", code: "unknown", message: "must be one of yours" }],
    });
  }
  const offices = asked === undefined ? own : [asked];
  if (!isMonth(month) || month > monthInOslo(clock.now())) {
    throw new AppError("not_found", "There are no settlements of this month.");
  }
  const [stated, preliminary, names] = await Promise.all([
    statedPayments(db, offices, month),
    preliminaryPayments(db, offices, month),
    municipalityNames(db),
  ]);
  const rows = [...stated, ...preliminary.map(rounded)];
  const municipalities = offices.toSorted().map((municipality) => {
    const own = rows.filter((row) => row.municipality === municipality);
    const items = own.map((row) => payable(row, month));
    const refundOre = items.reduce<number | null>(
      (sum, item) => (sum === null || item.refundOre === null ? null : sum + item.refundOre),
      0,
    );
    return { municipality, name: names.get(municipality) ?? municipality, refundOre, items };
  });
  return { month, municipalities };
}

/** Each offer's sum by itself, so that a provider's tells no more of an offer than the offer's own numbers do. */
function rounded({ claims, ...row }: PreliminaryPayment): ShownRow {
  const useOre = (claims ?? []).reduce((sum, claim) => sum + sumInFives(claim), 0);
  return { ...row, useOre: useOre === 0 ? null : useOre, correctionsOre: 0 };
}

interface ShownRow extends Omit<StatedPayment, "useOre"> {
  useOre: number | null;
}

function payable(row: ShownRow, month: string): PayableSettlement {
  const { municipality, useOre, correctionsOre, ...shown } = row;
  const { statedAt, organisationNumber, vatPercent } = shown;
  const known = {
    ...shown,
    reference: paymentReference(month, organisationNumber, municipality),
    dueOn: statedAt && dueDay(statedAt),
  };
  if (useOre === null) {
    const unknown = { correctionsOre: null, refundOre: null, netOre: null, vatOre: null };
    return { ...known, useOre, ...unknown };
  }
  const refundOre = useOre + correctionsOre;
  return { ...known, useOre, correctionsOre, refundOre, ...taxOf(refundOre, vatPercent) };
}

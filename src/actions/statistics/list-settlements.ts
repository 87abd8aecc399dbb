import { municipalityNames } from "../../db/municipalities.ts";
import { findProvider } from "../../db/providers/providers.ts";
import {
  findStatement,
  owedLines,
  payerShares,
  statedLines,
  type PayerShare,
  type StatementLine,
} from "../../db/statistics/settlement-statements.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { dueDay, paymentReference, taxOf } from "../../domain/statistics/payable-settlement.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";
import { isMonth, settlementMonths } from "./settlement-months.ts";

export interface MonthlySettlement {
  provider: Pick<Provider, "name" | "organisationNumber">;
  /** `YYYY-MM`, Oslo time. */
  month: string;
  /** Null before the month is stated; its lines are then preliminary. */
  statedAt: Date | null;
  items: StatementLine[];
  /** Corrections of earlier statements, each with the month of use. */
  corrections: StatementLine[];
  admissions: number;
  /** The sum to be paid, with corrections. */
  refundOre: number;
  /** Rate of the value added tax that the sums contain. */
  vatPercent: number;
  /** Without that tax, and the tax: what the municipalities' parts come to, each rounded. */
  netOre: number;
  vatOre: number;
  /** What each municipality pays of it; none while the month lasts. */
  payers: (PayerShare & {
    /** Name of the municipality. */
    name: string;
    reference: string;
    netOre: number;
    vatOre: number;
    /** `YYYY-MM-DD`; null before the month is stated. */
    dueOn: string | null;
  })[];
}

/**
 * Returns a provider's settlements of a month by offer: as stated, or computed for a month that is not stated yet; in
 * the current month without offers that have complimentary tickets. Throws AppError "forbidden", "validation_failed",
 * or "not_found" for a month before the provider was created or in the future.
 */
export async function listSettlements(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor, month }: { actor: Actor; month: string },
): Promise<MonthlySettlement> {
  const providerId = requireProvider(actor);
  if (!isMonth(month)) {
    throw new AppError("validation_failed", "A month looks like 2027-02.", {
      errors: [{ path: "month", code: "invalid_format", message: "must look like 2027-02" }],
    });
  }
  const { first, current } = await settlementMonths(db, providerId, clock.now());
  if (month < first || month > current) {
    throw new AppError("not_found", `There are settlements from ${first} to ${current}.`);
  }
  const statement = await findStatement(db, providerId, month);
  const owed = { month, current };
  const lines = statement
    ? await statedLines(db, providerId, month)
    : await owedLines(db, providerId, owed);
  const shares = await payerShares(db, providerId, owed, { isStated: statement !== undefined });
  const [provider, names] = await Promise.all([
    findProvider(db, providerId),
    municipalityNames(db),
  ]);
  if (!provider) throw new AppError("not_found", "There is no such provider.");
  const vatPercent = statement?.vatPercent ?? provider.vatPercent;
  const payers = shares.map((share) => ({
    ...share,
    ...taxOf(share.refundOre, vatPercent),
    name: names.get(share.municipality) ?? share.municipality,
    reference: paymentReference(month, provider.organisationNumber, share.municipality),
    dueOn: statement ? dueDay(statement.statedAt) : null,
  }));
  return {
    provider: { name: provider.name, organisationNumber: provider.organisationNumber },
    month,
    statedAt: statement?.statedAt ?? null,
    items: lines.filter(({ usedIn }) => usedIn === month),
    corrections: lines.filter(({ usedIn }) => usedIn !== month),
    admissions: lines.reduce((sum, line) => sum + line.admissions, 0),
    refundOre: lines.reduce((sum, line) => sum + line.refundOre, 0),
    vatPercent,
    netOre: payers.reduce((sum, { netOre }) => sum + netOre, 0),
    vatOre: payers.reduce((sum, { vatOre }) => sum + vatOre, 0),
    // While the month lasts, a share that grows after a scan would tell where its holder lives.
    payers: statement || month < current ? payers : [],
  };
}

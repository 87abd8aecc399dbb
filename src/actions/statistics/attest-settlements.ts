import { recordAudit } from "../../db/audit.ts";
import { findStatement } from "../../db/statistics/settlement-statements.ts";
import { statedPayments } from "../../db/statistics/payable-settlements.ts";
import { insertAttestations, type Attested } from "../../db/statistics/attestations.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { isMonth } from "./settlement-months.ts";

/**
 * Attests what the culture office's municipalities, or one of them, pay for a month to all providers, or to one. What
 * was attested before stays as it is; of all providers, those without an account number wait. Throws AppError "forbidden",
 * "not_found" for what is no month, or where the provider has no statement of it, "conflict" when the sum is another than
 * `refundOre`, an account another than in `accounts`, or the one provider has none, and "illegal_state" for what the actor
 * has stated or entered the account number of.
 */
export async function attestSettlements(
  { db, clock }: Pick<Deps, "clock" | "db">,
  {
    actor,
    month,
    municipality,
    providerId = null,
    refundOre,
    accounts,
  }: {
    actor: Actor;
    month: string;
    municipality?: string | undefined;
    providerId?: string | null | undefined;
    /** The sum that was seen. */
    refundOre?: number | undefined;
    /** The account number that was seen of each provider, by its id. */
    accounts?: Readonly<Record<string, string>> | undefined;
  },
): Promise<void> {
  const offices = requireCulture(actor);
  if (!isMonth(month)) throw new AppError("not_found", "There are no settlements of this month.");
  if (municipality !== undefined && !offices.includes(municipality)) {
    throw new AppError("forbidden", "The municipality is not one of yours.");
  }
  const municipalities = municipality === undefined ? offices : [municipality];
  await unitOfWork({ db }, async ({ trx }) => {
    if (providerId !== null) {
      const stated = isUuid(providerId) && (await findStatement(trx, providerId, month));
      if (!stated) throw new AppError("not_found", "The provider has no statement of the month.");
    }
    const attestation = { month, municipalities, providerId, attestedBy: actor.id };
    const attested = await insertAttestations(trx, { ...attestation, at: clock.now() }).catch(
      rethrowOwn,
    );
    const sum = attested.reduce((total, each) => total + each.refundOre, 0);
    if (refundOre !== undefined && refundOre !== sum) {
      throw new AppError("conflict", "The sum is another than the one you saw; look again.", {
        extra: { refundOre: sum },
      });
    }
    requireSeenAccounts(attested, accounts);
    if (providerId !== null) {
      const payments = await statedPayments(trx, municipalities, month);
      const isLeft = (each: (typeof payments)[number]) =>
        each.providerId === providerId && each.attestedAt === null;
      if (payments.some(isLeft)) throw new AppError("conflict", "The provider has no account.");
    }
    for (const { providerId: subject, municipality, refundOre } of attested) {
      await recordAudit(trx, {
        actor: actor.id,
        action: "settlement.attested",
        subject,
        detail: { month, municipality, refundOre },
      });
    }
  });
}

/** The last look at the number that money goes to: another one was entered after this person read the page. */
function requireSeenAccounts(
  attested: readonly Attested[],
  seen: Readonly<Record<string, string>> | undefined,
): void {
  const isUnseen = ({ providerId, accountNumber }: Attested) =>
    accountNumber !== null && accountNumber !== seen?.[providerId];
  if (seen === undefined || !attested.some(isUnseen)) return;
  throw new AppError("conflict", "An account number is another than the one you saw; look again.");
}

function rethrowOwn(error: unknown): never {
  if ((error as { constraint?: unknown }).constraint !== "two_people") throw error;
  throw new AppError(
    "illegal_state",
    "Somebody else has to attest: you have stated it, or entered the account number.",
  );
}

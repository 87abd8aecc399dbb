import { z } from "zod";
import type { FieldError } from "../../errors.ts";
import { refundUnits, type RefundTerms } from "./offer.ts";

export const refundRate = z.int().min(0).max(10_000_000);
const cap = z.int().min(1).max(1_000_000_000);

/** The request body's member for what the municipality pays. */
export const refundInput = z.strictObject({
  per: z
    .enum(["admission", ...refundUnits])
    .describe(
      "`admission`: for each person let in; `ticket`: for a ticket that is used at all; `month`: for each month in which it is; `code`: for each of your own codes that is shown, whether or not its use is reported",
    ),
  ore: refundRate.describe("What the municipality pays you for each, in øre; 0: nothing"),
  capPerTicketOre: cap
    .nullish()
    .describe("The most that one ticket claims, in øre; absent: no cap"),
  capTotalOre: cap
    .nullish()
    .describe("The most that the whole offer claims, in øre; absent: no cap"),
});
type Refund = z.infer<typeof refundInput>;

/** The refund in API responses. */
export const answeredRefund = z.object({
  per: refundInput.shape.per,
  ore: refundInput.shape.ore,
  capPerTicketOre: cap.optional().describe("The most that one ticket claims; absent: no cap"),
  capTotalOre: cap.optional().describe("The most that the whole offer claims; absent: no cap"),
});

/** The members of a request body that name the refund. A member that is null names none. */
interface RefundMembers {
  refund?: Refund | null | undefined;
  refundPerAdmissionOre?: number | null | undefined;
}

/** The refund that the members name; null: none; undefined: both are absent. */
function namedRefund({ refund, refundPerAdmissionOre: rate }: RefundMembers) {
  if (refund) return refund;
  if (typeof rate === "number") return { per: "admission", ore: rate } satisfies Refund;
  return refund === null || rate === null ? null : undefined;
}

/** Converts the members of a request body to terms; a refund of 0 øre has neither unit nor caps. */
export function refundTerms(members: RefundMembers): RefundTerms {
  const { per, ore: rate, capPerTicketOre, capTotalOre }: Refund = namedRefund(members) ?? noRefund;
  return {
    refundPerAdmissionOre: rate,
    refundPer: rate === 0 || per === "admission" ? undefined : per,
    refundCapPerTicketOre: (rate > 0 && capPerTicketOre) || undefined,
    refundCapOre: (rate > 0 && capTotalOre) || undefined,
  };
}
const noRefund: Refund = { per: "admission", ore: 0 };

/** Converts terms to the member of the API; undefined without a refund. */
export function refundOf(terms: RefundTerms): z.infer<typeof answeredRefund> | undefined {
  if (terms.refundPerAdmissionOre === 0) return undefined;
  return {
    per: terms.refundPer ?? "admission",
    ore: terms.refundPerAdmissionOre,
    capPerTicketOre: terms.refundCapPerTicketOre,
    capTotalOre: terms.refundCapOre,
  };
}

/** Applies changes. A client that knows the rate alone sends it back unchanged, which keeps unit and caps. */
export function changeRefund(before: RefundTerms, changes: RefundMembers): Refund | null {
  const { refund, refundPerAdmissionOre: rate } = changes;
  const isSentBack = refund === undefined && rate === before.refundPerAdmissionOre;
  const named = isSentBack ? undefined : namedRefund(changes);
  return named === undefined ? (refundOf(before) ?? null) : named;
}

/** The path of each of the refund's terms in the request body. */
export const refundPaths: Record<keyof RefundTerms, string> = {
  refundPerAdmissionOre: "refund.ore",
  refundPer: "refund.per",
  refundCapPerTicketOre: "refund.capPerTicketOre",
  refundCapOre: "refund.capTotalOre",
};

/** Names the refund's rate in faults as the request body did. */
export function refundFaultsAsSent<F extends FieldError>(
  faults: F[],
  { refund, refundPerAdmissionOre: rate }: RefundMembers,
): F[] {
  if (refund || typeof rate !== "number") return faults;
  return faults.map((fault) =>
    fault.path === refundPaths.refundPerAdmissionOre
      ? { ...fault, path: "refundPerAdmissionOre" }
      : fault,
  );
}

/** Adds to a request body's schema that its two members for the refund must not differ. */
export const withOneRefund = <S extends z.ZodType<RefundMembers>>(body: S): S =>
  body.refine(
    ({ refund, refundPerAdmissionOre: rate }) => !refund || (rate ?? refund.ore) === refund.ore,
    {
      path: ["refundPerAdmissionOre"],
      message: "must be what refund.ore is, or absent",
      params: { code: "contradiction" },
    },
  );

import { mostSetAside, type HandOutRefusal } from "../../domain/complimentary/hand-out.ts";
import { AppError } from "../../errors.ts";

const details = {
  not_open: "Complimentary tickets are of an open offer that has not ended.",
  own_codes: {
    provider: "The offer's tickets bear your own codes; hand out codes yourself.",
    culture:
      "The offer's tickets bear the provider's own codes; the provider hands out codes itself.",
  },
};

/** The refusal of a hand-out as an error: `errors` says what would be possible. */
export function handOutError(refusal: HandOutRefusal, role: "provider" | "culture"): AppError {
  if (!("mostPossible" in refusal)) {
    const detail = refusal.reason === "not_open" ? details.not_open : details.own_codes[role];
    return new AppError("illegal_state", detail);
  }
  const { reason, mostPossible: most } = refusal;
  const detail =
    reason === "above_limit"
      ? `At most ${mostSetAside} complimentary tickets of an offer are out at a time; ${most} more can be.`
      : `${most} more complimentary tickets are set aside.`;
  return new AppError("illegal_state", detail, {
    errors: [{ path: "count", code: reason, message: `must be at most ${most}` }],
    extra: { mostPossible: most },
  });
}

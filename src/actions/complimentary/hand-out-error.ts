import type { HandOutRefusal } from "../../domain/complimentary/hand-out.ts";
import { AppError } from "../../errors.ts";

const details = {
  not_open: "Complimentary tickets are of an open offer that has not ended.",
  own_codes: "The offer's tickets bear your own codes; hand out codes yourself.",
};

/** The refusal of a hand-out as an error: `errors` says what would be possible. */
export function handOutError(refusal: HandOutRefusal): AppError {
  if (refusal.reason !== "not_set_aside") {
    return new AppError("illegal_state", details[refusal.reason]);
  }
  const { reason, mostPossible: most } = refusal;
  return new AppError("illegal_state", `${most} more complimentary tickets are set aside.`, {
    errors: [{ path: "count", code: reason, message: `must be at most ${most}` }],
    extra: { mostPossible: most },
  });
}

import { recordAudit } from "../../db/audit.ts";
import { setWaitingSettings } from "../../db/waiting/waiting-rules.ts";
import { drawRulesInput } from "../../domain/draws/draw-input.ts";
import { dayInOslo } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** How a municipality keeps its waiting lists, as typed. */
interface TypedSettings {
  /** Apart by commas; undefined: by the time of entry alone. */
  criteria?: string | undefined;
  /** `6-12`. */
  ages?: string | undefined;
  /** `2026-11-01`. */
  published?: string | undefined;
  /** `keeps` or `loses`. */
  declined: string;
}

/**
 * Sets by which criteria of draws a municipality's children wait, and whether one who declines a ticket keeps its
 * place. Audited. Throws AppError "validation_failed" for what is no such rule, "not_found".
 */
export async function updateWaitingRules(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { actor, number, ...typed }: TypedSettings & { actor: Actor; number: string },
): Promise<void> {
  const settings = { rules: rulesOf(typed), keepsDeclined: typed.declined === "keeps" };
  if (typed.declined !== "keeps" && typed.declined !== "loses") {
    throw new AppError("validation_failed", "A child that declines keeps or loses its place.");
  }
  if ((settings.rules?.publishedOn ?? "") > dayInOslo(clock.now())) {
    throw new AppError("validation_failed", "The criteria must be published before they are used.");
  }
  await unitOfWork({ db }, async ({ trx }) => {
    if (!(await setWaitingSettings(trx, number, settings))) {
      throw new AppError("not_found", "There is no such municipality.");
    }
    const event = { action: "municipality.waiting_rules", subject: number, detail: settings };
    await recordAudit(trx, { actor: actor.id, ...event });
  });
}

function rulesOf({ criteria, ages, published: publishedOn }: TypedSettings) {
  if (criteria === undefined && ages === undefined && publishedOn === undefined) return null;
  const [from, to] = (ages ?? "").split("-").map(Number);
  const parsed = drawRulesInput.safeParse({
    criteria: criteria?.split(","),
    ...(ages !== undefined && { ages: { from, to } }),
    publishedOn,
  });
  if (parsed.success) {
    const { data } = parsed;
    return { criteria: data.criteria, ages: data.ages, publishedOn: data.publishedOn };
  }
  const [issue] = parsed.error.issues;
  throw new AppError(
    "validation_failed",
    `These are no criteria of a waiting list: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}.`,
  );
}

import { randomBytes, randomUUID } from "node:crypto";
import { recordAudit } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { findDrawCandidates } from "../../db/draws/draw-candidates.ts";
import { insertDrawChildren } from "../../db/draws/draw-children.ts";
import { drawsOfOffer, insertDraw, setDrawList, setDrawStopped } from "../../db/draws/draws.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import type { AgainReason } from "../../domain/reasons.ts";
import { drawUnits, drawValues, twelveMonthsBefore } from "../../domain/draws/draw-list.ts";
import type { DrawList, DrawRules } from "../../domain/draws/draw.ts";
import { commitmentTo, hashOfList } from "../../domain/draws/draw-hashes.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import { dayInOslo } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { refusedFromDraw, type RefusedFromDraw } from "./refused-from-draw.ts";
import { requireOneMunicipality, type NamedChildren } from "./require-one-municipality.ts";

interface Request extends NamedChildren {
  actor: Actor;
  offerId: string;
  rules: DrawRules;
  /** How many tickets are drawn, one for each child. Default: all that are left. */
  seats?: number | undefined;
  againBecause?: AgainReason | undefined;
}

const invalid = (path: string, code: string, message: string) =>
  new AppError("validation_failed", "There cannot be such a draw.", {
    errors: [{ path, code, message }],
  });

/**
 * Commits to a seed and then fixes the list of a draw of the offer's tickets, one for each child: those
 * whom an allocation would refuse are left out and returned. An earlier draw of the offer that is not
 * confirmed is stopped. Nothing is drawn yet.
 *
 * Throws AppError "forbidden"; "not_found" for an unknown offer; "validation_failed" for recipients of several
 * municipalities or none, and seats that are enough for all; "conflict" for references that several of the
 * officer's municipalities know, and when there was a draw of the offer in the municipality and no reason is
 * given for another.
 */
export async function createDraw(
  deps: Pick<NestableDeps, "clock" | "db" | "keyRing">,
  { actor, rules, seats, againBecause, ...asked }: Request,
): Promise<{ id: string; refused: RefusedFromDraw[] }> {
  const now = deps.clock.now();
  if (rules.publishedOn !== undefined && rules.publishedOn > dayInOslo(now)) {
    throw invalid("publishedOn", "in_future", "must not be after today");
  }
  return unitOfWork(deps, async ({ trx }) => {
    const [offer] = (await lockOffers(trx, [asked.offerId].filter(isUuid))).values();
    if (!offer) throw new AppError("not_found", "There is no such offer.");
    const offerId = offer.id;
    const { municipality, recipients } = await requireOneMunicipality(
      trx,
      deps.keyRing,
      actor,
      asked,
    );
    if (offer.declinedIn?.includes(municipality)) {
      throw invalid("offerId", "declined", "is closed for the municipality by its culture office");
    }
    const refused = await refusedFromDraw(trx, recipients, offer, now);
    const left = ticketsLeft(offer);
    const taken = seats ?? left;
    if (taken < 1 || taken > left) {
      throw invalid("seats", "wrong_number", `must be 1 to ${left}, which are left`);
    }
    const out = new Set(refused.map(({ recipientId }) => recipientId));
    const eligible = recipients.flatMap(({ id }) => (out.has(id) ? [] : [id]));
    if (eligible.length <= taken) {
      throw invalid("seats", "enough_for_all", "must be fewer than the children who can get one");
    }
    await stopEarlier(trx, { actor, offerId, municipality, againBecause });
    const id = randomUUID();
    const seed = randomBytes(32);
    const commitment = commitmentTo(seed);
    const place = { column: "draws.seed_sealed", row: id } as const;
    await insertDraw(trx, {
      ...{ id, municipality, offerId, againBecause, commitment },
      seedSealed: deps.keyRing.encrypt(place, seed.toString("hex")),
      ...{ createdBy: actor.id, createdAt: now },
    });
    const audited = { actor: actor.id, subject: id };
    await recordAudit(trx, {
      ...audited,
      action: "draw.committed",
      detail: { offerId, commitment, ...(againBecause && { reasonCode: againBecause }) },
    });

    const candidates = await findDrawCandidates(trx, eligible, twelveMonthsBefore(now));
    const units = drawUnits(candidates, rules).map((children) => {
      const first = children[0]?.id ?? "";
      return { id: deps.keyRing.hmac("draw-row", `${id} ${first}`).toString("hex"), children };
    });
    const rows = units
      .map((unit) => ({
        id: unit.id,
        children: unit.children.map((child) => drawValues(child, rules, now)),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const list: DrawList = { offerId, seats: taken, rules, rows };
    const listHash = hashOfList(list);
    await setDrawList(trx, { id, list, listHash });
    await insertDrawChildren(
      trx,
      id,
      units.flatMap((unit) =>
        unit.children.map((child) => ({ rowId: unit.id, recipientId: child.id })),
      ),
    );
    const detail = { listHash, rows: rows.length, children: eligible.length, seats: taken };
    await recordAudit(trx, { ...audited, action: "draw.listed", detail });
    return { id, refused };
  });
}

async function stopEarlier(
  trx: Trx,
  {
    actor,
    offerId,
    municipality,
    againBecause,
  }: Pick<Request, "actor" | "offerId" | "againBecause"> & { municipality: string },
): Promise<void> {
  const earlier = await drawsOfOffer(trx, offerId, municipality);
  if (earlier.length > 0 && againBecause === undefined) {
    throw new AppError("conflict", "There was a draw of this offer: say why there is another.", {
      errors: [{ path: "againBecause", code: "required", message: "is required after a draw" }],
    });
  }
  if (earlier.length === 0 && againBecause !== undefined) {
    throw invalid("againBecause", "no_earlier", "has no earlier draw of this offer to follow");
  }
  for (const { id, state } of earlier) {
    if (state !== "committed" && state !== "closed") continue;
    await setDrawStopped(trx, id);
    const detail = { state, reasonCode: againBecause };
    await recordAudit(trx, { actor: actor.id, action: "draw.stopped", subject: id, detail });
  }
}

import { randomBytes, randomUUID } from "node:crypto";
import { recordAudit } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { findDrawCandidates } from "../../db/draws/draw-candidates.ts";
import { insertDrawChildren } from "../../db/draws/draw-children.ts";
import { closeDraw, drawsOfOffer, insertDraw, setDrawStopped } from "../../db/draws/draws.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import type { AgainReason } from "../../domain/draws/draw-input.ts";
import { drawUnits, drawValues, twelveMonthsBefore } from "../../domain/draws/draw-list.ts";
import { hashOfList, hashOfSeed, type DrawList, type DrawRules } from "../../domain/draws/draw.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { ticketsLeft } from "../../domain/offers/offer-quota.ts";
import { dayInOslo } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { refusedFromDraw, type RefusedFromDraw } from "./refused-from-draw.ts";
import { requireOneMunicipality } from "./require-one-municipality.ts";

interface Request {
  actor: Actor;
  offerId: string;
  recipientIds: string[];
  rules: DrawRules;
  /** Default: all that are left. */
  tickets?: number | undefined;
  againBecause?: AgainReason | undefined;
}

const invalid = (path: string, code: string, message: string) =>
  new AppError("validation_failed", "There cannot be such a draw.", {
    errors: [{ path, code, message }],
  });

/**
 * Commits to a seed and then closes the list of a draw of the offer's tickets, one for each child: those
 * whom an allocation would refuse are left out and returned. An earlier draw of the offer that is not
 * confirmed is stopped. Nothing is drawn yet.
 *
 * Throws AppError "forbidden"; "validation_failed" for recipients of several municipalities or none, an
 * unknown offer, and tickets that are enough for all; "conflict" when there was a draw of the offer in the
 * municipality and no reason is given for another.
 */
export async function createDraw(
  deps: Pick<NestableDeps, "clock" | "db" | "keyRing">,
  { actor, offerId, recipientIds, rules, tickets, againBecause }: Request,
): Promise<{ id: string; refused: RefusedFromDraw[] }> {
  const now = deps.clock.now();
  if (rules.publishedOn > dayInOslo(now)) {
    throw invalid("publishedOn", "in_future", "must not be after today");
  }
  return unitOfWork(deps, async ({ trx }) => {
    const offer = isUuid(offerId) ? (await lockOffers(trx, [offerId])).get(offerId) : undefined;
    if (!offer) throw invalid("offerId", "unknown", "must be the id of an offer");
    const { municipality, recipients } = await requireOneMunicipality(trx, actor, recipientIds);
    const refused = await refusedFromDraw(trx, recipients, offer, now);
    const left = ticketsLeft(offer);
    const taken = tickets ?? left;
    if (taken < 1 || taken > left) {
      throw invalid("tickets", "wrong_number", `must be 1 to ${left}, which are left`);
    }
    const out = new Set(refused.map(({ recipientId }) => recipientId));
    const eligible = recipients.flatMap(({ id }) => (out.has(id) ? [] : [id]));
    if (eligible.length <= taken) {
      throw invalid("tickets", "enough_for_all", "must be fewer than the children who can get one");
    }
    await stopEarlier(trx, { actor, offerId, municipality, againBecause });
    const id = randomUUID();
    const seed = randomBytes(32);
    const seedHash = hashOfSeed(seed);
    const place = { column: "draws.seed_sealed", row: id } as const;
    await insertDraw(trx, {
      ...{ id, municipality, offerId, againBecause, seedHash },
      seedSealed: deps.keyRing.encrypt(place, seed.toString("hex")),
      ...{ createdBy: actor.id, createdAt: now },
    });
    const audited = { actor: actor.id, subject: id };
    await recordAudit(trx, { ...audited, action: "draw.committed", detail: { offerId, seedHash } });

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
    const list: DrawList = { offerId, tickets: taken, rules, rows };
    const listHash = hashOfList(list);
    await closeDraw(trx, { id, list, listHash });
    await insertDrawChildren(
      trx,
      id,
      units.flatMap((unit) =>
        unit.children.map((child) => ({ rowId: unit.id, recipientId: child.id })),
      ),
    );
    const detail = { listHash, rows: rows.length, children: eligible.length, tickets: taken };
    await recordAudit(trx, { ...audited, action: "draw.closed", detail });
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
    if (state !== "closed" && state !== "drawn") continue;
    await setDrawStopped(trx, id);
    const detail = { state, againBecause };
    await recordAudit(trx, { actor: actor.id, action: "draw.stopped", subject: id, detail });
  }
}

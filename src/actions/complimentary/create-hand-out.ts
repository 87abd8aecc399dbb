import { recordAudit } from "../../db/audit.ts";
import { insertComplimentaryPasses } from "../../db/complimentary/complimentary-passes.ts";
import {
  findComplimentaryQuota,
  setComplimentaryQuota,
  takeComplimentary,
} from "../../db/complimentary/complimentary-quotas.ts";
import { insertHandOut } from "../../db/complimentary/hand-outs.ts";
import { createHandOutLinks } from "../../db/recipients/claim-links.ts";
import { claimUntil } from "../../domain/allocations/allocation.ts";
import { refusalOfHandOut, type HandOutForm } from "../../domain/complimentary/hand-out.ts";
import type { Language } from "../../domain/language.ts";
import { claimUrl } from "../../domain/recipients/claim-url.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { enqueueWebhooks } from "../integrations/enqueue-webhooks.ts";
import { newSerialNumber } from "../new-serial-number.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { handOutError } from "./hand-out-error.ts";
import { lockOfferToHandOut } from "./lock-offer-to-hand-out.ts";

export interface CreatedHandOut {
  id: string;
  /** One for each ticket, by id. */
  links: { id: string; url: string; code: string }[];
}

/**
 * Hands out complimentary tickets of an open offer, each under a claim link of its own, which is returned this once.
 * They are issued at once, count in no quota of NAV's, and are never refunded. A provider sets aside what it hands
 * out; the culture office hands out what is set aside. Throws AppError "not_found", or "illegal_state" with the reason
 * in `errors`.
 */
export async function createHandOut(
  deps: Pick<NestableDeps, "clock" | "config" | "db" | "enqueue" | "keyRing" | "logger">,
  handOut: { actor: Actor; offerId: string; count: number; form: HandOutForm; language: Language },
): Promise<CreatedHandOut> {
  const { clock, config, keyRing } = deps;
  const { actor, count, form, language } = handOut;
  const at = clock.now();
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    const { offer, role } = await lockOfferToHandOut(trx, actor, handOut.offerId);
    const offerId = offer.id;
    const quota = await findComplimentaryQuota(trx, offerId);
    const refusal = refusalOfHandOut(offer, quota, { count, role, now: at });
    if (refusal) throw handOutError(refusal, role);
    const setAside = quota.given + count;
    if (setAside > quota.setAside) await setComplimentaryQuota(trx, { offerId, setAside });
    await takeComplimentary(trx, { offerId, count });
    const id = await insertHandOut(trx, { offerId, givenBy: role, form, tickets: count, at });
    const links = await createHandOutLinks(trx, keyRing, { handOutId: id, language, count });
    const tickets = links.map((link) => ({
      serialNumber: newSerialNumber(),
      claimLinkId: link.id,
    }));
    await insertComplimentaryPasses(trx, {
      ...{ offerId, tickets, at },
      claimUntil: claimUntil(offer, at),
      tokenKeyId: keyRing.currentId,
    });
    const detail = { handOutId: id, form, tickets: count };
    const event = { actor: actor.id, action: "complimentary.created", subject: offerId, detail };
    await recordAudit(trx, event);
    afterCommit((db) => enqueueWebhooks({ ...deps, db }, [offer.providerId]));
    const shown = links.map((link) => ({
      id: link.id,
      url: claimUrl(config.publicUrl, link.token),
      code: link.code,
    }));
    return { id, links: shown.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
  });
}

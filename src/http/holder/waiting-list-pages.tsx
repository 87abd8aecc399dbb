import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { leaveWaitingList } from "../../actions/waiting/leave-waiting-list.ts";
import { listAwaitedOffers } from "../../actions/waiting/list-awaited-offers.ts";
import { LeaveListPage } from "../../views/holder/leave-list-page.tsx";
import { sendPage } from "../pages/send-page.ts";
import { claimOf, holderFrame } from "./claim-request.ts";

/**
 * Route `/t/{claimToken}/waiting/{offerId}`: asks whether to leave the offer's waiting list, and leaves it, with all
 * children of the link.
 */
export function waitingListPages(deps: Deps): Router {
  const router = Router();

  router.get("/t/:token/waiting/:offerId", async (request, response) => {
    const { language, path, children } = await claimOf(deps, request);
    const recipientIds = children.map(({ id }) => id);
    const awaited = await listAwaitedOffers(deps, { recipientIds });
    const offer = awaited.find(({ offerId }) => offerId === request.params.offerId);
    if (!offer) {
      response.redirect(303, `${path}?lang=${language}`);
      return;
    }
    const frame = holderFrame(language, `${path}/waiting/${offer.offerId}`);
    sendPage(response, <LeaveListPage frame={frame} claimPath={path} offer={offer} />);
  });

  router.post("/t/:token/waiting/:offerId", async (request, response) => {
    const { language, path, children } = await claimOf(deps, request);
    const recipientIds = children.map(({ id }) => id);
    const awaited = await listAwaitedOffers(deps, { recipientIds });
    const offer = awaited.find(({ offerId }) => offerId === request.params.offerId);
    if (offer) await leaveWaitingList(deps, { recipientIds, offerId: offer.offerId });
    response.redirect(303, `${path}?lang=${language}&notice=left`);
  });

  return router;
}

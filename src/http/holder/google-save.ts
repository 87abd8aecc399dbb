import { Router, type Request } from "express";
import { noActivePassError } from "../../actions/passes/no-active-pass-error.ts";
import { getClaimedTickets } from "../../actions/access/get-claimed-tickets.ts";
import { createGoogleSaveLink } from "../../actions/google/create-google-save-link.ts";
import type { Deps } from "../../actions/deps.ts";
import { AppError } from "../../errors.ts";

/**
 * Routes `/t/{claimToken}/{serialNumber}/google` and `/t/{claimToken}/google`: redirects to a save link
 * created at the request, so that our own address never expires. An unknown link is 404, an ended ticket 410.
 */
export function googleSave(deps: Deps): Router {
  const router = Router();

  async function ticketsOf(request: Request<{ token: string }>) {
    const link = await getClaimedTickets(deps, { token: request.params.token });
    if (!link) throw new AppError("not_found", "There is nothing at this address.");
    return link.tickets;
  }

  router.get("/t/:token/google", async (request, response) => {
    const tickets = await ticketsOf(request);
    const active = tickets.filter(({ state }) => state === "active");
    if (active.length === 0) throw noActivePassError(tickets);
    const serialNumbers = active.map((each) => each.serialNumber);
    const url = await createGoogleSaveLink(deps, { serialNumbers });
    response.set("Cache-Control", "no-store").redirect(302, url);
  });

  router.get("/t/:token/:serialNumber/google", async (request, response) => {
    const tickets = await ticketsOf(request);
    const { serialNumber } = request.params;
    if (!tickets.some((ticket) => ticket.serialNumber === serialNumber)) {
      throw new AppError("not_found", "There is nothing at this address.");
    }
    const url = await createGoogleSaveLink(deps, { serialNumbers: [serialNumber] });
    response.set("Cache-Control", "no-store").redirect(302, url);
  });

  return router;
}

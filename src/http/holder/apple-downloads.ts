// https://developer.apple.com/documentation/walletpasses/distributing_and_updating_a_pass
import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { fetchBundle } from "../../actions/passes/fetch-bundle.ts";
import { fetchPass } from "../../actions/passes/fetch-pass.ts";
import { noActivePassError } from "../../actions/passes/no-active-pass-error.ts";
import { getClaimedTickets } from "../../actions/access/get-claimed-tickets.ts";
import { AppError } from "../../errors.ts";
import { withCostlyRead } from "../api/costly-reads.ts";
import { bundleType, passType, sendPass } from "../api/send-pass.ts";

const notFound = () => new AppError("not_found", "There is no such ticket.");

const pageOf = (query: unknown) =>
  query === undefined ? 1 : typeof query === "string" && /^[1-9]\d{0,3}$/.test(query) ? +query : 0;

/** Routes of a claim link's `.pkpass` files: one pass, or the active ones in bundles of ten. */
export function appleDownloads(deps: Deps): Router {
  const router = Router();

  async function ticketsOf(token: string) {
    const claim = await getClaimedTickets(deps, { token });
    if (!claim || !deps.apple) throw notFound();
    return claim.tickets;
  }

  router.get("/t/:claimToken/all.pkpasses", async (req, res) => {
    const tickets = await ticketsOf(req.params.claimToken);
    const serialNumbers = tickets
      .filter(({ state }) => state === "active")
      .map(({ serialNumber }) => serialNumber);
    const page = pageOf(req.query["page"]);
    if (serialNumbers.length === 0) throw noActivePassError(tickets);
    const bundle =
      page > 0
        ? await withCostlyRead(deps, () => fetchBundle(deps, { serialNumbers, page }))
        : undefined;
    if (!bundle) throw notFound();
    await sendPass(res, bundleType, bundle);
  });

  router.get("/t/:claimToken/:serialNumber.pkpass", async (req, res) => {
    const { claimToken, serialNumber } = req.params;
    const tickets = await ticketsOf(claimToken);
    if (!tickets.some((ticket) => ticket.serialNumber === serialNumber)) throw notFound();
    const pass = await fetchPass(deps, { serialNumber });
    if (!pass) throw notFound();
    await sendPass(res, passType, pass);
  });

  return router;
}

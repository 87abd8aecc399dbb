import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { returnPass } from "../../actions/passes/return-pass.ts";
import { AppError } from "../../errors.ts";
import { ReturnPage } from "../../views/holder/return-page.tsx";
import { claimOf, holderFrame, nothingHere } from "./claim-request.ts";
import { sendPage } from "../pages/send-page.ts";

/** Routes `/t/{claimToken}/{serialNumber}/return`: asks whether to return the ticket, and returns it. */
export function returnPages(deps: Deps): Router {
  const router = Router();

  router.get("/t/:token/:serialNumber/return", async (request, response) => {
    const { language, path, tickets } = await claimOf(deps, request);
    const ticket = tickets.find(({ serialNumber }) => serialNumber === request.params.serialNumber);
    if (!ticket) throw nothingHere();
    if (ticket.state !== "active" && ticket.state !== "pending") {
      response.redirect(303, `${path}?lang=${language}&notice=kept`);
      return;
    }
    sendPage(
      response,
      <ReturnPage
        frame={holderFrame(deps, language, `${path}/${ticket.serialNumber}/return`)}
        claimPath={path}
        title={ticket.title}
        provider={ticket.provider}
      />,
    );
  });

  router.post("/t/:token/:serialNumber/return", async (request, response) => {
    const { recipientId, language, path } = await claimOf(deps, request);
    const { serialNumber } = request.params;
    const notice = await returnPass(deps, { recipientId, serialNumber })
      .then(() => "returned" as const)
      .catch((error: unknown) => {
        if (error instanceof AppError && error.status === 409) return "kept" as const;
        throw error;
      });
    response.redirect(303, `${path}?lang=${language}&notice=${notice}`);
  });

  return router;
}

import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import type { ClaimedTicket } from "../../actions/access/get-claimed-tickets.ts";
import { requestReturn } from "../../actions/passes/request-return.ts";
import { undoReturn } from "../../actions/passes/undo-return.ts";
import { AppError } from "../../errors.ts";
import { ReturnPage } from "../../views/holder/return-page.tsx";
import { claimOf, holderFrame, nothingHere, type Notice } from "./claim-request.ts";
import { sendPage } from "../pages/send-page.ts";

/** The notice after a return or its undo, or that it was refused because the ticket has ended. */
async function outcomeOf(
  done: Promise<void>,
  notices: Record<"done" | "refused", Notice>,
): Promise<Notice> {
  try {
    await done;
    return notices.done;
  } catch (error) {
    if (error instanceof AppError && error.status === 409) return notices.refused;
    throw error;
  }
}

/** The child of the link whose ticket it is; the link's own for one that it does not show. */
const holderOf = (claim: { holderId: string; tickets: ClaimedTicket[] }, serialNumber: string) =>
  claim.tickets.find((ticket) => ticket.serialNumber === serialNumber)?.holderId ?? claim.holderId;

/**
 * Routes `/t/{claimToken}/{serialNumber}/return`, which asks whether to return the ticket and has it returned
 * in ten minutes, and `…/return/undo`.
 */
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
        frame={holderFrame(language, `${path}/${ticket.serialNumber}/return`)}
        claimPath={path}
        title={ticket.title}
        provider={ticket.provider}
      />,
    );
  });

  router.post("/t/:token/:serialNumber/return", async (request, response) => {
    const { language, path, ...claim } = await claimOf(deps, request);
    const { serialNumber } = request.params;
    const holderId = holderOf(claim, serialNumber);
    const notice = await outcomeOf(requestReturn(deps, { holderId, serialNumber }), {
      done: "returned",
      refused: "kept",
    });
    response.redirect(303, `${path}?lang=${language}&notice=${notice}`);
  });

  router.post("/t/:token/:serialNumber/return/undo", async (request, response) => {
    const { language, path, ...claim } = await claimOf(deps, request);
    const { serialNumber } = request.params;
    const holderId = holderOf(claim, serialNumber);
    const notice = await outcomeOf(undoReturn(deps, { holderId, serialNumber }), {
      done: "undone",
      refused: "tooLate",
    });
    response.redirect(303, `${path}?lang=${language}&notice=${notice}`);
  });

  return router;
}

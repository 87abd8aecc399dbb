import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { revokeAllocation } from "../../actions/allocations/revoke-allocation.ts";
import { revokePass } from "../../actions/passes/revoke-pass.ts";
import { getAllocation } from "../../actions/allocations/get-allocation.ts";
import { getHeldTicket } from "../../actions/recipients/get-held-ticket.ts";
import { textIn } from "../../domain/language.ts";
import { hasEnded } from "../../domain/passes/pass.ts";
import { RevokePage } from "../../views/nav/revoke-page.tsx";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { pageFrame } from "../pages/page-frame.ts";

interface Question {
  heading: string;
  about: string;
  cancelHref: string;
}

const formShape = z.object({ reason: z.string().trim().max(500).catch("") });

/** The question and the reason before one ticket or a whole allocation is revoked. */
export function revokePages(deps: Deps): Router {
  const router = Router();

  function ask(request: Request, response: Response, question: Question, missing = false): void {
    const frame = pageFrame(deps, request, response, "nav");
    const { faults } = staffTexts(frame.language);
    const page = (
      <RevokePage
        frame={frame}
        {...question}
        reason=""
        faults={new Map(missing ? [["reason", faults.reason]] : [])}
      />
    );
    sendPage(response, page, missing ? 400 : 200);
  }

  async function ticketQuestion(
    request: Request<{ serialNumber: string }>,
    response: Response,
  ): Promise<(Question & { recipientId: string }) | undefined> {
    const { actor } = sessionOf(response, "nav");
    const { language } = pageFrame(deps, request, response, "nav");
    const { serialNumber } = request.params;
    const ticket = await getHeldTicket(deps, { actor, serialNumber });
    const { recipientId, reference, title, provider, state } = ticket;
    const cancelHref = `/nav/recipients/${recipientId}`;
    if (hasEnded(state)) {
      response.redirect(303, cancelHref);
      return undefined;
    }
    const { revokeHeading } = staffTexts(language);
    const about = `${textIn(title, language)}, ${provider} – ${reference}`;
    return { heading: revokeHeading, about, cancelHref, recipientId };
  }

  router.get("/nav/passes/:serialNumber/revoke", async (request, response) => {
    const question = await ticketQuestion(request, response);
    if (question) ask(request, response, question);
  });

  router.post("/nav/passes/:serialNumber/revoke", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const { reason } = formShape.parse(request.body);
    const question = await ticketQuestion(request, response);
    if (!question) return;
    if (reason === "") {
      ask(request, response, question, true);
      return;
    }
    await revokePass(deps, { actor, serialNumber: request.params.serialNumber, reason });
    response.redirect(303, `/nav/recipients/${question.recipientId}?notice=revoked`);
  });

  async function allocationQuestion(
    request: Request<{ id: string }>,
    response: Response,
  ): Promise<Question> {
    const { actor } = sessionOf(response, "nav");
    const texts = staffTexts(pageFrame(deps, request, response, "nav").language);
    const { id, progress } = await getAllocation(deps, { actor, allocationId: request.params.id });
    return {
      heading: texts.undoAllocation,
      about: texts.undoAllocationQuestion(progress.pending + progress.active),
      cancelHref: `/nav/allocations/${id}`,
    };
  }

  router.get("/nav/allocations/:id/revoke", async (request, response) => {
    ask(request, response, await allocationQuestion(request, response));
  });

  router.post("/nav/allocations/:id/revoke", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const { reason } = formShape.parse(request.body);
    const question = await allocationQuestion(request, response);
    if (reason === "") {
      ask(request, response, question, true);
      return;
    }
    const allocationId = request.params.id;
    const { revoked } = await revokeAllocation(deps, { actor, allocationId, reason });
    response.redirect(303, `${question.cancelHref}?revoked=${revoked}`);
  });

  return router;
}

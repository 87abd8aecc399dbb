import { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import {
  getAllocationDetails,
  type AllocationDetails,
} from "../../actions/allocations/get-allocation-details.ts";
import { listAllocations } from "../../actions/allocations/list-allocations.ts";
import { AllocationPage } from "../../views/nav/allocation-page.tsx";
import { AllocationsPage } from "../../views/nav/allocations-page.tsx";
import { recipientName } from "../../views/nav/recipient-name.ts";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { pageFrame } from "../pages/page-frame.ts";

const progressOf = ({ allocated, fetched, progress }: AllocationDetails) => {
  const { pending, active } = progress;
  return { total: allocated, pending, active, fetched, ended: allocated - pending - active };
};

/** `/nav/allocations`: what was allocated, and how far it has come. */
export function allocationPages(deps: Deps): Router {
  const router = Router();

  router.get("/nav/allocations", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const allocations = await listAllocations(deps, { actor });
    const frame = pageFrame(deps, request, response, "nav");
    sendPage(response, <AllocationsPage frame={frame} allocations={allocations} />);
  });

  router.get("/nav/allocations/:id/progress.json", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const allocationId = request.params.id;
    response.json(progressOf(await getAllocationDetails(deps, { actor, allocationId })));
  });

  router.get("/nav/allocations/:id", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const frame = pageFrame(deps, request, response, "nav");
    const { recipients, lines, refusals, ...allocation } = await getAllocationDetails(deps, {
      actor,
      allocationId: request.params.id,
    });
    const nameOf = (id: string) => {
      const recipient = recipients.get(id);
      return recipient ? recipientName(recipient) : "–";
    };
    const revoked = z.coerce.number().int().optional().catch(undefined);
    const number = revoked.parse(request.query["revoked"]);
    sendPage(
      response,
      <AllocationPage
        frame={frame}
        id={allocation.id}
        createdAt={allocation.createdAt}
        progress={progressOf({ ...allocation, recipients, lines, refusals })}
        lines={lines.map((line) => ({ ...line, recipient: nameOf(line.recipientId) }))}
        refusals={refusals.map((line) => ({ ...line, recipient: nameOf(line.recipientId) }))}
        notice={
          number === undefined ? undefined : staffTexts(frame.language).allocationRevoked(number)
        }
      />,
    );
  });

  return router;
}

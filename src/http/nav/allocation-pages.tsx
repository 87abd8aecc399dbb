import type { Router } from "express";
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
import { pageRouter } from "../pages/page-router.ts";

const progressOf = ({ allocated, progress }: AllocationDetails) => {
  const { pending, live, fetched } = progress;
  return { total: allocated, pending, live, fetched, ended: allocated - pending - live };
};

/** `/nav/allocations` and `…/{id}`: the allocations, and the progress of one. */
export function allocationPages(deps: Deps): Router {
  const { router, page } = pageRouter(deps, "nav");

  page("/nav/allocations", async ({ actor, frame }) => (
    <AllocationsPage frame={frame} allocations={await listAllocations(deps, { actor })} />
  ));

  page("/nav/allocations/:allocationId/progress.json", async ({ actor, params, response }) => {
    response.json(progressOf(await getAllocationDetails(deps, { actor, ...params })));
    return undefined;
  });

  page("/nav/allocations/:allocationId", async ({ actor, frame, params, notice }) => {
    const allocation = await getAllocationDetails(deps, { actor, ...params });
    const { recipients, lines, refusals } = allocation;
    const nameOf = (id: string) => {
      const recipient = recipients.get(id);
      return recipient ? recipientName(recipient) : "–";
    };
    const { revoked } = allocation.progress;
    return (
      <AllocationPage
        frame={frame}
        id={allocation.id}
        createdAt={allocation.createdAt}
        progress={progressOf(allocation)}
        lines={lines.map((line) => ({ ...line, recipient: nameOf(line.recipientId) }))}
        refusals={refusals.map((line) => ({ ...line, recipient: nameOf(line.recipientId) }))}
        notice={notice({ revoked: staffTexts(frame.language).allocationRevoked(revoked) })}
      />
    );
  });

  return router;
}

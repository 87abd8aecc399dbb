import type { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { getAllocationDetails } from "../../actions/allocations/get-allocation-details.ts";
import { sendNow } from "../../actions/allocations/send-now.ts";
import { undoAllocation } from "../../actions/allocations/undo-allocation.ts";
import { listAllocations } from "../../actions/allocations/list-allocations.ts";
import { getAllocation } from "../../actions/allocations/get-allocation.ts";
import type { Allocation } from "../../db/allocations/allocations.ts";
import { countFailedMessages } from "../../actions/recipients/count-failed-messages.ts";
import { resendMessages } from "../../actions/recipients/resend-messages.ts";
import { failedMessageTexts } from "../../views/texts/failed-message-texts.ts";
import { allocationLineTexts } from "../../views/texts/allocation-line-texts.ts";
import { countInFives } from "../../views/ui/count-in-fives.ts";
import { AllocationPage } from "../../views/nav/allocation-page.tsx";
import { AllocationsPage } from "../../views/nav/allocations-page.tsx";
import { recipientName } from "../../views/nav/recipient-name.ts";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { savedListTexts } from "../../views/texts/saved-list-texts.ts";
import { graceTexts } from "../../views/texts/grace-texts.ts";
import { AppError } from "../../errors.ts";
import { pageRouter } from "../pages/page-router.ts";

const progressOf = ({ allocated, progress }: Allocation) => {
  const { pending, live, fetched } = progress;
  return { total: allocated, pending, live, fetched, ended: allocated - pending - live };
};

/** `/nav/allocations` and `…/{id}`: the allocations, and the progress of one. */
export function allocationPages(deps: Deps): Router {
  const { router, page, button } = pageRouter(deps, "nav");

  page("/nav/allocations", async ({ actor, frame }) => {
    const { items } = await listAllocations(deps, { actor });
    return <AllocationsPage frame={frame} allocations={items} />;
  });

  page(
    "/nav/allocations/:allocationId/progress.json",
    async ({ actor, frame, params, response }) => {
      const { fetched, ...counts } = progressOf(await getAllocation(deps, { actor, ...params }));
      response.json({ ...counts, fetched: countInFives(fetched, frame.language) });
      return undefined;
    },
  );

  page("/nav/allocations/:allocationId", async ({ actor, frame, params, notice }) => {
    const allocation = await getAllocationDetails(deps, { actor, ...params });
    const { recipients, lines, refusals } = allocation;
    const nameOf = (id: string) => {
      const recipient = recipients.get(id);
      return recipient ? recipientName(recipient) : "–";
    };
    const { revoked } = allocation.progress;
    const { noneChosen, chosenRevoked } = allocationLineTexts(frame.language);
    const saved = savedListTexts(frame.language);
    const { tooLate, undone, sent } = graceTexts(frame.language);
    return (
      <AllocationPage
        frame={frame}
        id={allocation.id}
        createdAt={allocation.createdAt}
        heldUntil={allocation.heldUntil}
        progress={progressOf(allocation)}
        lines={lines.map((line) => ({ ...line, recipient: nameOf(line.recipientId) }))}
        refusals={refusals.map((line) => ({ ...line, recipient: nameOf(line.recipientId) }))}
        failedMessages={await countFailedMessages(deps, { actor, allocationId: allocation.id })}
        notice={notice({
          revoked: staffTexts(frame.language).allocationRevoked(revoked),
          ...(allocation.progress.pending === 0 && { undone }),
          sent,
          "list-saved": saved.notices["list-saved"],
          "list-not-saved": saved.notSaved,
          "none-chosen": noneChosen,
          resent: failedMessageTexts(frame.language).resent,
          ...(revoked > 0 && { "chosen-revoked": chosenRevoked }),
        })}
        refusal={notice({ "too-late": tooLate })}
      />
    );
  });

  button("/nav/allocations/:allocationId/undo", async ({ actor, params }) => {
    const path = `/nav/allocations/${params.allocationId}`;
    try {
      await undoAllocation(deps, { actor, ...params });
      return `${path}?notice=undone`;
    } catch (error) {
      // The page was open when the grace ended.
      if (error instanceof AppError && error.code === "illegal_state")
        return `${path}?notice=too-late`;
      throw error;
    }
  });

  button("/nav/allocations/:allocationId/resend", async ({ actor, params }) => {
    const { id } = await getAllocation(deps, { actor, ...params });
    await resendMessages(deps, { actor, allocationId: id });
    return `/nav/allocations/${id}?notice=resent`;
  });

  button("/nav/allocations/:allocationId/send", async ({ actor, params }) => {
    await sendNow(deps, { actor, ...params });
    return `/nav/allocations/${params.allocationId}?notice=sent`;
  });

  return router;
}

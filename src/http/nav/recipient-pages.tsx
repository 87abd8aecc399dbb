import type { Router } from "express";
import { z } from "zod";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import type { Deps } from "../../actions/deps.ts";
import { countHeldTickets } from "../../actions/recipients/count-held-tickets.ts";
import { getRecipientDetails } from "../../actions/recipients/get-recipient-details.ts";
import { listRecipients } from "../../actions/recipients/list-recipients.ts";
import { recipientName } from "../../views/nav/recipient-name.ts";
import { RecipientPage } from "../../views/nav/recipient-page.tsx";
import { RecipientsPage } from "../../views/nav/recipients-page.tsx";
import { failedMessageTexts } from "../../views/texts/failed-message-texts.ts";
import { householdTexts } from "../../views/texts/household-texts.ts";
import { privacyTexts } from "../../views/texts/privacy-texts.ts";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { pageRouter } from "../pages/page-router.ts";

const toldShape = z.string().catch("");
const cursorShape = z.string().optional().catch(undefined);

/** `/nav/recipients` and `…/{id}`: the list, and one recipient. */
export function recipientPages(deps: Deps): Router {
  const { router, page } = pageRouter(deps, "nav");

  page("/nav/recipients", async ({ actor, frame, notice, request }) => {
    const cursor = cursorShape.parse(request.query["cursor"]);
    const [{ items, nextCursor }, { municipalities }] = await Promise.all([
      listRecipients(deps, { actor, cursor, limit: 100 }),
      listAllocatableOffers(deps, { actor }),
    ]);
    const recipientIds = items.map(({ id }) => id);
    return (
      <RecipientsPage
        frame={frame}
        recipients={items}
        held={await countHeldTickets(deps, { recipientIds })}
        municipalities={municipalities}
        nextCursor={nextCursor}
        isFirst={cursor === undefined}
        notice={notice({
          removed: privacyTexts(frame.language).removed,
          hidden: staffTexts(frame.language).nowHidden,
        })}
      />
    );
  });

  page("/nav/recipients/:recipientId", async ({ actor, frame, params, notice, request }) => {
    const texts = staffTexts(frame.language);
    const { recipient, siblings, tickets, messages } = await getRecipientDetails(deps, {
      actor,
      ...params,
    });
    const told = toldShape.parse(request.query["told"]).split(",");
    const toldAgain = siblings.filter(({ id }) => told.includes(id)).map(recipientName);
    const { municipalities } = await listAllocatableOffers(deps, { actor });
    return (
      <RecipientPage
        frame={frame}
        recipient={recipient}
        siblings={siblings}
        municipality={municipalities.get(recipient.municipality) ?? recipient.municipality}
        tickets={tickets}
        messages={messages}
        toldAgain={toldAgain}
        notice={notice({
          saved: texts.recipientSaved,
          moved: texts.recipientMoved,
          "new-contact": texts.contactChanged,
          "new-contact-told": texts.contactTold,
          revoked: texts.revoked,
          replaced: texts.replaced,
          repeated: texts.linkRepeated,
          "repeated-lately": texts.linkRepeatedLately,
          ...householdTexts(frame.language).notices,
          resent: failedMessageTexts(frame.language).resent,
        })}
        refusal={notice({
          "household-elsewhere": householdTexts(frame.language).changedMeanwhile,
        })}
      />
    );
  });

  return router;
}

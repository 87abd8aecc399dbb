import { Router } from "express";
import { z } from "zod";
import { countHeldTickets } from "../../actions/recipients/count-held-tickets.ts";
import type { Deps } from "../../actions/deps.ts";
import { listRecipients } from "../../actions/recipients/list-recipients.ts";
import { createClaimLink } from "../../actions/recipients/create-claim-link.ts";
import { renewClaimLink } from "../../actions/recipients/renew-claim-link.ts";
import { getRecipientDetails } from "../../actions/recipients/get-recipient-details.ts";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import { RecipientPage } from "../../views/nav/recipient-page.tsx";
import { RecipientsPage } from "../../views/nav/recipients-page.tsx";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { pageFrame } from "../pages/page-frame.ts";

const notices = z.enum(["saved", "new-link", "revoked"]).optional().catch(undefined);

/** `/nav/recipients`: the list, and one recipient. */
export function recipientPages(deps: Deps): Router {
  const router = Router();

  router.get("/nav/recipients", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const cursor = z.string().optional().catch(undefined).parse(request.query["cursor"]);
    const [{ items, nextCursor }, { municipalities }] = await Promise.all([
      listRecipients(deps, { actor, cursor, limit: 100 }),
      listAllocatableOffers(deps, { actor }),
    ]);
    const recipientIds = items.map(({ id }) => id);
    sendPage(
      response,
      <RecipientsPage
        frame={pageFrame(deps, request, response, "nav")}
        recipients={items}
        held={await countHeldTickets(deps, { recipientIds })}
        municipalities={municipalities}
        nextCursor={nextCursor}
        isFirst={cursor === undefined}
      />,
    );
  });

  router.get("/nav/recipients/:id", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const frame = pageFrame(deps, request, response, "nav");
    const texts = staffTexts(frame.language);
    const notice = notices.parse(request.query["notice"]);
    const { recipient, tickets, claim } = await getRecipientDetails(deps, {
      actor,
      recipientId: request.params.id,
    });
    const { municipalities } = await listAllocatableOffers(deps, { actor });
    const said = {
      saved: texts.recipientSaved,
      "new-link": texts.newLinkMade,
      revoked: texts.revoked,
    };
    sendPage(
      response,
      <RecipientPage
        frame={frame}
        recipient={recipient}
        municipality={municipalities.get(recipient.municipality) ?? recipient.municipality}
        tickets={tickets}
        claim={claim}
        codeAddress={`${deps.config.publicUrl.replace(/^https?:\/\//, "")}/t`}
        notice={notice && said[notice]}
      />,
    );
  });

  router.post("/nav/recipients/:id/claim-link/create", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const recipientId = request.params.id;
    await createClaimLink(deps, { actor, recipientId });
    response.redirect(303, `/nav/recipients/${recipientId}`);
  });

  router.post("/nav/recipients/:id/claim-link", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const recipientId = request.params.id;
    await renewClaimLink(deps, { actor, recipientId });
    response.redirect(303, `/nav/recipients/${recipientId}?notice=new-link`);
  });

  return router;
}

import type { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { createClaimLink } from "../../actions/recipients/create-claim-link.ts";
import { getClaimLink } from "../../actions/recipients/get-claim-link.ts";
import { renewClaimLink } from "../../actions/recipients/renew-claim-link.ts";
import { ClaimLinkPage } from "../../views/nav/claim-link-page.tsx";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { pageRouter } from "../pages/page-router.ts";

/** `/nav/recipients/{id}/claim-link`: a recipient's claim link, which no other page shows. */
export function claimLinkPages(deps: Deps): Router {
  const { router, page, button } = pageRouter(deps, "nav");

  page("/nav/recipients/:recipientId/claim-link", async ({ actor, frame, params, notice }) => {
    const { recipient, claim } = await getClaimLink(deps, { actor, ...params });
    return (
      <ClaimLinkPage
        frame={frame}
        recipient={recipient}
        claim={claim}
        codeAddress={`${deps.config.publicUrl.replace(/^https?:\/\//, "")}/t`}
        notice={notice({ "new-link": staffTexts(frame.language).newLinkMade })}
      />
    );
  });

  button("/nav/recipients/:recipientId/claim-link", async ({ actor, params }) => {
    await renewClaimLink(deps, { actor, ...params });
    return `/nav/recipients/${params.recipientId}/claim-link?notice=new-link`;
  });

  button("/nav/recipients/:recipientId/claim-link/create", async ({ actor, params }) => {
    await createClaimLink(deps, { actor, ...params });
    return `/nav/recipients/${params.recipientId}/claim-link`;
  });

  return router;
}

import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { createClaimLink } from "../../actions/recipients/create-claim-link.ts";
import { getClaimLink } from "../../actions/recipients/get-claim-link.ts";
import { renewClaimLink } from "../../actions/recipients/renew-claim-link.ts";
import { guardianContact } from "../../domain/recipients/message-contact.ts";
import { ClaimLinkPage } from "../../views/nav/claim-link-page.tsx";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { pageRouter } from "../pages/page-router.ts";

/** `/nav/recipients/{id}/claim-link`: a recipient's claim link, which no other page shows. */
export function claimLinkPages(deps: Deps): Router {
  const { router, page, post, button } = pageRouter(deps, "nav");

  page("/nav/recipients/:recipientId/claim-link", async ({ actor, frame, params, notice }) => {
    const { recipient, claim, second } = await getClaimLink(deps, { actor, ...params });
    return (
      <ClaimLinkPage
        frame={frame}
        recipient={recipient}
        claim={claim}
        second={second}
        hasSecond={guardianContact(recipient, 2) !== undefined}
        codeAddress={`${deps.config.publicUrl.replace(/^https?:\/\//, "")}/t`}
        notice={notice({
          "new-link": staffTexts(frame.language).newLinkMade,
          "new-link-sent": staffTexts(frame.language).newLinkSent,
        })}
      />
    );
  });

  post("/nav/recipients/:recipientId/claim-link", {
    fields: z.object({ guardian: z.enum(["1", "2"]).catch("1") }),
    async run({ actor, params }, { guardian }) {
      const asked = {
        guardian: guardian === "2" ? (2 as const) : (1 as const),
        withSiblings: true,
      };
      const { isSent } = await renewClaimLink(deps, { actor, ...asked, ...params });
      const notice = isSent ? "new-link-sent" : "new-link";
      return `/nav/recipients/${params.recipientId}/claim-link?notice=${notice}`;
    },
  });

  button("/nav/recipients/:recipientId/claim-link/create", async ({ actor, params }) => {
    await createClaimLink(deps, { actor, ...params });
    return `/nav/recipients/${params.recipientId}/claim-link`;
  });

  return router;
}

import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { exportOwnData } from "../../actions/recipients/export-own-data.ts";
import { OwnDataPage } from "../../views/holder/own-data-page.tsx";
import { withCostlyRead } from "../api/costly-reads.ts";
import { holderFrame, holderQuery } from "./claim-request.ts";
import { sendHolderPage } from "./send-holder-page.ts";

/**
 * Routes `/t/{claimToken}/data` and `…/data.json`: what is stored about the tickets of the link, with their use, which
 * no page or answer to NAV shows.
 */
export function ownDataPages(deps: Deps): Router {
  const router = Router();

  router.get("/t/:token/data", async (request, response) => {
    const { token } = request.params;
    const data = await withCostlyRead(deps, () => exportOwnData(deps, { token }));
    const language = holderQuery.parse(request.query).lang ?? data.language;
    const claimPath = `/t/${token}`;
    const frame = holderFrame(language, `${claimPath}/data`);
    const page = <OwnDataPage frame={frame} claimPath={claimPath} tickets={data.tickets} />;
    await sendHolderPage(response, page);
  });

  router.get("/t/:token/data.json", async (request, response) => {
    const { token } = request.params;
    const { exportedAt, tickets, messages, links } = await withCostlyRead(deps, () =>
      exportOwnData(deps, { token }),
    );
    response
      .set("Cache-Control", "private, no-store")
      .set("Content-Disposition", 'attachment; filename="tickets.json"')
      .json({ exportedAt, tickets, messages, links });
  });

  return router;
}

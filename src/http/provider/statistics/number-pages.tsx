import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../../actions/deps.ts";
import { listSettlements } from "../../../actions/statistics/list-settlements.ts";
import { getProviderStatistics } from "../../../actions/statistics/get-provider-statistics.ts";
import { listSettledMonths } from "../../../actions/statistics/list-settled-months.ts";
import { getWeeklyStatistics } from "../../../actions/statistics/get-weekly-statistics.ts";
import { NumbersPage } from "../../../views/provider/numbers-page.tsx";
import { SettlementsPage } from "../../../views/provider/settlements-page.tsx";
import { drawPdf } from "../../../views/pdf/draw-pdf.ts";
import { settlementSheet } from "./settlement-csv.ts";
import { weeksSheet } from "./weeks-csv.ts";
import { pageRouter } from "../../pages/page-router.ts";

const listQuery = z.object({ page: z.coerce.number().int().catch(1) });

/** `/provider/numbers` and `/provider/settlements`: statistics and settlements, and their downloads. */
export function numberPages(deps: Deps): Router {
  const { router, page } = pageRouter(deps, "provider");

  page("/provider/numbers", async ({ actor, frame, request }) => {
    const { page: wanted } = listQuery.parse(request.query);
    const { items, ...where } = await getProviderStatistics(deps, { actor, page: wanted });
    return <NumbersPage frame={frame} offers={items} where={where} />;
  });

  page("/provider/numbers/:offerId.csv", async ({ actor, frame, params, response }) => {
    const weeks = await getWeeklyStatistics(deps, { actor, ...params });
    response.attachment(`weeks-${params.offerId}.csv`).send(weeksSheet(weeks, frame.language));
    return undefined;
  });

  page("/provider/settlements", async ({ actor, frame }) => (
    <SettlementsPage frame={frame} months={await listSettledMonths(deps, { actor })} />
  ));

  page("/provider/settlements/:month.csv", async ({ actor, frame, params, response }) => {
    const sheet = settlementSheet(
      await listSettlements(deps, { actor, ...params }),
      frame.language,
    );
    response.attachment(`settlement-${params.month}.csv`).send(sheet);
    return undefined;
  });

  page("/provider/settlements/:month.pdf", async ({ actor, frame, params, response }) => {
    const { language, brandName } = frame;
    const settlement = await listSettlements(deps, { actor, ...params });
    const options = { language, brandName, at: deps.clock.now() };
    const pdf = await drawPdf({ name: "statement", args: [settlement, options] });
    response.attachment(`settlement-${params.month}.pdf`).send(pdf);
    return undefined;
  });

  return router;
}

import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { listSettlements } from "../../actions/statistics/list-settlements.ts";
import { getProviderStatistics } from "../../actions/statistics/get-provider-statistics.ts";
import { listSettledMonths } from "../../actions/statistics/list-settled-months.ts";
import { getWeeklyStatistics } from "../../actions/statistics/get-weekly-statistics.ts";
import { NumbersPage } from "../../views/provider/numbers-page.tsx";
import { SettlementsPage } from "../../views/provider/settlements-page.tsx";
import { statementPdf } from "../../views/pdf/statement-pdf.ts";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { settlementSheet } from "./settlement-csv.ts";
import { weeksSheet } from "./weeks-csv.ts";
import { pageFrame } from "../pages/page-frame.ts";

/** `/provider/numbers` and `/provider/settlements`, with their files; behind `requireProvider`. */
export function numberPages(deps: Deps): Router {
  const router = Router();

  router.get("/provider/numbers", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    const offers = await getProviderStatistics(deps, { actor });
    const frame = pageFrame(deps, request, response, "provider");
    sendPage(response, <NumbersPage frame={frame} offers={offers} />);
  });

  router.get("/provider/numbers/:offerId.csv", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    const { offerId } = request.params;
    const weeks = await getWeeklyStatistics(deps, { actor, offerId });
    const { language } = pageFrame(deps, request, response, "provider");
    response.attachment(`weeks-${offerId}.csv`).send(weeksSheet(weeks, language));
  });

  router.get("/provider/settlements", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    const months = await listSettledMonths(deps, { actor });
    const frame = pageFrame(deps, request, response, "provider");
    sendPage(response, <SettlementsPage frame={frame} months={months} />);
  });

  router.get("/provider/settlements/:month.csv", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    const { month } = request.params;
    const settlement = await listSettlements(deps, { actor, month });
    const { language } = pageFrame(deps, request, response, "provider");
    response.attachment(`settlement-${month}.csv`).send(settlementSheet(settlement, language));
  });

  router.get("/provider/settlements/:month.pdf", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    const { month } = request.params;
    const settlement = await listSettlements(deps, { actor, month });
    const { language, brandName } = pageFrame(deps, request, response, "provider");
    const pdf = await statementPdf(settlement, { language, brandName, at: deps.clock.now() });
    response.attachment(`settlement-${month}.pdf`).send(pdf);
  });

  return router;
}

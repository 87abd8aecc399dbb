import type { Router } from "express";
import { getReport } from "../../actions/statistics/get-report.ts";
import type { Deps } from "../../actions/deps.ts";
import { dayInOslo } from "../../domain/period.ts";
import { drawPdf } from "../../views/pdf/draw-pdf.ts";
import { ReportPage } from "../../views/report/report-page.tsx";
import { reportSheet } from "../api/report-csv.ts";
import { pageRouter } from "./page-router.ts";

/** `/culture/reports/{year}`, or `/nav/reports/{year}`: a year's report as page, CSV and PDF. */
export function reportPages(deps: Deps, area: "culture" | "nav"): Router {
  const { router, page } = pageRouter(deps, area);
  const thisYear = () => Number(dayInOslo(deps.clock.now()).slice(0, 4));

  page(`/${area}/reports`, () => `/${area}/reports/${thisYear()}`);

  page(`/${area}/reports/:year.csv`, async ({ actor, frame, params, response }) => {
    const report = await getReport(deps, { actor, ...params });
    response.attachment(`report-${params.year}.csv`).send(reportSheet(report, frame.language));
    return undefined;
  });

  page(`/${area}/reports/:year.pdf`, async ({ actor, frame, params, response }) => {
    const { language, brandName } = frame;
    const report = await getReport(deps, { actor, ...params });
    const options = { language, brandName, at: deps.clock.now() };
    const pdf = await drawPdf({ name: "report", args: [report, options] });
    response.attachment(`report-${params.year}.pdf`).send(pdf);
    return undefined;
  });

  page(`/${area}/reports/:year`, async ({ actor, frame, params }) => {
    const report = await getReport(deps, { actor, ...params });
    const beside = [Number(params.year) - 1, Number(params.year) + 1];
    const otherYears = beside.filter((year) => year <= thisYear() && year >= 2000).map(String);
    return <ReportPage frame={frame} report={report} otherYears={otherYears} />;
  });

  return router;
}

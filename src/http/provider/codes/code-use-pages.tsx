import type { Router } from "express";
import { z } from "zod";
import { getCodePool } from "../../../actions/codes/get-code-pool.ts";
import { reportUses } from "../../../actions/codes/report-uses.ts";
import type { Deps } from "../../../actions/deps.ts";
import { AppError } from "../../../errors.ts";
import type { UseOutcome } from "../../../domain/codes/reported-use.ts";
import { ReportUsesPage, type UsesPreview } from "../../../views/provider/report-uses-page.tsx";
import { ownCodesTexts } from "../../../views/texts/staff-texts.ts";
import type { Faults } from "../../../views/ui/faults.tsx";
import { pageRouter, type PageAnswer } from "../../pages/page-router.ts";
import type { Visit } from "../../pages/visit.ts";
import { readCodeUpload, readingFaults } from "./code-upload-form.ts";
import { usesInTable, type ReadUse } from "./codes-in-table.ts";
import { withUpload } from "../render-queue.ts";

type UsesVisit = Visit<"provider", "offerId">;
interface Shown {
  pasted: string;
  faults: Faults;
  preview?: UsesPreview;
}

/** `/provider/offers/{id}/codes/used`: a list of used codes, shown before it is recorded. */
export function codeUsePages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "provider");
  const path = "/provider/offers/:offerId/codes/used";

  async function show({ actor, frame, params }: UsesVisit, shown: Shown) {
    const { offer } = await getCodePool(deps, { actor, ...params });
    return <ReportUsesPage frame={frame} offer={offer} {...shown} />;
  }

  page(path, (visit) => show(visit, { pasted: "", faults: new Map() }));

  post(path, {
    fields: z.object({ codes: z.string().catch("") }),
    run: (visit) => withUpload(deps, visit.actor, () => take(visit)),
    again: (visit, { values }) => show(visit, { pasted: values.codes, faults: new Map() }),
  });

  async function take(visit: UsesVisit): Promise<PageAnswer> {
    const { actor, frame, params, request } = visit;
    const form = await readCodeUpload(deps, request, usesInTable);
    const texts = ownCodesTexts(frame.language);
    const refuse = async (faults: [string, string][]) => ({
      status: 422,
      page: await show(visit, { pasted: form.pasted, faults: new Map(faults) }),
    });
    const faults = readingFaults(form, texts);
    if (faults.length > 0) return refuse(faults);
    const uses = form.codes.map(({ code, usedAt }) => ({ code, usedAt }));
    const isPreview = !form.isConfirmed;
    const outcomes = await reportUses(deps, { actor, ...params, uses, isPreview }).catch(dayFault);
    if (typeof outcomes === "number") {
      return refuse([["codes", texts.usedAtFault(form.codes[outcomes]?.line ?? 0)]]);
    }
    const preview = previewOf(form.codes, outcomes);
    if (isPreview) return show(visit, { pasted: "", faults: new Map(), preview });
    const { counted, rows } = preview;
    return `/provider/offers/${params.offerId}/codes?counted=${counted}&others=${rows.length}`;
  }

  return router;
}

/** The place of the first use whose day is none; other errors are thrown on. */
function dayFault(error: unknown): number {
  const path = error instanceof AppError ? error.errors[0]?.path : undefined;
  const [, place] = /^items\[(\d+)\]\.usedAt$/.exec(path ?? "") ?? [];
  if (place === undefined) throw error;
  return Number(place);
}

function previewOf(codes: ReadUse[], outcomes: UseOutcome[]): UsesPreview {
  const rows = codes.map(({ line, code }, index) => ({
    line,
    code,
    outcome: outcomes[index] ?? "unknown",
  }));
  const number = (outcome: UseOutcome) => outcomes.filter((each) => each === outcome).length;
  return {
    counted: number("counted"),
    known: number("known"),
    rows: rows.filter(({ outcome }) => outcome !== "counted" && outcome !== "known"),
    list: codes.map(({ code, usedAt }) => asRow([code, ...(usedAt ? [usedAt] : [])])).join("\n"),
  };
}

/** A row as the reader of tables splits it. */
const asRow = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";");

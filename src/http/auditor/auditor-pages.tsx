import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Router } from "express";
import { z } from "zod";
import { exportAuditEvents, maxExportedEvents } from "../../actions/access/export-audit-events.ts";
import { listAuditEvents } from "../../actions/access/list-audit-events.ts";
import type { Deps } from "../../actions/deps.ts";
import type { TrailEvent } from "../../db/access/audit-trail.ts";
import { dayInOslo, isoInOslo } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";
import { TrailPage } from "../../views/auditor/trail-page.tsx";
import { auditTexts, nameOfAction } from "../../views/texts/audit-texts.ts";
import { reasonTexts } from "../../views/texts/reason-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import { csvOf, norwegianExcel } from "../api/csv.ts";
import { requireStaff } from "../auth/staff-session.ts";
import { rememberLanguage } from "../pages/page-frame.ts";
import { pageRouter } from "../pages/page-router.ts";
import { sessionPages } from "../pages/session-pages.ts";
import { readTrailFilter } from "./trail-filter.ts";

const cursorShape = z.string().max(200).optional().catch(undefined);

/** `/auditor`: the audit trail, for auditors. They see nothing else. */
export function auditorPages(deps: Deps): Router {
  const { router, page } = pageRouter(deps, "auditor");
  const area = Router();
  area.use("/auditor", requireStaff(deps, "auditor"), rememberLanguage(deps));
  area.use(sessionPages("auditor"));
  const asked = (query: unknown, language: StaffLanguage) =>
    readTrailFilter(query, { today: dayInOslo(deps.clock.now()), language });

  page("/auditor", async ({ actor, frame, request }) => {
    const { filter, values, faults } = asked(request.query, frame.language);
    const cursor = cursorShape.parse(request.query["cursor"]);
    const isFaulty = faults.size > 0;
    const listed = isFaulty
      ? { events: [], nextCursor: null }
      : await listAuditEvents(deps, { actor, filter, cursor });
    const shown = (
      <TrailPage
        {...{ frame, values, faults, ...listed, isFirst: cursor === undefined }}
        most={maxExportedEvents}
      />
    );
    return isFaulty ? { status: 422, page: shown } : shown;
  });

  page("/auditor/events.csv", async ({ actor, frame, request, response }) => {
    const { filter, values, faults } = asked(request.query, frame.language);
    if (faults.size > 0) {
      throw new AppError("validation_failed", "The filter has faults.", {
        errors: [...faults].map(([path, message]) => ({ path, code: "invalid", message })),
      });
    }
    const chunks = await exportAuditEvents(deps, { actor, filter });
    response.attachment(`audit-${values.from}-${values.until}.csv`);
    await pipeline(Readable.from(csvChunks(chunks, frame.language)), response);
    return undefined;
  });

  area.use(router);
  return area;
}

/** The events as CSV, chunk by chunk, the first with the headings. */
async function* csvChunks(
  chunks: AsyncGenerator<TrailEvent[]>,
  language: StaffLanguage,
): AsyncGenerator<string> {
  const texts = auditTexts(language);
  const headings = {
    at: texts.when,
    actor: texts.actor,
    what: texts.what,
    action: texts.code,
    subject: texts.subject,
    changed: texts.changed,
    reason: texts.reason,
    reasonCode: texts.reasonCode,
  };
  const { names } = reasonTexts(language);
  const columns = [
    ...["at", "actor", "what", "action", "subject", "changed", "reason", "reasonCode"],
  ] as const;
  let isFirst = true;
  for await (const events of chunks) {
    const rows = events.map(({ at, actor, action, subject, changed, reasonCode }) => ({
      ...{ at: isoInOslo(at), actor, what: nameOfAction(action, language), action, subject },
      changed: changed.join(", "),
      ...{ reason: reasonCode && names[reasonCode], reasonCode },
    }));
    yield csvOf(columns, rows, { dialect: norwegianExcel, headings, hasHeader: isFirst });
    isFirst = false;
  }
}

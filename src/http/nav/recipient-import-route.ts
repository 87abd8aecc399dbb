import { Router, type Request, type Response } from "express";
import type { Deps } from "../../actions/deps.ts";
import { guessImportColumns } from "../../actions/recipients/guess-import-columns.ts";
import { importTable, previewImport } from "../../actions/recipients/import-table.ts";
import type { ImportFault, ImportPlan } from "../../domain/recipients/import-plan.ts";
import { AppError } from "../../errors.ts";
import { withCallerLimit } from "../api/caller-limit.ts";
import { noQuery } from "../api/endpoint.ts";
import { readMultipart } from "../api/multipart.ts";
import { parse } from "../api/parse.ts";
import { withWriteConcurrency } from "../api/write-concurrency.ts";
import { behindWall } from "../auth/behind-wall.ts";
import { authenticate, type OfficeActor } from "../auth/api-key.ts";
import { maxTableBytes, readTable } from "../api/read-table.ts";
import { importBody, importQuery, municipalityOf } from "./recipient-import-body.ts";

const names = ["file", "municipality", "revision"];

/** `POST /api/v1/recipients/import`: a table or JSON in one request, or multipart in two, a preview and its saving. */
export function recipientImportRoute(deps: Deps): Router {
  const router = Router();
  router.post("/api/v1/recipients/import", async (req, res) => {
    const actor = (await authenticate(deps, req, ["nav"])) as OfficeActor;
    const run = req.is("multipart/form-data") ? fromParts : fromBody;
    const body = await withCallerLimit(deps, { kind: "imports", id: actor.id }, async () => {
      const work = await run(deps, actor, req, res);
      return withWriteConcurrency(deps, { kind: "importRecipients" }, () =>
        behindWall(actor, work),
      );
    });
    res.set("Cache-Control", "no-store").json(body);
  });
  return router;
}

/** Reads the parts; the work shows what the table would do, or saves what the revision is of. */
async function fromParts(deps: Deps, actor: OfficeActor, req: Request) {
  parse(noQuery, req.query);
  const parts = await readMultipart(req, { names, maxBytes: maxTableBytes });
  const file = parts.get("file");
  if (!file) throw missing("file");
  const municipality = parts.get("municipality")?.toString();
  if (municipality === undefined) throw missing("municipality");
  return async () => {
    const table = await readTable(deps, file, { kind: "recipients" });
    const { asked, plan } = await previewOf(deps, { actor, municipality, table });
    if (plan.faults.length > 0) throw refusalOf(plan.faults);
    const revision = parts.get("revision")?.toString();
    const isSaved = revision !== undefined;
    if (isSaved) await importTable(deps, { ...asked, revision });
    return answerOf(plan, isSaved);
  };
}

/** Reads the table that is the body; the work saves it, unless it has faults or a dry run is asked for. */
async function fromBody(deps: Deps, actor: OfficeActor, req: Request, res: Response) {
  const { dryRun, municipality: wanted } = parse(importQuery, req.query);
  const table = await importBody(deps, req, res);
  const { municipality, faults: elsewhere } = municipalityOf(actor, table, wanted);
  return async () => {
    const { asked, plan } = await previewOf(deps, { actor, municipality, table });
    const faults = [...elsewhere, ...plan.faults].sort((a, b) => a.row - b.row);
    const isSaved = faults.length === 0 && dryRun !== "true";
    if (isSaved) await importTable(deps, { ...asked, revision: plan.revision });
    return { ...answerOf(plan, isSaved), faults: faults.map(placed) };
  };
}

async function previewOf(
  deps: Deps,
  given: { actor: OfficeActor; municipality: string; table: string[][] },
) {
  const [headings = []] = given.table;
  const asked = { ...given, columns: await guessImportColumns(deps, { ...given, headings }) };
  return { asked, plan: await previewImport(deps, asked) };
}

const answerOf = ({ created, unchanged, revision, changes }: ImportPlan, isSaved: boolean) => ({
  ...{ isSaved, created, changed: changes.length, unchanged, revision },
  changes: changes.map(({ row, recipientId, differences }) => ({ row, recipientId, differences })),
});

const placed = ({ row, column, path, code, message }: ImportFault) => ({
  ...{ row, column: column ?? path, code, message },
});

const missing = (path: string) =>
  new AppError("validation_failed", "A part is missing.", {
    errors: [{ path, code: "required", message: "is required" }],
  });

const refusalOf = (faults: ImportFault[]) =>
  new AppError("unprocessable", "The table has faults.", {
    errors: faults.map(({ path, code, message, row, column }) => {
      const place = column === undefined ? `row ${row}` : `row ${row}, column ${column}`;
      return { path: `rows[${row}].${path}`, code, message: `${place}: ${message}` };
    }),
  });

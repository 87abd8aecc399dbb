import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { guessImportColumns } from "../../actions/recipients/guess-import-columns.ts";
import { importTable, previewImport } from "../../actions/recipients/import-table.ts";
import type { ImportFault } from "../../domain/recipients/import-plan.ts";
import { AppError } from "../../errors.ts";
import { noQuery } from "../api/endpoint.ts";
import { readMultipart } from "../api/multipart.ts";
import { parse } from "../api/parse.ts";
import { withWriteConcurrency } from "../api/write-concurrency.ts";
import { behindWall } from "../auth/behind-wall.ts";
import { authenticate, type OfficeActor } from "../auth/api-key.ts";
import { maxTableBytes, readTable } from "../api/read-table.ts";

const names = ["file", "municipality", "revision"];

/** `POST /api/v1/recipients/import`, whose upload is multipart instead of JSON. */
export function recipientImportRoute(deps: Deps): Router {
  const router = Router();
  router.post("/api/v1/recipients/import", async (req, res) => {
    const actor = (await authenticate(deps, req, ["nav"])) as OfficeActor;
    parse(noQuery, req.query);
    const parts = await readMultipart(req, { names, maxBytes: maxTableBytes });
    const file = parts.get("file");
    if (!file) throw missing("file");
    const municipality = parts.get("municipality")?.toString();
    if (municipality === undefined) throw missing("municipality");
    const work = async () => {
      const table = await readTable(deps, file);
      const [headings = []] = table;
      const columns = await guessImportColumns(deps, { actor, municipality, headings });
      const asked = { actor, municipality, table, columns };
      const { changes, faults, ...plan } = await previewImport(deps, asked);
      if (faults.length > 0) throw refusalOf(faults);
      const revision = parts.get("revision")?.toString();
      const isSaved = revision !== undefined;
      if (isSaved) await importTable(deps, { ...asked, revision });
      return {
        ...{ isSaved, ...plan, changed: changes.length },
        changes: changes.map(({ row, recipientId, differences }) => ({
          ...{ row, recipientId, differences },
        })),
      };
    };
    const body = await withWriteConcurrency(deps, { kind: "importRecipients" }, () =>
      behindWall(actor, work),
    );
    res.set("Cache-Control", "no-store").json(body);
  });
  return router;
}

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

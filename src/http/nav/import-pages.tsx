import type { Router } from "express";
import { z } from "zod";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import type { Deps } from "../../actions/deps.ts";
import { createImport } from "../../actions/recipients/create-import.ts";
import { getImport } from "../../actions/recipients/get-import.ts";
import { removeImport } from "../../actions/recipients/remove-import.ts";
import { runImport } from "../../actions/recipients/run-import.ts";
import { updateImport } from "../../actions/recipients/update-import.ts";
import { importMembers } from "../../domain/recipients/import-columns.ts";
import { AppError } from "../../errors.ts";
import { ImportCheckPage } from "../../views/nav/import-check-page.tsx";
import { ImportDonePage } from "../../views/nav/import-done-page.tsx";
import { ImportPage } from "../../views/nav/import-page.tsx";
import { importTexts } from "../../views/texts/import-texts.ts";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { contentDisposition } from "../api/content-disposition.ts";
import { collectMultipart } from "../api/multipart.ts";
import { withWriteConcurrency } from "../api/write-concurrency.ts";
import { pageRouter } from "../pages/page-router.ts";
import { streamProgress } from "../pages/stream-progress.ts";
import type { Visit } from "../pages/visit.ts";
import { exampleTable } from "./example-table.ts";
import { isTableFault, maxTableBytes, readTable } from "../api/read-table.ts";

const path = "/nav/recipients/import";
const all = z.object({ all: z.literal("1").optional().catch(undefined) });
const revisionShape = z.object({ revision: z.string().catch("") });
const column = z.coerce.number().int().min(0).max(100).optional().catch(undefined);
const chosen = z.preprocess((value) => (value === "" ? undefined : value), column);
const columnsShape = z.object(Object.fromEntries(importMembers.map((member) => [member, chosen])));
const parts = ["file", "municipality"];

/** `/nav/recipients/import`: upload of a table, its preview, and what was imported. */
export function importPages(deps: Deps): Router {
  const { router, page, post, button } = pageRouter(deps, "nav");

  async function showUpload(
    { actor, frame }: Visit<"nav">,
    {
      municipality,
      faults = new Map(),
    }: { municipality?: string; faults?: Map<string, string> } = {},
  ) {
    const { municipalities } = await listAllocatableOffers(deps, { actor });
    const shown = { municipalities, municipality, faults };
    const page = <ImportPage frame={{ ...frame, path }} {...shown} />;
    return { status: faults.size > 0 ? 422 : 200, page };
  }

  page(path, (visit) => showUpload(visit));

  page(`${path}/example.csv`, ({ frame, response }) => {
    response.set("Content-Disposition", contentDisposition("mottakere.csv"));
    response.type("text/csv").send(exampleTable(frame.language));
    return undefined;
  });

  async function upload(visit: Visit<"nav">) {
    const { actor, frame, request } = visit;
    const texts = importTexts(frame.language);
    const limits = { maxBytes: maxTableBytes, maxTextBytes: 100, maxFiles: 1, maxParts: 4 };
    const isKnown = (name: string) => parts.includes(name);
    const sent = await collectMultipart(request, { ...limits, isKnown });
    const municipality = sent.parts.get("municipality")?.toString() ?? "";
    const refuse = (name: string, text: string) =>
      showUpload(visit, { municipality, faults: new Map([[name, text]]) });
    if (!actor.municipalities.includes(municipality)) {
      return refuse("municipality", staffTexts(frame.language).faults.municipality);
    }
    const isTooLarge = sent.errors.some(({ code }) => code === "too_large");
    if (isTooLarge) return refuse("file", texts.fileFaults.too_large);
    const bytes = sent.parts.get("file");
    if (!bytes || bytes.length === 0) return refuse("file", texts.noFile);
    try {
      const table = await readTable(deps, bytes, { kind: "recipients" });
      const { id } = await createImport(deps, { actor, municipality, table });
      return `${path}/${id}`;
    } catch (error) {
      const fault = error instanceof AppError ? error.errors[0]?.code : undefined;
      if (isTableFault(fault)) return refuse("file", texts.fileFaults[fault]);
      throw error;
    }
  }

  post(path, {
    run: (visit) => streamProgress(visit, () => upload(visit)),
    again: (visit) => showUpload(visit),
  });

  async function showImport(visit: Visit<"nav", "importId">, { isStale = false } = {}) {
    const { actor, frame, params, request } = visit;
    const { plan, ...found } = await getImport(deps, { actor, ...params });
    const { counts } = found;
    if (!plan) return <ImportDonePage frame={frame} counts={counts ?? noCounts} />;
    const isWhole = all.parse(request.query).all !== undefined;
    const page = <ImportCheckPage {...{ frame, found, plan, isWhole, isStale }} />;
    return { status: isStale ? 409 : 200, page };
  }

  page(`${path}/:importId`, (visit) => showImport(visit));

  post(`${path}/:importId/columns`, {
    fields: columnsShape,
    async run({ actor, params }, columns) {
      await updateImport(deps, { actor, ...params, columns });
      return `${path}/${params.importId}`;
    },
  });

  async function save(visit: Visit<"nav", "importId">, revision: string) {
    const { actor, params } = visit;
    const asked = { actor, ...params, revision };
    try {
      await withWriteConcurrency(deps, { kind: "importRecipients" }, () => runImport(deps, asked));
    } catch (error) {
      if (error instanceof AppError && staleCodes.has(error.code)) {
        return showImport(visit, { isStale: true });
      }
      throw error;
    }
    return `${path}/${params.importId}`;
  }

  post(`${path}/:importId`, {
    fields: revisionShape,
    run: (visit, { revision }) => streamProgress(visit, () => save(visit, revision)),
  });

  button(`${path}/:importId/remove`, async ({ actor, params }) => {
    await removeImport(deps, { actor, ...params });
    return path;
  });

  return router;
}

const noCounts = { created: 0, changed: 0, unchanged: 0 };
/** Something has changed since the preview. */
const staleCodes: ReadonlySet<string> = new Set([
  "precondition_failed",
  "conflict",
  "unprocessable",
]);

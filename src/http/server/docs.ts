import { readFileSync } from "node:fs";
import { createElement } from "react";
import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { apiUrl } from "../../config/hosts.ts";
import { GuidePage } from "../../views/docs/guide-page.tsx";
import { DocsPage } from "../../views/docs/docs-page.tsx";
import { errorTable } from "../../errors.ts";
import { documentedOperations, documentedTags } from "./documented-operations.ts";
import { openApiDocument } from "../api/openapi/open-api-document.ts";
import { render } from "../../views/ui/render.ts";

const problems = Object.entries(errorTable).map(([code, row]) => ({ code, ...row }));

const readGuide = () =>
  readFileSync(new URL("../../../docs/provider-api.md", import.meta.url), "utf8");

/** Routes `/openapi.json`, `/docs` and `/docs/guide`, each rendered once at start. */
export function docs({ config }: Pick<Deps, "config">): Router {
  const document = openApiDocument(documentedOperations, {
    publicUrl: apiUrl(config),
    title: "Join Wallet",
    tags: documentedTags,
  });
  const { title } = document.info;
  const guide = render(createElement(GuidePage, { title, markdown: readGuide() }));
  const json = JSON.stringify(document);
  const page = render(createElement(DocsPage, { document, problems }));

  const router = Router();
  router.get("/openapi.json", (_req, res) => {
    // Browser tools of any origin may read it; it holds no data.
    res.set({ "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300" });
    res.type("application/json").send(json);
  });
  router.get("/docs", (_req, res) => {
    res.set("Cache-Control", "public, max-age=300").type("html").send(page);
  });
  router.get("/docs/guide", (_req, res) => {
    res.set("Cache-Control", "public, max-age=300").type("html").send(guide);
  });
  return router;
}

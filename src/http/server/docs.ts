import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createElement } from "react";
import { Router, type Response } from "express";
import type { Deps } from "../../actions/deps.ts";
import { apiUrl } from "../../config/hosts.ts";
import { GuidePage } from "../../views/docs/guide-page.tsx";
import { DocsPage } from "../../views/docs/docs-page.tsx";
import { errorTable } from "../../errors.ts";
import { documentedEvents } from "../provider/integrations/documented-events.ts";
import { documentedOperations, documentedTags } from "./documented-operations.ts";
import { openApiDocument } from "../api/openapi/open-api-document.ts";
import { render } from "../../views/ui/render.ts";

const problems = Object.entries(errorTable).map(([code, row]) => ({ code, ...row }));

const readGuide = () =>
  readFileSync(new URL("../../../docs/provider-api.md", import.meta.url), "utf8");

/** Sends a text that is encoded and hashed once, not at each request: it has a megabyte. */
function sendsAlways(type: "html" | "application/json", text: string): (res: Response) => void {
  const body = Buffer.from(text);
  const hash = createHash("sha256").update(body).digest("base64url");
  const headers = { ETag: `"${hash}"`, "Cache-Control": "public, max-age=300" };
  return (res) => {
    res.set(headers).type(type).send(body);
  };
}

function renderDocs(publicUrl: string) {
  const document = openApiDocument(documentedOperations, {
    publicUrl,
    title: "Join Wallet",
    tags: documentedTags,
    events: documentedEvents,
  });
  const { title } = document.info;
  const markdown = readGuide();
  return {
    sendGuide: sendsAlways("html", render(createElement(GuidePage, { title, markdown }))),
    sendJson: sendsAlways("application/json", JSON.stringify(document)),
    sendPage: sendsAlways("html", render(createElement(DocsPage, { document, problems }))),
  };
}

/** By the API's address: rendering takes half a second, and the apps of one process (tests make dozens) share it. */
const rendered = new Map<string, ReturnType<typeof renderDocs>>();

/** Routes `/openapi.json`, `/docs` and `/docs/guide`, each rendered once at start. */
export function docs({ config }: Pick<Deps, "config">): Router {
  const url = apiUrl(config);
  const texts = rendered.get(url) ?? renderDocs(url);
  rendered.set(url, texts);
  const { sendGuide, sendJson, sendPage } = texts;
  const router = Router();
  router.get("/openapi.json", (_req, res) => {
    // Browser tools of any origin may read it; it holds no data.
    res.set("Access-Control-Allow-Origin", "*");
    sendJson(res);
  });
  router.get("/docs", (_req, res) => {
    sendPage(res);
  });
  router.get("/docs/guide", (_req, res) => {
    sendGuide(res);
  });
  return router;
}

import type { Router } from "express";
import { z } from "zod";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import type { Deps } from "../../actions/deps.ts";
import { findRecipients, maxFound } from "../../actions/recipients/find-recipients.ts";
import { FoundRecipientsPage } from "../../views/nav/found-recipients-page.tsx";
import { pageRouter } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";

const fields = z.object({ text: z.string().max(200).catch("") });

/**
 * `/nav/search`: leads to the one recipient that is found, else lists them. The text is posted, so that
 * no address, log or browser's history holds a reference.
 */
export function searchPages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "nav");

  async function show({ actor, frame }: Visit<"nav">, text: string) {
    const recipients = await findRecipients(deps, { actor, text });
    const [only, ...others] = recipients;
    if (only && others.length === 0) return `/nav/recipients/${only.id}`;
    const { municipalities } = await listAllocatableOffers(deps, { actor });
    const isCut = recipients.length === maxFound;
    return <FoundRecipientsPage {...{ frame, text, recipients, municipalities, isCut }} />;
  }

  page("/nav/search", (visit) => show(visit, ""));
  post("/nav/search", {
    fields,
    run: (visit, { text }) => show(visit, text),
    again: (visit, { values: { text } }) => show(visit, text),
  });

  return router;
}

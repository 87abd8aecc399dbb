import express, { Router, type Request, type Response } from "express";
import { z } from "zod";
import { findHolder } from "../../actions/access/find-holder.ts";
import { addBarcodes } from "../../actions/add-barcodes.ts";
import type { Deps } from "../../actions/deps.ts";
import { findClaimLinkByCode } from "../../actions/recipients/find-claim-link-by-code.ts";
import type { ClaimedTicket } from "../../actions/access/get-claimed-tickets.ts";
import { listAwaitedOffers } from "../../actions/waiting/list-awaited-offers.ts";
import { isRecentMove } from "../../domain/offers/offer-move.ts";
import { CodePage } from "../../views/holder/code-page.tsx";
import type { HolderTicket } from "../../views/holder/holder-ticket.ts";
import { namedChildren } from "../../views/holder/named-children.ts";
import { TicketsPage } from "../../views/holder/tickets-page.tsx";
import { askingPhone } from "../../views/holder/asking-phone.ts";
import { ticketsWorkerScript } from "../../views/ui/assets.ts";
import { holderTexts } from "../../views/texts/holder-texts.ts";
import { sendPage } from "../pages/send-page.ts";
import { withCostlyRead } from "../api/costly-reads.ts";
import { claimOf, holderFrame, holderLanguage, holderQuery, nothingHere } from "./claim-request.ts";
import { createPrintedTickets } from "./printed-tickets.ts";
import { sendHolderPage } from "./send-holder-page.ts";
import { withoutSentenceMarks } from "./sentence-marks.ts";
import { countsOf, ticketsOnPage } from "./tickets-on-page.ts";

/**
 * Routes `/`, which redirects to `/t`, and `/t`: the code form, a claim link's tickets, and
 * the tickets as PDF; and `/tickets-worker.js`, which each claim link's page registers for its own path.
 */
export function claimPages(deps: Deps): Router {
  const router = Router();
  const printedTickets = createPrintedTickets(deps);

  const withMove = <T extends ClaimedTicket>(
    ticket: T,
  ): Omit<T, "movedFrom"> & Pick<HolderTicket, "movedFrom"> => {
    const isRecent = isRecentMove(ticket.movedAt, deps.clock.now());
    return { ...ticket, movedFrom: isRecent ? ticket.movedFrom : undefined };
  };

  const codePage = (request: Request, response: Response, wrong?: string) => {
    const frame = holderFrame(holderLanguage(request), "/t");
    sendPage(response, <CodePage frame={frame} wrong={wrong} />, wrong === undefined ? 200 : 404);
  };

  router.get("/", (_request, response) => {
    response.redirect("/t");
  });

  router.get("/tickets-worker.js", (_request, response) => {
    response.set({ "Cache-Control": "no-cache", "Service-Worker-Allowed": "/t/" });
    response.type("text/javascript").send(ticketsWorkerScript());
  });

  router.get("/t", (request, response) => {
    codePage(request, response);
  });

  router.post("/t", express.urlencoded({ extended: false }), async (request, response) => {
    const { code } = z.object({ code: z.string().catch("") }).parse(request.body ?? {});
    const url = await findClaimLinkByCode(deps, { code });
    if (url === undefined) codePage(request, response, code);
    else response.set("Cache-Control", "no-store").redirect(303, url);
  });

  router.get("/t/:token", async (request, response) => {
    const { token } = request.params;
    const bare = withoutSentenceMarks(token);
    if (bare !== token && bare !== "") {
      const query = request.originalUrl.indexOf("?");
      response.redirect(302, `/t/${bare}${query < 0 ? "" : request.originalUrl.slice(query)}`);
      return;
    }
    await withCostlyRead(deps, () => sendTickets(request, response));
  });

  async function sendTickets(request: Request<{ token: string }>, response: Response) {
    const claim = await claimOf(deps, request);
    const { language, path, tickets, notice, code, page, children } = claim;
    const texts = holderTexts(language);
    const offered = {
      apple: deps.apple?.canSign(deps.clock.now()) ?? false,
      google: deps.google !== undefined,
    };
    const paged = ticketsOnPage(tickets, { page, shown: code });
    await sendHolderPage(
      response,
      <TicketsPage
        frame={{ ...holderFrame(language, path), query: { page, code } }}
        {...countsOf(tickets)}
        {...paged}
        tickets={(await addBarcodes(deps, paged.tickets)).map(withMove)}
        awaited={await listAwaitedOffers(deps, { recipientIds: children.map(({ id }) => id) })}
        children={namedChildren(children, language)}
        at={deps.clock.now()}
        shownCode={code}
        phone={askingPhone(offered, request.get("user-agent") ?? "")}
        notice={
          notice && {
            text: texts.notices[notice],
            good: notice !== "kept" && notice !== "tooLate",
          }
        }
      />,
    );
  }

  router.get("/t/:token/tickets.pdf", async (request, response) => {
    const { lang, ticket, layout } = holderQuery.parse(request.query);
    const { token } = request.params;
    if (!(await findHolder(deps, { token }))) throw nothingHere();
    const pdf = await printedTickets({ token, serialNumber: ticket, lang, layout });
    if (!pdf) throw nothingHere();
    response
      .set("Cache-Control", "private, no-store")
      .set("Content-Disposition", 'inline; filename="tickets.pdf"')
      .type("application/pdf")
      .send(pdf);
  });

  return router;
}

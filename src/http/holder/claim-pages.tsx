import express, { Router, type Request, type Response } from "express";
import { z } from "zod";
import { addBarcodes } from "../../actions/add-barcodes.ts";
import type { Deps } from "../../actions/deps.ts";
import { returnPass } from "../../actions/passes/return-pass.ts";
import { findClaimLinkByCode } from "../../actions/recipients/find-claim-link-by-code.ts";
import { getClaimedTickets, type ClaimedTicket } from "../../actions/access/get-claimed-tickets.ts";
import { showBarcode } from "../../actions/passes/show-barcode.ts";
import { languages, type Language } from "../../domain/language.ts";
import { isRecentMove } from "../../domain/offers/offer-move.ts";
import { AppError } from "../../errors.ts";
import { CodePage } from "../../views/holder/code-page.tsx";
import type { HolderFrame } from "../../views/holder/holder-document.tsx";
import { ReturnPage } from "../../views/holder/return-page.tsx";
import type { HolderTicket } from "../../views/holder/ticket-card.tsx";
import { TicketsPage } from "../../views/holder/tickets-page.tsx";
import { askingPhone } from "../../views/holder/asking-phone.ts";
import { holderTexts } from "../../views/texts/holder-texts.ts";
import { sendPage } from "../pages/send-page.ts";
import { withCostlyRead } from "../api/costly-reads.ts";
import { answerLookingAhead } from "./looking-ahead.ts";
import { createPrintedTickets } from "./printed-tickets.ts";
import { countsOf, ticketsOnPage } from "./tickets-on-page.ts";

const nothingHere = () => new AppError("not_found", "There is nothing at this address.");

const notices = ["returned", "kept"] as const;

/** What programs that make addresses tappable take along from the sentence: a full stop, a bracket, a quote. */
const afterLink = /[^\w-]+$/;

const query = z.object({
  lang: z.enum(languages).optional().catch(undefined),
  notice: z.enum(notices).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined),
  /** Serial number of the only ticket to print. */
  ticket: z.string().optional().catch(undefined),
  /** Serial number of the ticket whose barcode is shown. */
  code: z.string().optional().catch(undefined),
});

/** Language of a page without a claim link: `lang`, or else the best of Accept-Language. */
export function holderLanguage(request: Request): Language {
  const asked = query.parse(request.query).lang;
  if (asked) return asked;
  const accepted = request.acceptsLanguages("nb", "no", "nn", "en", "sma");
  return accepted === "no" || accepted === false ? "nb" : (accepted as Language);
}

/**
 * Routes `/`, which redirects to `/t`, and `/t`: the code form, a claim link's tickets, returning one, and
 * the tickets as PDF.
 */
export function claimPages(deps: Deps): Router {
  const router = Router();
  const { brandName } = deps.config;
  const printedTickets = createPrintedTickets(deps);

  const frameOf = (language: Language, path: string): HolderFrame => ({
    brandName,
    language,
    path,
  });

  async function claimOf(request: Request<{ token: string }>) {
    const link = await getClaimedTickets(deps, { token: request.params.token });
    if (!link) throw nothingHere();
    const { lang, ...rest } = query.parse(request.query);
    const language = lang ?? link.language;
    return { ...link, ...rest, language, path: `/t/${request.params.token}` };
  }

  const withMove = <T extends ClaimedTicket>(ticket: T): T & Pick<HolderTicket, "movedFrom"> => {
    const { movedAt, movedFromStart: start, movedFromPlace: place } = ticket;
    if (!isRecentMove(movedAt, deps.clock.now())) return ticket;
    return { ...ticket, movedFrom: { ...(start && { start }), ...(place !== null && { place }) } };
  };

  const codePage = (request: Request, response: Response, wrong?: string) => {
    const frame = frameOf(holderLanguage(request), "/t");
    sendPage(response, <CodePage frame={frame} wrong={wrong} />, wrong === undefined ? 200 : 404);
  };

  router.get("/", (_request, response) => {
    response.redirect("/t");
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
    const bare = token.replace(afterLink, "");
    if (bare !== token && bare !== "") {
      response.redirect(302, `/t/${bare}`);
      return;
    }
    await withCostlyRead(deps, () => sendTickets(request, response));
  });

  async function sendTickets(request: Request<{ token: string }>, response: Response) {
    const { language, path, tickets, notice, code, page } = await claimOf(request);
    const texts = holderTexts(language);
    const offered = {
      apple: deps.apple?.canSign(deps.clock.now()) ?? false,
      google: deps.google !== undefined,
    };
    const paged = ticketsOnPage(tickets, { page, shown: code });
    sendPage(
      response,
      <TicketsPage
        frame={frameOf(language, path)}
        {...countsOf(tickets)}
        {...paged}
        tickets={(await addBarcodes(deps, paged.tickets)).map(withMove)}
        shownCode={code}
        phone={askingPhone(offered, request.get("user-agent") ?? "")}
        notice={
          notice && {
            text: notice === "returned" ? texts.givenBack : texts.cannotGiveBack,
            good: notice === "returned",
          }
        }
      />,
    );
  }

  router.get("/t/:token/tickets.pdf", async (request, response) => {
    const { lang, ticket } = query.parse(request.query);
    const { token } = request.params;
    await claimOf(request);
    if (answerLookingAhead(request, response, "pdf")) return;
    const pdf = await withCostlyRead(deps, () =>
      printedTickets({ token, serialNumber: ticket, lang }),
    );
    if (!pdf) throw nothingHere();
    response
      .set("Cache-Control", "private, no-store")
      .set("Content-Disposition", 'inline; filename="tickets.pdf"')
      .type("application/pdf")
      .send(pdf);
  });

  router.post("/t/:token/:serialNumber/code", async (request, response) => {
    const { serialNumber, token } = request.params;
    const { language, path } = await claimOf(request);
    if (!(await showBarcode(deps, { token, serialNumber }))) throw nothingHere();
    response.redirect(303, `${path}?lang=${language}&code=${serialNumber}#ticket-${serialNumber}`);
  });

  router.get("/t/:token/:serialNumber/return", async (request, response) => {
    const { language, path, tickets } = await claimOf(request);
    const ticket = tickets.find(({ serialNumber }) => serialNumber === request.params.serialNumber);
    if (!ticket) throw nothingHere();
    if (ticket.state !== "active" && ticket.state !== "pending") {
      response.redirect(303, `${path}?lang=${language}&notice=kept`);
      return;
    }
    sendPage(
      response,
      <ReturnPage
        frame={frameOf(language, `${path}/${ticket.serialNumber}/return`)}
        claimPath={path}
        title={ticket.title}
        provider={ticket.provider}
      />,
    );
  });

  router.post("/t/:token/:serialNumber/return", async (request, response) => {
    const { recipientId, language, path } = await claimOf(request);
    const { serialNumber } = request.params;
    const notice = await returnPass(deps, { recipientId, serialNumber })
      .then(() => "returned" as const)
      .catch((error: unknown) => {
        if (error instanceof AppError && error.status === 409) return "kept" as const;
        throw error;
      });
    response.redirect(303, `${path}?lang=${language}&notice=${notice}`);
  });

  return router;
}

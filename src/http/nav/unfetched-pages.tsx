import type { Response, Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import type { PrintedTicket } from "../../actions/passes/add-paper-parts.ts";
import { handOutTickets, maxOnPaper } from "../../actions/passes/hand-out-tickets.ts";
import { handOutToRecipient } from "../../actions/passes/hand-out-to-recipient.ts";
import { listPaperTickets } from "../../actions/passes/list-paper-tickets.ts";
import { listUnfetched } from "../../actions/recipients/list-unfetched.ts";
import { remindUnfetched } from "../../actions/recipients/remind-unfetched.ts";
import { repeatToUnfetched } from "../../actions/recipients/repeat-to-unfetched.ts";
import { languages, type Language } from "../../domain/language.ts";
import { PaperPage } from "../../views/nav/paper-page.tsx";
import { UnfetchedPage } from "../../views/nav/unfetched-page.tsx";
import { drawPdf } from "../../views/pdf/draw-pdf.ts";
import { unfetchedTexts } from "../../views/texts/unfetched-texts.ts";
import { withCostlyRead } from "../api/costly-reads.ts";
import { pageRouter } from "../pages/page-router.ts";

const paperShape = z.object({
  language: z.enum(languages).catch("nb"),
  again: z.literal("true").transform(Boolean).catch(false),
  // Serial numbers, with a space between them.
  listed: z
    .string()
    .max(20_000)
    .transform((text) => text.split(" "))
    .optional()
    .catch(undefined),
});

/** `/nav/unfetched`, with the buttons that remind and send again, and the tickets that NAV prints. */
export function unfetchedPages(deps: Deps): Router {
  const { router, page, post, button } = pageRouter(deps, "nav");
  const back = (count: number, done: string) =>
    `/nav/unfetched?notice=${count > 0 ? done : `nobody-${done}`}`;

  page("/nav/unfetched", async ({ actor, frame, notice }) => (
    <UnfetchedPage
      frame={frame}
      lines={await listUnfetched(deps, { actor })}
      notice={notice(unfetchedTexts(frame.language).notices)}
    />
  ));

  button("/nav/unfetched/remind", async ({ actor }) =>
    back(await remindUnfetched(deps, { actor }), "reminded"),
  );

  button("/nav/offers/:offerId/remind", async ({ actor, params }) =>
    back(await remindUnfetched(deps, { actor, ...params }), "reminded"),
  );

  button("/nav/unfetched/repeat", async ({ actor }) =>
    back(await repeatToUnfetched(deps, { actor }), "repeated"),
  );

  page("/nav/print", async ({ actor, frame }) => (
    <PaperPage frame={frame} tickets={await listPaperTickets(deps, { actor })} most={maxOnPaper} />
  ));

  post("/nav/print/tickets.pdf", {
    fields: paperShape,
    async run({ actor, response }, { language, ...asked }) {
      const tickets = await handOutTickets(deps, { actor, language, ...asked });
      return sendPaper(response, { language, tickets });
    },
  });

  button("/nav/recipients/:recipientId/tickets.pdf", async ({ actor, params, response }) =>
    sendPaper(response, await handOutToRecipient(deps, { actor, ...params })),
  );

  return router;

  async function sendPaper(
    response: Response,
    { language, tickets }: { language: Language; tickets: PrintedTicket[] },
  ): Promise<undefined> {
    const { brandName } = deps.config;
    const options = { language, brandName, at: deps.clock.now(), layout: "sheets" as const };
    const pdf = await withCostlyRead(deps, () =>
      drawPdf({ name: "tickets", args: [tickets, options] }),
    );
    response
      .set("Cache-Control", "private, no-store")
      .set("Content-Disposition", 'attachment; filename="tickets.pdf"')
      .type("application/pdf")
      .send(pdf);
    return undefined;
  }
}

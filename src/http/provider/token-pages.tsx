import type { ProviderActor } from "../auth/api-key.ts";
import { Router, type Request, type Response } from "express";
import type { ReactElement } from "react";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import type { PageFrame } from "../../views/ui/page-frame.ts";
import type { Faults } from "../../views/ui/fault-summary.tsx";
import type { ListedToken } from "../../views/provider/token-list.tsx";
import { providerTexts, type ProviderTexts } from "../../views/texts/provider-texts.ts";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { pageFrame } from "../pages/page-frame.ts";

const formShape = z.object({ name: z.string().trim().min(1).max(100) });

/** What differs between the tokens of scanners and of systems. */
interface TokenKind {
  path: string;
  list: (actor: ProviderActor) => Promise<ListedToken[]>;
  listPage: (page: {
    frame: PageFrame;
    tokens: ListedToken[];
    faults: Faults;
    notice: string | undefined;
  }) => ReactElement;
  /** Makes one and answers the page that shows it, this once. */
  make: (actor: ProviderActor, name: string, frame: PageFrame) => Promise<ReactElement>;
  revoke: (actor: ProviderActor, id: string) => Promise<unknown>;
  revoked: (texts: ProviderTexts) => string;
}

/** The list of a provider's tokens with a form for another, the new one shown once, and the end of one. */
export function tokenPages(
  deps: Deps,
  { path, list, listPage, make, revoke, revoked }: TokenKind,
): Router {
  const router = Router();

  async function sendList(
    request: Request,
    response: Response,
    faults = new Map<string, string>(),
  ): Promise<void> {
    const { actor } = sessionOf(response, "provider");
    const frame = { ...pageFrame(deps, request, response, "provider"), path };
    const isRevoked = request.query["notice"] === "revoked";
    const page = listPage({
      frame,
      tokens: await list(actor),
      faults,
      notice: isRevoked ? revoked(providerTexts(frame.language)) : undefined,
    });
    sendPage(response, page, faults.size > 0 ? 400 : 200);
  }

  router.get(path, async (request, response) => {
    await sendList(request, response);
  });

  router.post(path, async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    const frame = pageFrame(deps, request, response, "provider");
    const given = formShape.safeParse(request.body);
    if (given.success) sendPage(response, await make(actor, given.data.name, frame));
    else {
      const { faults } = providerTexts(frame.language);
      await sendList(request, response, new Map([["name", faults.name]]));
    }
  });

  router.post(`${path}/:id/revoke`, async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    await revoke(actor, request.params.id);
    response.redirect(303, `${path}?notice=revoked`);
  });

  return router;
}

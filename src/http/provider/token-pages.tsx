import { Router, type Request, type Response } from "express";
import type { ReactElement } from "react";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import type { ProviderFrame } from "../../views/provider/provider-document.tsx";
import type { Faults } from "../../views/provider/provider-faults.tsx";
import type { ListedToken } from "../../views/provider/token-list.tsx";
import { providerTexts, type ProviderTexts } from "../../views/texts/provider-texts.ts";
import { providerSessionOf, type ProviderSession } from "../auth/provider-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { providerFrameOf } from "./provider-frame.ts";

const formShape = z.object({ name: z.string().trim().min(1).max(100) });

type Person = ProviderSession["actor"];

/** What differs between the tokens of scanners and of systems. */
interface TokenKind {
  path: string;
  list: (actor: Person) => Promise<ListedToken[]>;
  listPage: (page: {
    frame: ProviderFrame;
    tokens: ListedToken[];
    faults: Faults;
    notice: string | undefined;
  }) => ReactElement;
  /** Makes one and answers the page that shows it, this once. */
  make: (actor: Person, name: string, frame: ProviderFrame) => Promise<ReactElement>;
  revoke: (actor: Person, id: string) => Promise<unknown>;
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
    const { actor } = providerSessionOf(response);
    const frame = { ...providerFrameOf(deps, request, response), path };
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
    const { actor } = providerSessionOf(response);
    const frame = providerFrameOf(deps, request, response);
    const given = formShape.safeParse(request.body);
    if (given.success) sendPage(response, await make(actor, given.data.name, frame));
    else {
      const { faults } = providerTexts(frame.language);
      await sendList(request, response, new Map([["name", faults.name]]));
    }
  });

  router.post(`${path}/:id/revoke`, async (request, response) => {
    const { actor } = providerSessionOf(response);
    await revoke(actor, request.params.id);
    response.redirect(303, `${path}?notice=revoked`);
  });

  return router;
}

import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { listApiKeys } from "../../actions/list-api-keys.ts";
import { makeApiKey } from "../../actions/make-api-key.ts";
import { requireOwner } from "../../actions/require-owner.ts";
import { revokeApiKey } from "../../actions/revoke-api-key.ts";
import { KeyMadePage, SystemsPage } from "../../views/provider/systems-page.tsx";
import { providerTexts } from "../../views/texts/provider-texts.ts";
import { providerSessionOf } from "../auth/provider-session.ts";
import { sendPage } from "../send-page.ts";
import { providerFrameOf } from "./provider-frame.ts";

const formShape = z.object({ name: z.string().trim().min(1).max(100) });

/** `/provider/systems`: the keys of programs, for owners alone. */
export function systemPages(deps: Deps): Router {
  const router = Router();

  async function sendList(
    request: Request,
    response: Response,
    faults = new Map<string, string>(),
  ): Promise<void> {
    const { actor } = providerSessionOf(response);
    const frame = providerFrameOf(deps, request, response);
    const { keyRevoked } = providerTexts(frame.language);
    const page = (
      <SystemsPage
        frame={{ ...frame, path: "/provider/systems" }}
        keys={await listApiKeys(deps, { actor })}
        faults={faults}
        notice={request.query["notice"] === "revoked" ? keyRevoked : undefined}
      />
    );
    sendPage(response, page, faults.size > 0 ? 400 : 200);
  }

  router.get("/provider/systems", async (request, response) => {
    await sendList(request, response);
  });

  router.post("/provider/systems", async (request, response) => {
    const { actor } = providerSessionOf(response);
    const { providerId } = await requireOwner(deps, actor);
    const frame = providerFrameOf(deps, request, response);
    const given = formShape.safeParse(request.body);
    if (!given.success) {
      const { faults } = providerTexts(frame.language);
      await sendList(request, response, new Map([["name", faults.name]]));
      return;
    }
    const { name } = given.data;
    const { key } = await makeApiKey(deps, { role: "provider", providerId, name, actor });
    sendPage(response, <KeyMadePage frame={frame} name={name} apiKey={key} />);
  });

  router.post("/provider/systems/:id/revoke", async (request, response) => {
    const { actor } = providerSessionOf(response);
    await revokeApiKey(deps, { actor, id: request.params.id });
    response.redirect(303, "/provider/systems?notice=revoked");
  });

  return router;
}

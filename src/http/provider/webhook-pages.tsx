import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { listWebhookDeliveries } from "../../actions/integrations/list-webhook-deliveries.ts";
import { listWebhooks } from "../../actions/integrations/list-webhooks.ts";
import { createWebhook } from "../../actions/integrations/create-webhook.ts";
import { removeWebhook } from "../../actions/integrations/remove-webhook.ts";
import { requireOwner } from "../../actions/access/require-owner.ts";
import { resendWebhookDelivery } from "../../actions/integrations/resend-webhook-delivery.ts";
import { webhookEvents } from "../../domain/integrations/webhook.ts";
import { AppError } from "../../errors.ts";
import {
  WebhookMadePage,
  WebhooksPage,
  type WebhookFaults,
  type WebhookValues,
} from "../../views/provider/webhooks-page.tsx";
import { webhooksTexts } from "../../views/texts/webhooks-texts.ts";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { pageFrame } from "../pages/page-frame.ts";

const event = z.enum(webhookEvents);
const formShape = z.object({
  url: z.string().trim().max(2_000),
  events: z.union([z.array(event), event.transform((one) => [one])]).catch([]),
});
const noticeShape = z.enum(["removed", "resent"]);

/** `/provider/webhooks`, for owners alone. */
export function webhookPages(deps: Deps): Router {
  const router = Router();

  async function sendList(
    request: Request,
    response: Response,
    {
      status = 200,
      values = { url: "", events: [] },
      faults = {},
    }: { status?: number; values?: WebhookValues; faults?: WebhookFaults } = {},
  ) {
    const { actor } = sessionOf(response, "provider");
    await requireOwner(deps, actor);
    const webhooks = await Promise.all(
      (await listWebhooks(deps, { actor })).map(async (webhook) => ({
        webhook,
        deliveries: await listWebhookDeliveries(deps, { actor, webhookId: webhook.id }),
      })),
    );
    const page = (
      <WebhooksPage
        frame={{ ...pageFrame(deps, request, response, "provider"), path: "/provider/webhooks" }}
        webhooks={webhooks}
        values={values}
        faults={faults}
        notice={noticeShape.safeParse(request.query["notice"]).data}
      />
    );
    sendPage(response, page, status);
  }

  router.get("/provider/webhooks", async (request, response) => {
    await sendList(request, response);
  });

  router.post("/provider/webhooks", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    await requireOwner(deps, actor);
    const frame = pageFrame(deps, request, response, "provider");
    const texts = webhooksTexts(frame.language);
    const given = formShape.safeParse(request.body).data ?? { url: "", events: [] };
    if (given.events.length === 0) {
      const faults = { events: texts.eventsFault };
      await sendList(request, response, { status: 400, values: given, faults });
      return;
    }
    try {
      const { secret } = await createWebhook(deps, { actor, ...given });
      sendPage(response, <WebhookMadePage frame={frame} secret={secret} />);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, status } = error;
      const fault = { validation_failed: texts.addressFault, conflict: texts.tooMany }[
        code as string
      ];
      if (fault === undefined) throw error;
      await sendList(request, response, { status, values: given, faults: { url: fault } });
    }
  });

  router.post("/provider/webhooks/:webhookId/remove", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    await requireOwner(deps, actor);
    await removeWebhook(deps, { actor, webhookId: request.params.webhookId });
    response.redirect(303, "/provider/webhooks?notice=removed");
  });

  router.post(
    "/provider/webhooks/:webhookId/deliveries/:deliveryId/resend",
    async (request, response) => {
      const { actor } = sessionOf(response, "provider");
      await requireOwner(deps, actor);
      await resendWebhookDelivery(deps, { actor, ...request.params });
      response.redirect(303, "/provider/webhooks?notice=resent");
    },
  );

  return router;
}

import type { Router } from "express";
import { z } from "zod";
import { requireOwner } from "../../actions/access/require-owner.ts";
import type { Deps } from "../../actions/deps.ts";
import { createWebhook } from "../../actions/integrations/create-webhook.ts";
import { listWebhookDeliveries } from "../../actions/integrations/list-webhook-deliveries.ts";
import { listWebhooks } from "../../actions/integrations/list-webhooks.ts";
import { removeWebhook } from "../../actions/integrations/remove-webhook.ts";
import { renewWebhookSecret } from "../../actions/integrations/renew-webhook-secret.ts";
import { resendWebhookDelivery } from "../../actions/integrations/resend-webhook-delivery.ts";
import { sendTestEvent } from "../../actions/integrations/send-test-event.ts";
import { webhookEvents } from "../../domain/integrations/webhook.ts";
import {
  WebhookSecretPage,
  WebhooksPage,
  type WebhookValues,
} from "../../views/provider/webhooks-page.tsx";
import { webhooksTexts } from "../../views/texts/staff-texts.ts";
import type { Faults } from "../../views/ui/faults.tsx";
import { parse } from "../api/parse.ts";
import { pageRouter } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";

const event = z.enum(webhookEvents);
const webhookForm = z.object({
  url: z.string().trim().catch(""),
  events: z.union([z.array(event), event.transform((one) => [one])]).catch([]),
}) satisfies z.ZodType<WebhookValues>;
const webhook = z.object({ url: z.string().max(2_000), events: z.array(event).min(1) });

/** `/provider/webhooks`, for owners alone. */
export function webhookPages(deps: Deps): Router {
  const { router, page, post, button } = pageRouter(deps, "provider");

  async function show(
    { actor, frame, notice }: Visit<"provider">,
    {
      values = { url: "", events: [] },
      faults = new Map(),
    }: { values?: WebhookValues; faults?: Faults } = {},
  ) {
    await requireOwner(deps, actor);
    const { removed, resent, tested } = webhooksTexts(frame.language);
    const webhooks = (await listWebhooks(deps, { actor })).map(async (each) => ({
      webhook: each,
      deliveries: await listWebhookDeliveries(deps, { actor, webhookId: each.id }),
    }));
    return (
      <WebhooksPage
        frame={frame}
        webhooks={await Promise.all(webhooks)}
        values={values}
        faults={faults}
        notice={notice({ removed, resent, tested })}
      />
    );
  }

  page("/provider/webhooks", (visit) => show(visit));

  post("/provider/webhooks", {
    fields: webhookForm,
    async run({ actor, frame }, values) {
      await requireOwner(deps, actor);
      const { secret } = await createWebhook(deps, { actor, ...parse(webhook, values) });
      return <WebhookSecretPage frame={frame} secret={secret ?? ""} />;
    },
    faults({ code }, { frame }, { events }) {
      const texts = webhooksTexts(frame.language);
      if (code === "conflict") return new Map([["url", texts.tooMany]]);
      if (code !== "validation_failed") return undefined;
      return events.length === 0
        ? new Map([["events", texts.eventsFault]])
        : new Map([["url", texts.addressFault]]);
    },
    again: show,
  });

  button("/provider/webhooks/:webhookId/remove", async ({ actor, params }) => {
    await requireOwner(deps, actor);
    await removeWebhook(deps, { actor, ...params });
    return "/provider/webhooks?notice=removed";
  });

  button("/provider/webhooks/:webhookId/test", async ({ actor, params }) => {
    await requireOwner(deps, actor);
    await sendTestEvent(deps, { actor, ...params });
    return "/provider/webhooks?notice=tested";
  });

  post("/provider/webhooks/:webhookId/renew-secret", {
    fields: z.object({}),
    async run({ actor, frame, params }) {
      await requireOwner(deps, actor);
      const { secret, publicKey } = await renewWebhookSecret(deps, { actor, ...params });
      return <WebhookSecretPage frame={frame} secret={secret ?? publicKey ?? ""} isRenewed />;
    },
  });

  button(
    "/provider/webhooks/:webhookId/deliveries/:deliveryId/resend",
    async ({ actor, params }) => {
      await requireOwner(deps, actor);
      await resendWebhookDelivery(deps, { actor, ...params });
      return "/provider/webhooks?notice=resent";
    },
  );

  return router;
}

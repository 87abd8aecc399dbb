import type { RequestHandler, Router } from "express";
import { z } from "zod";
import { requireOwner } from "../../actions/access/require-owner.ts";
import type { Deps } from "../../actions/deps.ts";
import { createWebhook } from "../../actions/integrations/create-webhook.ts";
import { listWebhookDeliveries } from "../../actions/integrations/list-webhook-deliveries.ts";
import { listWebhookMunicipalities } from "../../actions/integrations/list-webhook-municipalities.ts";
import { listWebhooks } from "../../actions/integrations/list-webhooks.ts";
import { removeWebhook } from "../../actions/integrations/remove-webhook.ts";
import { renewWebhookSecret } from "../../actions/integrations/renew-webhook-secret.ts";
import { resendWebhookDelivery } from "../../actions/integrations/resend-webhook-delivery.ts";
import { sendTestEvent } from "../../actions/integrations/send-test-event.ts";
import {
  allWebhookEvents,
  officeEvents,
  webhookEvents,
} from "../../domain/integrations/webhook-events.ts";
import { AppError } from "../../errors.ts";
import { WebhookPage } from "../../views/webhooks/webhook-page.tsx";
import { WebhookSecretPage } from "../../views/webhooks/webhook-secret-page.tsx";
import { WebhooksPage, type WebhookValues } from "../../views/webhooks/webhooks-page.tsx";
import { webhooksTexts } from "../../views/texts/staff-texts.ts";
import { parse } from "../api/parse.ts";
import { usualRateLimits, webhookRateLimit, type RateLimits } from "../api/rate-limits.ts";
import { ownerNameOf } from "../api/webhook-owner.ts";
import type { OfficeActor, ProviderActor } from "../auth/api-key.ts";
import { sessionOf } from "../auth/page-session.ts";
import { cursorShape } from "./complimentary-form.ts";
import { pageRouter, type FormState } from "./page-router.ts";
import type { Visit } from "./visit.ts";

/** Where the pages of each area stand, and what its webhooks can tell of. */
const places = {
  provider: { tab: "systems", events: webhookEvents },
  culture: { tab: "reviews", events: officeEvents },
} as const;

/** How many deliveries of each webhook the page of all shows. */
const latest = 20;

const event = z.enum(allWebhookEvents);
const webhookForm = z.object({
  url: z.string().trim().catch(""),
  municipality: z.string().catch(""),
  events: z.union([z.array(event), event.transform((one) => [one])]).catch([]),
}) satisfies z.ZodType<WebhookValues>;
const webhook = z.object({
  url: z.string().max(2_000),
  municipality: z.string().optional(),
  events: z.array(event).min(1),
});

/** `{area}/webhooks`: the webhooks of a provider, for its owners alone, or of the culture office's municipalities. */
export function webhookPages(
  deps: Deps,
  area: keyof typeof places,
  limits: RateLimits = usualRateLimits,
): Router {
  const { router, page, post, button } = pageRouter(deps, area);
  const { tab, events } = places[area];
  const base = `/${area}/webhooks` as const;
  const sending = [
    `${base}/:webhookId/test`,
    `${base}/:webhookId/deliveries/:deliveryId/resend`,
  ] as const;
  const limited = webhookRateLimit(limits, (res) => ownerNameOf(sessionOf(res, area).actor));
  const guard = async (actor: ProviderActor | OfficeActor) => {
    if (actor.role === "provider") await requireOwner(deps, actor);
  };
  // Before the limit: who may send nothing is not counted.
  const guarded: RequestHandler = async (_request, response, next) => {
    await guard(sessionOf(response, area).actor);
    next();
  };
  for (const path of sending) router.post(path as string, guarded, ...limited);

  async function show(
    { actor, frame, notice }: Visit<keyof typeof places>,
    form?: FormState<WebhookValues>,
  ) {
    await guard(actor);
    const { removed, resent, tested } = webhooksTexts(frame.language);
    const webhooks = (await listWebhooks(deps, { actor })).map(async (each) => ({
      webhook: each,
      deliveries: await listWebhookDeliveries(deps, {
        ...{ actor, webhookId: each.id, limit: latest },
      }),
    }));
    return (
      <WebhooksPage
        {...{ frame, tab, base, events }}
        webhooks={await Promise.all(webhooks)}
        municipalities={await listWebhookMunicipalities(deps, { actor })}
        values={form?.values ?? { url: "", municipality: "", events: [] }}
        faults={form?.faults ?? new Map()}
        notice={notice({ removed, resent, tested })}
      />
    );
  }

  page(base, (visit) => show(visit));

  page(`${base}/:webhookId`, async ({ actor, frame, params: { webhookId }, request }) => {
    await guard(actor);
    const shown = (await listWebhooks(deps, { actor })).find(({ id }) => id === webhookId);
    if (!shown) throw new AppError("not_found", "You have no such webhook.");
    const cursor = cursorShape.parse(request.query["cursor"]);
    const deliveries = await listWebhookDeliveries(deps, { actor, webhookId, cursor });
    return (
      <WebhookPage
        {...{ frame, tab, base, deliveries }}
        webhook={shown}
        municipalities={await listWebhookMunicipalities(deps, { actor })}
        isFirst={cursor === undefined}
      />
    );
  });

  post(base, {
    fields: webhookForm,
    async run({ actor, frame }, { municipality, ...values }) {
      await guard(actor);
      const of = municipality === "" ? undefined : municipality;
      const input = parse(webhook, { ...values, municipality: of });
      const { secret } = await createWebhook(deps, { actor, ...input });
      return <WebhookSecretPage {...{ frame, tab, base }} secret={secret ?? ""} />;
    },
    faults({ code, errors }, { frame }, chosen) {
      const texts = webhooksTexts(frame.language);
      if (code === "conflict") return new Map([["url", texts.tooMany]]);
      if (code !== "validation_failed") return undefined;
      if (chosen.events.length === 0) return new Map([["events", texts.eventsFault]]);
      return errors.some(({ path }) => path === "municipality")
        ? new Map([["municipality", texts.municipalityFault]])
        : new Map([["url", texts.addressFault]]);
    },
    again: show,
  });

  button(`${base}/:webhookId/remove`, async ({ actor, params }) => {
    await guard(actor);
    await removeWebhook(deps, { actor, ...params });
    return `${base}?notice=removed`;
  });

  button(sending[0], async ({ actor, params }) => {
    await sendTestEvent(deps, { actor, ...params });
    return `${base}?notice=tested`;
  });

  post(`${base}/:webhookId/renew-secret`, {
    fields: z.object({}),
    async run({ actor, frame, params }) {
      await guard(actor);
      const { secret, publicKey } = await renewWebhookSecret(deps, { actor, ...params });
      const shown = secret ?? publicKey ?? "";
      return <WebhookSecretPage {...{ frame, tab, base }} secret={shown} isRenewed />;
    },
  });

  button(sending[1], async ({ actor, params }) => {
    await resendWebhookDelivery(deps, { actor, ...params });
    return `${base}?notice=resent`;
  });

  return router;
}

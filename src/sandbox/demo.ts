import { readFileSync } from "node:fs";
import { z } from "zod";
import { createDoorDevice } from "../actions/door/create-door-device.ts";
import { allocate } from "../actions/allocations/allocate.ts";
import { approveProvider } from "../actions/providers/approve-provider.ts";
import { createOffer } from "../actions/offers/create-offer.ts";
import type { Actor, Deps } from "../actions/deps.ts";
import { inviteProvider } from "../actions/providers/invite-provider.ts";
import { loadShippedTemplates } from "../actions/templates/load-shipped-templates.ts";
import { createApiKey } from "../actions/integrations/create-api-key.ts";
import { renewClaimLink } from "../actions/recipients/renew-claim-link.ts";
import { reviewOffer } from "../actions/offers/review-offer.ts";
import { upsertRecipient } from "../actions/recipients/upsert-recipient.ts";
import { submitOffer } from "../actions/offers/submit-offer.ts";
import { offerBody } from "../domain/offers/offer-input.ts";
import { providerInput } from "../domain/providers/provider-input.ts";
import { recipientInput } from "../domain/recipients/recipient-input.ts";
import type { Demo } from "./demo-file.ts";

const scheme = z
  .object({
    providers: z.array(providerInput.extend({ slug: z.string(), approved: z.boolean() })),
    offers: z.array(
      offerBody.omit({ templateId: true }).extend({
        key: z.string(),
        provider: z.string(),
        template: z.string(),
      }),
    ),
    recipients: z.array(z.looseObject({ reference: z.string() })),
    allocations: z.array(z.tuple([z.string(), z.string()])),
  })
  .parse(JSON.parse(readFileSync(new URL("demo-scheme.json", import.meta.url), "utf8")));

const municipalities = ["5025", "5026"];
const culture: Actor = { role: "culture", id: "demo", municipalities };
const nav: Actor = { role: "nav", id: "demo", municipalities };

/**
 * Loads a fictional scheme in Røros and Holtålen through the service's own actions, so that the demo has
 * only data that its users could have entered.
 */
export async function loadDemo(deps: Deps): Promise<Demo> {
  const { publicUrl } = deps.config;
  const templates = await loadShippedTemplates(deps);
  const { providers, doorTokens } = await loadProviders(deps);
  const offers = await loadOffers(deps, providers, templates);
  const claimUrls = await loadRecipients(deps);
  await allocate(deps, {
    actor: nav,
    items: scheme.allocations.map(([recipient, key]) => ({
      recipient,
      offerId: offers[key] ?? "",
      count: 1,
    })),
  });
  const keyOf = async (role: "nav" | "culture") =>
    (
      await createApiKey(
        deps,
        role === "nav"
          ? { role, municipalities, name: "demo", seesProtected: true }
          : { role, municipalities, name: "demo" },
      )
    ).key;
  return {
    publicUrl,
    navApiKey: await keyOf("nav"),
    cultureApiKey: await keyOf("culture"),
    providers,
    offers,
    claimUrls,
    doorTokens,
  };
}

async function loadProviders(deps: Deps): Promise<Pick<Demo, "providers" | "doorTokens">> {
  const providers: Demo["providers"] = {};
  const doorTokens: Demo["doorTokens"] = {};
  for (const { approved, ...provider } of scheme.providers) {
    const { id } = await inviteProvider(deps, { actor: culture, provider });
    if (approved) await approveProvider(deps, { actor: culture, providerId: id });
    const { key } = await createApiKey(deps, { role: "provider", providerId: id, name: "demo" });
    const actor: Actor = { role: "provider", id: "demo", providerId: id };
    providers[provider.slug] = { id, apiKey: key, email: provider.contactEmail };
    doorTokens[provider.slug] = (await createDoorDevice(deps, { actor, name: "Inngang" })).token;
  }
  return { providers, doorTokens };
}

async function loadOffers(
  deps: Deps,
  providers: Demo["providers"],
  templates: Map<string, string>,
): Promise<Record<string, string>> {
  const offers: Record<string, string> = {};
  for (const { key, provider: slug, template, ...terms } of scheme.offers) {
    const provider = scheme.providers.find((candidate) => candidate.slug === slug);
    const actor: Actor = { role: "provider", id: "demo", providerId: providers[slug]?.id ?? "" };
    const offer = { place: provider?.place, ...terms, templateId: templates.get(template) ?? "" };
    const { id: offerId } = await createOffer(deps, { actor, offer });
    await submitOffer(deps, { actor, offerId });
    // The offer of a provider that is not approved stays submitted, so that the culture office has one to
    // review.
    if (provider?.approved)
      await reviewOffer(deps, { actor: culture, offerId, decision: "approved" });
    offers[key] = offerId;
  }
  return offers;
}

async function loadRecipients(deps: Deps): Promise<string[]> {
  const claimUrls: string[] = [];
  for (const recipient of scheme.recipients) {
    const input = recipientInput.parse(recipient);
    await upsertRecipient(deps, { actor: nav, ...input });
    const { url } = await renewClaimLink(deps, { actor: nav, reference: input.reference });
    claimUrls.push(url);
  }
  return claimUrls;
}

import { z } from "zod";
import { getContact } from "../../actions/providers/get-contact.ts";
import { approveProvider } from "../../actions/providers/approve-provider.ts";
import { updateProvider } from "../../actions/providers/update-provider.ts";
import { inviteProvider } from "../../actions/providers/invite-provider.ts";
import { suspendProvider } from "../../actions/providers/suspend-provider.ts";
import { providerChanges } from "../../domain/providers/provider-input.ts";
import { revealingErrors } from "../../domain/deny-list.ts";
import { entityTag } from "../../domain/entity-tag.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { providerRevision } from "../../domain/providers/provider-revision.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import {
  providerSchema,
  invitationBody,
  providerBodyExample,
  providerExample,
} from "./provider-json.ts";

const tag = "Providers";
const params = z.object({ providerId: z.uuid() });

const revealingText = {
  detail: "A text tells more than a ticket may.",
  errors: revealingErrors("name", "Gratis kino"),
};
const nowAs = (example: object) => ({
  200: { description: "The provider as it is now", schema: providerSchema, example },
});

const answerOf = (provider: Provider) => ({
  status: 200,
  body: provider,
  headers: { ETag: entityTag(providerRevision(provider)) },
});

/** Endpoints with which a culture office invites, changes, approves and suspends providers. */
export const providerEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "inviteProvider",
      method: "post",
      path: "/api/v1/providers",
      tag,
      summary: "Invite a provider",
      description: "It can prepare offers at once; none opens before the provider is approved.",
      roles: ["culture"],
      body: invitationBody,
      example: { ...providerBodyExample, language: "nn" },
      responses: {
        201: {
          description: "The provider, invited",
          schema: providerSchema,
          example: providerExample("invited"),
        },
      },
      problems: {
        revealing_text: revealingText,
        conflict: { detail: "A provider with this organisation number or slug exists." },
      },
      idempotent: true,
    },
    (deps, { actor, body: { language, ...provider } }) =>
      inviteProvider(deps, { actor, provider, language }),
  ),
  endpoint(
    {
      id: "showProvider",
      method: "get",
      path: "/api/v1/providers/{providerId}",
      tag,
      summary: "One provider",
      roles: ["culture"],
      params,
      versioned: true,
      responses: {
        200: {
          description: "The provider",
          schema: providerSchema,
          example: providerExample("approved"),
        },
      },
    },
    async (deps, { actor, params }) =>
      answerOf((await getContact(deps, { actor, ...params })).provider),
  ),
  endpoint(
    {
      id: "changeProvider",
      method: "patch",
      path: "/api/v1/providers/{providerId}",
      tag,
      summary: "Put a provider right",
      description:
        "What is absent stays. The name stands on every ticket: another one changes those that are out. Its slug stays.",
      roles: ["culture"],
      params,
      body: providerChanges.meta({ id: "ProviderChanges" }),
      versioned: true,
      example: { name: "Hovdelia skisenter" },
      responses: nowAs(providerExample("approved")),
      problems: {
        revealing_text: revealingText,
        conflict: { detail: "Another provider has this organisation number." },
        precondition_failed: {
          detail: "It was changed after you read it, and nothing was changed now; read it again.",
          extra: { changed: [{ path: "vatPercent", current: 12 }] },
        },
      },
    },
    async (deps, { actor, params, body: changes, ifMatch }) =>
      answerOf(await updateProvider(deps, { actor, ...params, changes, ifMatch })),
  ),
  jsonEndpoint(
    {
      id: "approveProvider",
      method: "post",
      path: "/api/v1/providers/{providerId}/approve",
      tag,
      summary: "Let a provider take part",
      description: "Also after a suspension; what that paused stays paused until resumed.",
      roles: ["culture"],
      params,
      responses: nowAs(providerExample("approved")),
    },
    (deps, { actor, params }) => approveProvider(deps, { actor, ...params }),
  ),
  jsonEndpoint(
    {
      id: "suspendProvider",
      method: "post",
      path: "/api/v1/providers/{providerId}/suspend",
      tag,
      summary: "Stop a provider",
      description:
        "Its open offers are paused and its keys are refused from now on; tickets that are out stay valid.",
      roles: ["culture"],
      params,
      responses: nowAs(providerExample("suspended")),
    },
    (deps, { actor, params }) => suspendProvider(deps, { actor, ...params }),
  ),
];

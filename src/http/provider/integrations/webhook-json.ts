import { z } from "zod";
import type { Webhook } from "../../../domain/integrations/webhook.ts";
import { allWebhookEvents } from "../../../domain/integrations/webhook-events.ts";
import { exampleIds } from "../../api/examples/example-ids.ts";

/** What verifies a webhook's events: the one or the other. */
export const verifyingMembers = {
  secret: z
    .string()
    .nullable()
    .describe("Verifies each event; shown this once. Null where the public key does"),
  publicKey: z
    .string()
    .nullable()
    .describe("`whpk_` and the Ed25519 key in base64; null where the secret verifies"),
};
/** A webhook as the API shows it. */
export const webhookShape = {
  id: z.uuid(),
  url: z.url().describe("Where to"),
  municipality: z
    .string()
    .optional()
    .describe("NAV's and a culture office's: of which municipality it is told; not a provider's"),
  events: z.array(z.enum(allWebhookEvents)).describe("What it is told of"),
  createdAt: z.iso.datetime().describe("When it was made"),
  publicKey: verifyingMembers.publicKey,
  stoppedAt: z.iso
    .datetime()
    .nullable()
    .describe("When your receiver answered 410; a test that it takes ends that"),
};
export const secretExample = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDOhv2xQhjV0k=";

export const webhookExample = {
  id: exampleIds.webhook,
  url: "https://tickets.example.no/hooks",
  events: ["offer.approved", "offer.sold_out"],
  createdAt: "2026-11-16T10:00:00.000Z",
  publicKey: null,
  stoppedAt: null,
};

/** A webhook in answers; a provider's has no municipality. */
export const webhookJson = <W extends Webhook>({ municipality, ...webhook }: W) => ({
  ...webhook,
  ...(municipality !== null && { municipality }),
});

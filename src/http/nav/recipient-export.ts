import { exportRecipient } from "../../actions/recipients/export-recipient.ts";
import type { RecipientExport } from "../../db/recipients/recipient-export.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { recipientExample } from "../api/examples/recipient-examples.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { recipientExportSchema } from "./recipient-export-schema.ts";
import { recipientJson } from "./recipient-json.ts";
import { ambiguousReference, recipientParams } from "./recipient-params.ts";

const at = "2026-11-20T09:30:00.000Z";

export const recipientExportJson = ({ recipient, ...rest }: RecipientExport) => ({
  ...rest,
  recipient: recipientJson(recipient),
});

/** Endpoint for the export of one recipient, as a person may ask for it (GDPR, article 15). */
export const recipientExportEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "exportRecipient",
      method: "get",
      path: "/api/v1/recipients/{reference}/export",
      tag: "Recipients",
      summary: "All that is stored about a recipient",
      description:
        "For a person who asks what is stored (GDPR, article 15). It leaves out the tickets' use and what would tell of it, which nobody at NAV sees: the family reads and downloads that by its claim link, under what is stored about the tickets. Each export is audited.",
      roles: ["nav"],
      params: recipientParams,
      responses: {
        200: {
          description: "Everything in one answer",
          schema: recipientExportSchema,
          example: {
            exportedAt: "2026-11-24T12:00:00.000Z",
            recipient: recipientExample,
            inUseOn: "2026-11-20",
            claimLinks: [{ id: exampleIds.ticket, createdAt: at, revokedAt: null }],
            messages: [
              {
                id: exampleIds.message,
                about: "tickets",
                guardian: 1,
                channel: "sms",
                state: "delivered",
                failure: null,
                at,
              },
            ],
            tickets: [
              {
                serialNumber: exampleIds.serialNumber,
                replacedBy: null,
                allocationId: exampleIds.allocation,
                messageId: exampleIds.message,
                offerId: exampleIds.offer,
                title: { nb: "Dagskort alpin" },
                provider: "Hummelfjellet Alpin",
                state: "live",
                createdAt: at,
                heldUntil: "2026-11-20T09:40:00.000Z",
                issuedAt: "2026-11-20T09:42:00.000Z",
                claimUntil: null,
                fetched: true,
                handedOutAt: null,
                devices: 1,
                inGoogle: false,
              },
            ],
            revocations: [
              {
                serialNumber: exampleIds.serialNumber,
                allocationId: null,
                reasonCode: "family_asked",
                reason: null,
                at,
              },
            ],
            refusals: [
              {
                allocationId: exampleIds.allocation,
                offerId: exampleIds.offer,
                reason: "sold_out",
                at,
              },
            ],
            draws: [],
            waiting: [],
            lists: [{ id: exampleIds.list, name: "Vinterferie", usedIn: "2026-11" }],
            earlierTickets: [{ month: "2026-03", tickets: 2 }],
            events: [{ at, action: "recipient.created", subject: exampleIds.recipient }],
          },
        },
      },
      problems: ambiguousReference,
    },
    async (deps, { actor, params }) => {
      return recipientExportJson(await exportRecipient(deps, { actor, ...params }));
    },
  ),
];

import { z } from "zod";
import { attestSettlements } from "../../actions/statistics/attest-settlements.ts";
import { listPayableSettlements } from "../../actions/statistics/list-payable-settlements.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { payableSchema } from "../api/payable-settlement.ts";
import { payableExample } from "../api/examples/payable-example.ts";

/** Endpoint with which a culture office attests what its municipalities pay. */
export const attestationEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "attestSettlement",
      method: "post",
      path: "/api/v1/settlements/{month}/attest",
      tag: "Settlements",
      summary: "Attest what your municipalities pay",
      description:
        "Of a stated month, to all providers or one; what was attested before stays. An attested settlement never changes: what turns out different later stands in the next one. It takes two: who stated it, or entered the provider's account number, cannot attest it. With `refundOre` and `accounts`, the sum and the account numbers as you saw them, others are refused. Nothing is attested to a provider without an account number.",
      roles: ["culture"],
      params: z.object({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/) }),
      body: z.strictObject({
        municipality: z.string().optional().describe("What this one of yours pays; absent: all"),
        providerId: z.uuid().optional().describe("To this one; absent: to all"),
        refundOre: z.int().optional().describe("What the attested come to together"),
        accounts: z
          .record(z.uuid(), z.string())
          .optional()
          .describe("The account number of each provider that is attested, by its id"),
      }),
      example: {
        municipality: "5025",
        providerId: exampleIds.provider,
        refundOre: 550000,
        accounts: { [exampleIds.provider]: "86011117947" },
      },
      responses: {
        200: {
          description: "The month as it is now",
          schema: payableSchema,
          example: payableExample,
        },
      },
      problems: {
        not_found: { detail: "The provider has no statement of the month." },
        conflict: { detail: "The sum is another than the one you saw; look again." },
        illegal_state: {
          detail: "Somebody else has to attest: you have stated it, or entered the account number.",
        },
      },
    },
    async (deps, { actor, params: { month }, body }) => {
      await attestSettlements(deps, { actor, month, ...body });
      return listPayableSettlements(deps, { actor, month });
    },
  ),
];

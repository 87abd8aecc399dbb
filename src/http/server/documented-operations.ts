import { z } from "zod";
import type { OpenApiDocument } from "../../views/docs/openapi-document.ts";
import { apiEndpoints } from "./api-endpoints.ts";
import { doorOperations } from "../door/door-operations.ts";
import type { Operation } from "../api/operation.ts";
import { recipientImportOperation } from "../nav/recipient-import-operation.ts";
import { lookOperations } from "../provider/templates/look-operations.ts";
import { templateOperations } from "../provider/templates/template-operations.ts";

const severity = z.enum(["ok", "warning", "degraded", "down"]);
const status = z
  .enum([...severity.options, "stopping"])
  .describe("`down` and `stopping`: send no request here; `degraded`: all but a part works");
const checks = z
  .record(
    z.string(),
    z.looseObject({
      status: z.enum([...severity.options, "not_configured"]).describe("Of this part"),
    }),
  )
  .describe("By the part that was looked at: database, queues, certificates");
const readiness = z.object({ status, checks }).meta({ id: "Readiness" });

const operation: Operation[] = [
  {
    id: "livez",
    method: "get",
    path: "/livez",
    tag: "Operation",
    summary: "Whether the process answers",
    security: "none",
    responses: {
      200: {
        description: "It does",
        schema: z.object({ status: z.literal("ok").describe("The process answers") }),
        example: { status: "ok" },
      },
    },
  },
  {
    id: "readyz",
    method: "get",
    path: "/readyz",
    tag: "Operation",
    summary: "Whether it can take requests",
    description:
      "Database, queue, Google's configuration, and each Apple certificate with the days left. It is 503 without the database and while the process stops. While the queue is away it is `degraded`, still 200: the work is kept in the database and done later. A certificate near its end is a `warning`.",
    security: "none",
    responses: {
      200: {
        description: "Ready; `checks` names what is away and what needs attention",
        schema: readiness,
        example: {
          status: "degraded",
          checks: {
            database: { status: "ok" },
            queue: { status: "down", message: "The queue does not answer." },
            applePassCertificate: {
              status: "warning",
              notAfter: "2027-03-01T12:00:00.000Z",
              daysLeft: 14,
              message: "Renew the certificate now.",
            },
            google: { status: "ok" },
          },
        },
      },
      503: {
        description: "The database does not answer, or the process stops",
        schema: readiness,
        example: {
          status: "down",
          checks: {
            database: { status: "down", message: "The database does not answer." },
            google: { status: "ok" },
          },
        },
      },
    },
  },
  {
    id: "metrics",
    method: "get",
    path: "/metrics",
    tag: "Operation",
    summary: "Measurements in Prometheus' format",
    security: "none",
    responses: { 200: { description: "The measurements", contentTypes: ["text/plain"] } },
  },
  {
    id: "openapi",
    method: "get",
    path: "/openapi.json",
    tag: "Operation",
    summary: "This document",
    security: "none",
    responses: {
      200: {
        description: "OpenAPI 3.1",
        schema: z.looseObject({ openapi: z.string().describe("The version of the format") }),
        example: { openapi: "3.1.1", info: { title: "Join Wallet", version: "1" }, paths: {} },
      },
    },
  },
];

/** All operations but those of the wallets' own protocols. */
export const documentedOperations: readonly Operation[] = [
  ...templateOperations,
  ...lookOperations,
  recipientImportOperation,
  ...apiEndpoints.map(({ operation: described }) => described),
  ...Object.values(doorOperations),
  ...operation,
];

export const documentedTags: OpenApiDocument["tags"] = [
  { name: "Templates", description: "How a ticket looks and reads, once for both wallets" },
  { name: "Offers", description: "What is given away, how many, when and to whom" },
  {
    name: "Complimentary tickets",
    description: "Ordinary tickets beside the quota, which provider or culture office hands out",
  },
  {
    name: "Own codes",
    description: "Codes of your own till or gate, which tickets bear instead of ours",
  },
  { name: "Settlements", description: "What a provider is owed" },
  { name: "Reports", description: "A year in numbers, for the council" },
  { name: "Webhooks", description: "Events that are sent to your systems" },
  { name: "Door", description: "Scanners and what they scan" },
  { name: "Providers", description: "Who takes part" },
  { name: "Reviews", description: "The culture office's decisions on offers" },
  { name: "Recipients", description: "Who tickets are for, by your own reference" },
  { name: "Recipient lists", description: "Recipients that are kept under a name" },
  { name: "Allocations", description: "Who gets tickets of what" },
  { name: "Draws", description: "Who gets the few, by criteria and then by lot" },
  { name: "Waiting lists", description: "Who gets the next ticket that comes free" },
  { name: "Passes", description: "The tickets themselves" },
  { name: "Operation", description: "For those who run the service" },
];

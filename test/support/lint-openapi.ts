// npm run lint:openapi: judges the OpenAPI document by a linter that we did not write. Reads no network.
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { openApiDocument } from "../../src/http/api/openapi/open-api-document.ts";
import { documentedEvents } from "../../src/http/provider/integrations/documented-events.ts";
import {
  documentedOperations,
  documentedTags,
} from "../../src/http/server/documented-operations.ts";

const document = openApiDocument(documentedOperations, {
  publicUrl: "https://join.test",
  title: "Join Wallet",
  tags: documentedTags,
  events: documentedEvents,
});
const config = await createConfig({
  extends: ["recommended-strict"],
  rules: {
    // Probes, metrics and the document itself take no input and refuse no request. Every other operation has its
    // refusals from the table of errors.
    "operation-4xx-response": "off",
  },
});
const problems = await lintFromString({
  source: JSON.stringify(document),
  absoluteRef: "openapi.json",
  config,
});
for (const { ruleId, message, location } of problems) {
  console.error(`${location[0]?.pointer ?? "#/"}: ${message} (${ruleId})`);
}
process.exitCode = problems.length > 0 ? 1 : 0;

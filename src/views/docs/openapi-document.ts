export type Json = Record<string, unknown>;

export interface OpenApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters?: Json[];
  requestBody?: Json;
  responses: Record<string, Json>;
}

/** What we send: its body, and what the receiver's answer means. */
export type OpenApiWebhook = Required<
  Pick<
    OpenApiOperation,
    "operationId" | "tags" | "summary" | "security" | "parameters" | "requestBody" | "responses"
  >
>;

export interface OpenApiDocument {
  openapi: "3.1.1";
  info: {
    title: string;
    version: string;
    description: string;
    license: { name: string; identifier: string };
  };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  webhooks: Record<string, { post: OpenApiWebhook }>;
  components: Record<"schemas" | "headers" | "securitySchemes", Record<string, Json>>;
}

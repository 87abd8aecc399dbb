import type { z } from "zod";
import type { ErrorCode } from "../errors.ts";

export interface ResponseDescription {
  description: string;
  /** Absent: no body, or one of another content type. */
  schema?: z.ZodType;
  contentTypes?: readonly string[];
  example?: unknown;
}

/** An operation as the documentation has it; the path in OpenAPI's form, `/api/v1/offers/{offerId}`. */
export interface Operation {
  id: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  path: string;
  tag: string;
  summary: string;
  description?: string;
  security: { apiKey: readonly ("provider" | "nav" | "culture")[] } | "doorToken" | "none";
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** What is sent as multipart/form-data: part name → what it holds. */
  parts?: Readonly<Record<string, { description: string; required: boolean }>>;
  example?: unknown;
  responses: Readonly<Record<number, ResponseDescription>>;
  /** Refusals beyond those that any operation with its security, parameters and body may give. */
  problems?: readonly ErrorCode[];
  /** Takes an Idempotency-Key. */
  idempotent?: boolean;
}

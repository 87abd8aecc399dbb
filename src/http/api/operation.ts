import type { z } from "zod";
import type { ErrorCode, FieldError } from "../../errors.ts";

/** An answer without a schema has no body, or one of another content type. */
export type ResponseDescription = { description: string; contentTypes?: readonly string[] } & (
  | { schema?: undefined }
  | { schema: z.ZodType; example: unknown }
  | { schema: z.ZodType; examples: Readonly<Record<string, unknown>> }
);

/** What a refusal says beside its code, title and status. */
export interface ProblemExample {
  detail: string;
  errors?: readonly FieldError[];
  extra?: Readonly<Record<string, unknown>>;
}

export type ProblemExamples = Readonly<Partial<Record<ErrorCode, ProblemExample>>>;

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
  /** Of the body or the parts. */
  example?: unknown;
  responses: Readonly<Record<number, ResponseDescription>>;
  /** Refusals of its own, and in place of what any operation with its security, parameters and body says. */
  problems?: ProblemExamples;
  /** Takes an Idempotency-Key. */
  idempotent?: boolean;
}

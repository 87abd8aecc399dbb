import type { z } from "zod";
import type { ErrorCode, FieldError } from "../../errors.ts";

/** A documented response. Without a schema it has no body, or one of another content type. */
export type ResponseDescription = { description: string; contentTypes?: readonly string[] } & (
  | { schema?: undefined }
  | { schema: z.ZodType; example: unknown }
  | { schema: z.ZodType; examples: Readonly<Record<string, unknown>> }
);

/** The members of a problem beside its code, title and status. */
export interface ProblemExample {
  detail: string;
  errors?: readonly FieldError[];
  extra?: Readonly<Record<string, unknown>>;
}

export type ProblemExamples = Readonly<Partial<Record<ErrorCode, ProblemExample>>>;

/** The documentation of an operation; its path has OpenAPI's form, `/api/v1/offers/{offerId}`. */
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
  /** Takes a table in place of the body, too. */
  csv?: { example: string; maxRows: number };
  /** The parts of a multipart/form-data body, by name. */
  parts?: Readonly<Record<string, { description: string; required: boolean }>>;
  /** Takes the body in these media types, too, in place of the parts. */
  alternatives?: Readonly<Record<string, { schema: z.ZodType; example: unknown }>>;
  /** Example of the body or the parts. */
  example?: unknown;
  responses: Readonly<Record<number, ResponseDescription>>;
  /** Problems of its own; each replaces the one that security, parameters or body imply. */
  problems?: ProblemExamples;
  /** Answers an ETag; a change takes If-Match. */
  versioned?: boolean;
  /** Takes an Idempotency-Key. */
  idempotent?: boolean;
  /** Sends to a webhook: limited by webhook and owner. */
  sends?: boolean;
}

import express, { type RequestHandler } from "express";
import type { z } from "zod";
import { AppError, type FieldError } from "../errors.ts";
import { jsonFault } from "./json-fault.ts";

/** A thousand allocation items take a quarter of it. */
const bodyLimit = "1mb";
const readJson: RequestHandler = express.json({ limit: bodyLimit, strict: false });

/** NUL and lone surrogates: JSON may carry them, the database cannot. */
const unstorable = /[\0\p{Surrogate}]/u;

const articles: Record<string, string> = {
  array: "a list",
  object: "an object",
  int: "a whole number",
  number: "a number",
  string: "a text",
  boolean: "true or false",
};

/** `items[3].offerId`: how a program would reach the member. */
function pathOf(segments: readonly PropertyKey[]): string {
  return segments.reduce<string>((path, segment) => {
    if (typeof segment === "number") return `${path}[${segment}]`;
    return path === "" ? String(segment) : `${path}.${String(segment)}`;
  }, "");
}

function messageOf(issue: z.core.$ZodIssue): { code: string; message: string } {
  switch (issue.code) {
    case "invalid_type": {
      const expected = articles[issue.expected] ?? issue.expected;
      return issue.input === undefined && issue.message.endsWith("received undefined")
        ? { code: "required", message: `is required: ${expected}` }
        : { code: "invalid_type", message: `must be ${expected}` };
    }
    case "invalid_value":
      return {
        code: issue.code,
        message: `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`,
      };
    case "too_small":
    case "too_big": {
      const limit = `at ${issue.code === "too_small" ? "least" : "most"} ${String(issue.code === "too_small" ? issue.minimum : issue.maximum)}`;
      const counted: Record<string, string> = {
        string: `must have ${limit} characters`,
        array: `must have ${limit} items`,
      };
      return { code: issue.code, message: counted[issue.origin] ?? `must be ${limit}` };
    }
    case "invalid_format":
      return {
        code: issue.code,
        message: issue.format === "uuid" ? "must be an id (UUID)" : issue.message,
      };
    case "custom": {
      const own: unknown = issue.params?.["code"];
      return { code: typeof own === "string" ? own : issue.code, message: issue.message };
    }
    default:
      return { code: issue.code, message: issue.message };
  }
}

/** Each fault with its path and what would be right. Never quotes what was sent. */
function fieldErrorsOf(error: z.ZodError, prefix: readonly PropertyKey[] = []): FieldError[] {
  return error.issues.flatMap((issue): FieldError[] => {
    const path = [...prefix, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: pathOf([...path, key]),
        code: "unknown_member",
        message: "is not a member that is known here",
      }));
    }
    return [{ path: pathOf(path), ...messageOf(issue) }];
  });
}

function unstorableTexts(value: unknown, path: PropertyKey[] = []): FieldError[] {
  if (typeof value === "string") {
    return unstorable.test(value)
      ? [
          {
            path: pathOf(path),
            code: "invalid_text",
            message: "must be well-formed Unicode without the NUL character",
          },
        ]
      : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    unstorableTexts(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** The value as the schema has it. Throws AppError("validation_failed") with one entry per fault. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  const faults = parsed.success ? unstorableTexts(value) : fieldErrorsOf(parsed.error);
  if (faults.length > 0 || !parsed.success) {
    throw new AppError("validation_failed", "The request has faults; see errors.", {
      errors: faults,
    });
  }
  return parsed.data;
}

/** Whether a path parameter may be asked the database for. */
export function isStorable(value: string): boolean {
  return !unstorable.test(value);
}

/** Reads a JSON body of at most 1 MB; says what is wrong with another, and where. */
export const jsonBody: RequestHandler = (req, res, next) => {
  const hasBody =
    req.headers["transfer-encoding"] !== undefined || Number(req.get("content-length") ?? 0) > 0;
  if (hasBody && !req.is("application/json")) {
    throw new AppError("unsupported_media_type", "Send the body as application/json.");
  }
  readJson(req, res, (error?: unknown) => {
    next(error === undefined ? undefined : bodyError(error));
  });
};

function bodyError(error: unknown): unknown {
  const { type, body } = error as { type?: string; body?: unknown };
  switch (type) {
    case "entity.parse.failed": {
      const fault = jsonFault(typeof body === "string" ? body : "");
      const place = fault ? ` at line ${fault.line}, column ${fault.column}` : "";
      return new AppError("validation_failed", `The body stops being JSON${place}.`, {
        errors: [
          { path: "", code: "invalid_json", message: `must be JSON; it breaks off${place}` },
        ],
      });
    }
    case "entity.too.large":
      return new AppError("too_large", `A body may have at most ${bodyLimit}.`);
    case "encoding.unsupported":
    case "charset.unsupported":
      return new AppError("unsupported_media_type", "Send the body as application/json in UTF-8.");
    case "request.aborted":
    case "request.size.invalid":
      return new AppError("validation_failed", "The body broke off before its end.");
    default:
      return error;
  }
}

import express, { type RequestHandler } from "express";
import type { z } from "zod";
import { fieldErrors, pathOf } from "../../domain/field-errors.ts";
import { AppError, type FieldError } from "../../errors.ts";
import { isDeeperThan, maxJsonDepth, tooDeep } from "./json-depth.ts";
import { jsonSyntaxError } from "./json-syntax-error.ts";

/** Four times the size of a thousand allocation items. */
export const bodyLimit = "1mb";
const readJson: RequestHandler = express.json({
  limit: bodyLimit,
  strict: false,
  verify: (_req, _res, bytes) => {
    if (isDeeperThan(bytes, maxJsonDepth)) throw new Error("too deep");
  },
});

/** NUL and lone surrogates, which are valid JSON but not valid PostgreSQL text. */
const unstorable = /[\0\p{Surrogate}]/u;

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

/** Parses the value by the schema. Throws AppError("validation_failed") with one entry per fault. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  const faults = parsed.success ? unstorableTexts(value) : fieldErrors(parsed.error);
  if (faults.length > 0 || !parsed.success) {
    throw new AppError("validation_failed", "The request has faults; see errors.", {
      errors: faults,
    });
  }
  return parsed.data;
}

/** Whether the text is valid as a database parameter. */
export function isStorable(value: string): boolean {
  return !unstorable.test(value);
}

/**
 * Reads a JSON body of at most 1 MB. Passes AppError "unsupported_media_type", "too_large" or
 * "validation_failed" on, the last with the line and column of a syntax error.
 */
export const jsonBody: RequestHandler = (req, res, next) => {
  if (Array.isArray(req.body)) {
    next();
    return;
  }
  const hasBody =
    req.headers["transfer-encoding"] !== undefined || Number(req.get("content-length") ?? 0) > 0;
  if (hasBody && !req.is("application/json")) {
    throw new AppError("unsupported_media_type", "Send the body as application/json.");
  }
  readJson(req, res, (error?: unknown) => {
    next(error === undefined ? undefined : bodyError(error));
  });
};

/** Converts an error of the body parser to an AppError; returns others unchanged. */
export function bodyError(error: unknown): unknown {
  const { type, body } = error as { type?: string; body?: unknown };
  switch (type) {
    case "entity.parse.failed": {
      const fault = jsonSyntaxError(typeof body === "string" ? body : "");
      const place = fault ? ` at line ${fault.line}, column ${fault.column}` : "";
      return new AppError("validation_failed", `The body stops being JSON${place}.`, {
        errors: [
          { path: "", code: "invalid_json", message: `must be JSON; it breaks off${place}` },
        ],
      });
    }
    case "entity.verify.failed":
      return new AppError("validation_failed", "The body is nested too deeply.", {
        errors: [{ path: "", code: "too_deep", message: tooDeep }],
      });
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

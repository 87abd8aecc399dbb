import express, { type Request, type RequestHandler } from "express";
import type { Deps } from "../../actions/deps.ts";
import { AppError } from "../../errors.ts";
import { bodyError, bodyLimit } from "./parse.ts";
import { readTable } from "./read-table.ts";

const type = "text/csv";
const readBytes: RequestHandler = express.raw({ type, limit: bodyLimit });

/** Whether the request's body is a table in place of JSON. */
export const isCsv = (req: Request): boolean => req.is(type) === type;

/**
 * Reads a body of at most 1 MB as the rows of a CSV table; passes one of another content type on. Passes AppError
 * "unprocessable" for what is no table on, and the errors of `jsonBody`.
 */
export const csvBody =
  (deps: Pick<Deps, "db">, { maxRows }: { maxRows: number }): RequestHandler =>
  (req, res, next) => {
    if (!isCsv(req)) {
      next();
      return;
    }
    readBytes(req, res, (error?: unknown) => {
      if (error !== undefined) {
        next(bodyError(error));
        return;
      }
      const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
      const limits = { kind: "codes", least: 1, most: maxRows + 1 } as const;
      readTable(deps, bytes, limits)
        .catch(inBody)
        .then((rows) => {
          req.body = rows;
          next();
        }, next);
    });
  };

/** Names the body in the fault of a table. */
function inBody(error: unknown): never {
  if (!(error instanceof AppError)) throw error;
  const errors = error.errors.map((each) => ({ ...each, path: "" }));
  throw new AppError(error.code, "The body cannot be read as a table.", { errors });
}

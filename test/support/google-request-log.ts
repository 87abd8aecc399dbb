import type { RequestHandler } from "express";

interface LoggedRequest {
  at: Date;
  method: string;
  /** Path below the mount path, without query. */
  path: string;
  body: unknown;
  /** 0 without an answer. */
  status: number;
}

/** The requests in order of arrival. */
export interface RequestLog {
  readonly requests: LoggedRequest[];
  /** The calls inside batches. */
  readonly parts: LoggedRequest[];
  /** Finds requests and calls inside batches, without the batches themselves. */
  calls(method: string, path: RegExp, status?: number): LoggedRequest[];
  addPart(call: Pick<LoggedRequest, "method" | "path" | "body">): LoggedRequest;
  /** Counts the requests of the method, path and status. */
  count(method: string, path: RegExp, status?: number): number;
  clear(): void;
  handler: RequestHandler;
}

/** Limit of entries, for a process that runs for weeks. */
const maxEntries = 100_000;

export function createRequestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  const parts: LoggedRequest[] = [];
  const matching =
    (method: string, path: RegExp, status?: number) =>
    (each: LoggedRequest): boolean =>
      each.method === method &&
      path.test(each.path) &&
      (status === undefined || each.status === status);
  return {
    requests,
    parts,
    calls: (...wanted) =>
      [...requests.filter(({ path }) => path !== "/batch"), ...parts].filter(matching(...wanted)),
    addPart: (call) => {
      const entry = { ...call, at: new Date(), status: 0 };
      parts.push(entry);
      if (parts.length > maxEntries) parts.shift();
      return entry;
    },
    count: (...wanted) => requests.filter(matching(...wanted)).length,
    clear: () => {
      requests.splice(0);
      parts.splice(0);
    },
    handler: (request, response, next) => {
      const { method, path } = request;
      const entry = { at: new Date(), method, path, body: request.body as unknown, status: 0 };
      requests.push(entry);
      if (requests.length > maxEntries) requests.shift();
      response.on("finish", () => {
        entry.status = response.statusCode;
      });
      next();
    },
  };
}

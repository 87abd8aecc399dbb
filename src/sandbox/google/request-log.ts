import type { RequestHandler } from "express";

interface LoggedRequest {
  at: Date;
  method: string;
  /** Below the place where the stand-in is mounted, without query. */
  path: string;
  body: unknown;
  /** 0 until answered, and for good when the connection was cut. */
  status: number;
}

/** Every request that reached the stand-in, in order of arrival. */
export interface RequestLog {
  readonly requests: LoggedRequest[];
  /** Every call inside a batch, which is one request. */
  readonly parts: LoggedRequest[];
  /** Requests and calls inside batches alike, but for the batches themselves. */
  calls(method: string, path: RegExp, status?: number): LoggedRequest[];
  addPart(call: Pick<LoggedRequest, "method" | "path" | "body">): LoggedRequest;
  /** How many had this method and a path that matches; with a status, how many were answered so. */
  count(method: string, path: RegExp, status?: number): number;
  clear(): void;
  handler: RequestHandler;
}

/** Enough for any test, little enough for a developer's machine that runs for weeks. */
const longest = 100_000;

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
      if (parts.length > longest) parts.shift();
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
      if (requests.length > longest) requests.shift();
      response.on("finish", () => {
        entry.status = response.statusCode;
      });
      next();
    },
  };
}

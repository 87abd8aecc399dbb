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
  /** How many had this method and a path that matches; with a status, how many were answered so. */
  count(method: string, path: RegExp, status?: number): number;
  clear(): void;
  handler: RequestHandler;
}

/** Enough for any test, little enough for a developer's machine that runs for weeks. */
const longest = 100_000;

export function makeRequestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  return {
    requests,
    count: (method, path, status) =>
      requests.filter(
        (each) =>
          each.method === method &&
          path.test(each.path) &&
          (status === undefined || each.status === status),
      ).length,
    clear: () => requests.splice(0),
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

import type { Request } from "express";

const callers = new WeakMap<Request, string>();

/** Remembers who sends the request: the id of a key or a device, or a subject's hash; no personal data. */
export function rememberCaller(request: Request, id: string): void {
  callers.set(request, id);
}

/** Returns the caller that authentication remembered; undefined before it. */
export const callerOf = (request: Request): string | undefined => callers.get(request);

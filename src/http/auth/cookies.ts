import { parseCookie } from "cookie";
import type { Request } from "express";

/** Returns the value of one of the request's cookies; undefined when it is absent or cannot be decoded. */
export function readCookie(request: Request, name: string): string | undefined {
  return parseCookie(request.get("cookie") ?? "", { decode })[name];
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

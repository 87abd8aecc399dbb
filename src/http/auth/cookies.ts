import type { Request } from "express";

/** The value of one cookie of the request; one that cannot be decoded is none of ours. */
export function readCookie(request: Request, name: string): string | undefined {
  for (const pair of (request.get("cookie") ?? "").split(";")) {
    const [key, ...value] = pair.trim().split("=");
    if (key === name) return decoded(value.join("="));
  }
  return undefined;
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

import type { Request } from "express";
import { holdForm } from "../../actions/access/held-form.ts";
import { collectMultipart } from "../api/multipart.ts";
import { refuseCrossSiteForm } from "./csrf.ts";
import type { FoundSession, SessionDeps } from "./session-cookie.ts";

const maxTextBytes = 64 * 1024;
/** Longest form that is held, as long as one that is no upload can be. */
const maxHeld = 200 * 1024;

/** The texts of an upload, without its files: no browser fills those in again. */
async function textsOfUpload(request: Request): Promise<Record<string, string>> {
  const { parts } = await collectMultipart(request, {
    isKnown: () => true,
    maxBytes: 0,
    maxTextBytes,
    maxFiles: 0,
    maxParts: 1_000,
  });
  return Object.fromEntries([...parts].map(([name, value]) => [name, value.toString()]));
}

/**
 * Holds the form of a request whose session has ended, so that it can be shown again after the login.
 * False when the request carries none. Throws AppError("forbidden") for a form of another site.
 */
export async function holdSentForm(
  deps: SessionDeps,
  request: Request,
  { id, claims }: FoundSession<{ csrf: string }>,
): Promise<boolean> {
  const isUpload = typeof request.is("multipart/form-data") === "string";
  if (!isUpload && typeof request.is("urlencoded") !== "string") return false;
  refuseCrossSiteForm(deps, request, claims.csrf);
  const sent = isUpload ? await textsOfUpload(request) : (request.body as Record<string, unknown>);
  const fields = Object.fromEntries(Object.entries(sent).filter(([name]) => name !== "csrf"));
  if (JSON.stringify(fields).length > maxHeld) return false;
  await holdForm(deps, id, { path: request.originalUrl, fields });
  return true;
}

import { timingSafeEqual } from "node:crypto";
import type { Request } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { staffUrl } from "../../config/hosts.ts";
import { AppError } from "../../errors.ts";

function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const carried = z.object({ csrf: z.string() });

const isOwn = (config: Deps["config"], origin: string): boolean =>
  [config.publicUrl, staffUrl(config)].some((url) => new URL(url).origin === origin);

/** Whether the browser declares the request as cross-site, by Sec-Fetch-Site or else by Origin. */
export function isCrossSite({ config }: Pick<Deps, "config">, request: Request): boolean {
  const site = request.get("sec-fetch-site");
  const origin = request.get("origin");
  // Pages without a referrer send the origin "null", also with a form of our own.
  return site === undefined
    ? origin !== undefined && origin !== "null" && !isOwn(config, origin)
    : site !== "same-origin";
}

/**
 * Refuses a cross-site form by two independent checks: the browser's declared origin, and the session's
 * CSRF token, which is in the form, or in the address of an upload, whose parts are read later. Throws
 * AppError("forbidden").
 */
export function refuseCrossSiteForm(
  deps: Pick<Deps, "config">,
  request: Request,
  csrf: string,
): void {
  const isUpload = request.is("multipart/form-data") === "multipart/form-data";
  const given = carried.safeParse(isUpload ? request.query : request.body);
  if (isCrossSite(deps, request) || !given.success || !sameText(given.data.csrf, csrf)) {
    throw new AppError("forbidden", "The form was not sent from a page of this service.");
  }
}

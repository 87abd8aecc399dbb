import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { staffLanguages, type StaffLanguage } from "../../views/texts/staff-texts.ts";
import type { Area, PageFrame } from "../../views/ui/page-frame.ts";
import { createCookie } from "../auth/cookies.ts";
import { findSession } from "../auth/page-session.ts";
import { isResumed } from "./session-pages.ts";

const languageCookie = createCookie("lang");
const asLanguage = z.enum(staffLanguages).catch("nb");

/** Language last chosen with `?lang=`; Bokmål by default. */
const pageLanguage = (deps: Pick<Deps, "config">, request: Request): StaffLanguage =>
  asLanguage.parse(request.query["lang"] ?? languageCookie.read(deps, request));

/** Stores the language chosen with `?lang=` in a cookie, for a year. */
export function rememberLanguage(deps: Pick<Deps, "config">): RequestHandler {
  return (request, response, next) => {
    if (request.query["lang"] !== undefined) {
      languageCookie.set(deps, response, pageLanguage(deps, request), 365 * 86_400_000);
    }
    next();
  };
}

/** The frame of the page that the request is for, with the session where there is one. */
export function pageFrame(
  { config }: Pick<Deps, "config">,
  request: Request,
  response: Response,
  area: Area,
): PageFrame {
  return {
    area,
    brandName: config.brandName,
    language: pageLanguage({ config }, request),
    path: request.originalUrl.split("?")[0] ?? "/",
    session: findSession(response),
    isResumed: isResumed(response),
    isPosted: request.method === "POST",
    ...(config.environment !== "production" && { messagesHref: "/sandbox/messages" }),
  };
}

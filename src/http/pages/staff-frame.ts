import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import type { StaffFrame } from "../../views/ui/staff-document.tsx";
import { staffLanguages, type StaffLanguage } from "../../views/texts/staff-texts.ts";
import { readCookie } from "../auth/cookies.ts";
import { cookieOptions } from "../auth/signed-cookie.ts";
import { staffOf } from "../auth/staff-session.ts";

const languageCookie = "lang";
const asLanguage = z.enum(staffLanguages).catch("nb");

/** As chosen with `?lang=` last; Bokmål at first. */
export function staffLanguage(request: Request): StaffLanguage {
  return asLanguage.parse(request.query["lang"] ?? readCookie(request, languageCookie));
}

/** Remembers the language that was chosen. */
export function rememberLanguage(deps: Pick<Deps, "config">): RequestHandler {
  return (request, response, next) => {
    if (request.query["lang"] !== undefined) {
      response.cookie(languageCookie, staffLanguage(request), {
        ...cookieOptions(deps),
        maxAge: 365 * 86_400_000,
      });
    }
    next();
  };
}

/** What the page's frame shows; behind `requireStaff`. */
export function frameOf(
  { config }: Pick<Deps, "config">,
  request: Request,
  response: Response,
): StaffFrame {
  const { session } = staffOf(response);
  return {
    brandName: config.brandName,
    language: staffLanguage(request),
    path: request.originalUrl.split("?")[0] ?? "/nav",
    person: session.name,
    csrf: session.csrf,
    ...(config.environment !== "production" && { messagesHref: "/sandbox/messages" }),
  };
}

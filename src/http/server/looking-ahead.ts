import type { Request, RequestHandler } from "express";
import { runOnlyAsking } from "../../actions/only-asking.ts";

/** Headers by which browsers and preview services say that no person has asked yet. */
const headers = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"];
const ahead = /\b(prefetch|prerender|preview)\b/i;
/** Services that fetch a link to show a preview of it in a chat. */
const previewers =
  /facebookexternalhit|facebot|whatsapp|twitterbot|slackbot|discordbot|telegrambot|linkedinbot|skypeuripreview|snapchat[^;)]{0,40}bot|applebot|googlebot|bingbot|pinterestbot/i;

/** Longest part of a User-Agent that is looked at: anyone can send a longer one, with every request. */
const longestAgent = 512;

/**
 * Whether a User-Agent is one of a service that shows previews of links.
 * @internal
 */
export const isPreviewer = (userAgent: string): boolean =>
  previewers.test(userAgent.slice(0, longestAgent));

const looksAhead = (request: Request) =>
  request.method === "HEAD" ||
  (request.method === "GET" &&
    (headers.some((name) => ahead.test(request.get(name) ?? "")) ||
      isPreviewer(request.get("User-Agent") ?? "")));

/**
 * Lets HEAD, a prefetch, a prerendering and a link preview read, on every route, and take nothing: where the GET would
 * write, `renderErrors` answers instead.
 * Source: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Purpose
 */
export const lookingAhead: RequestHandler = (request, _response, next) => {
  if (looksAhead(request)) runOnlyAsking(next);
  else next();
};

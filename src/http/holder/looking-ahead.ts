import type { Request, Response } from "express";

/** Headers by which browsers and preview services say that no person has asked yet. */
const headers = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"];
const ahead = /\b(prefetch|prerender|preview)\b/i;
/** Services that fetch a link to show a preview of it in a chat. */
const previewers =
  /facebookexternalhit|facebot|whatsapp|twitterbot|slackbot|discordbot|telegrambot|linkedinbot|skypeuripreview|snapchat.*bot|applebot|googlebot|bingbot|pinterestbot/i;

const looksAhead = (request: Request) =>
  headers.some((name) => ahead.test(request.get(name) ?? "")) ||
  previewers.test(request.get("User-Agent") ?? "");

/**
 * Answers a request that asks without taking, and returns whether it did: HEAD with the `type` alone; a
 * prefetch, a prerendering or a link preview with 403, which browsers discard, and fetch again when the
 * person asks. Every GET that hands out, saves or counts a ticket begins with it.
 * Source: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Purpose
 */
export function answerLookingAhead(request: Request, response: Response, type: string): boolean {
  const isHead = request.method === "HEAD";
  if (!isHead && !looksAhead(request)) return false;
  response
    .status(isHead ? 200 : 403)
    .set("Cache-Control", "no-store")
    .type(type)
    .end();
  return true;
}
